// PutObjectAnnotation: a text with a name beside an object, under the object's own encryption.
import { keysOfObject, newAnnotationKeys } from "../annotations/sealing.ts";
import { checkName, readPayload } from "../annotations/payload.ts";
import { storeBody } from "../body.ts";
import { DEFAULT_ALGORITHM, digestOf } from "../checksum/algorithms.ts";
import { declaredChecksum, verifyChecksum } from "../checksum/declared.ts";
import type { Operation } from "../context.ts";
import { isKms } from "../encryption/encryption.ts";
import { quoted } from "../etag.ts";
import { causeOf } from "../notifications/cause.ts";
import { checksumAnswer } from "../object-answer.ts";
import { checkKeySize } from "../object-key.ts";
import { putAnnotation } from "../store/annotations.ts";
import { findObject, lastModifiedAt, shownVersionId } from "../store/objects.ts";
import { versionIdOf } from "../store/versions.ts";

export const putObjectAnnotation: Operation<"PutObjectAnnotation"> = async (input, call) => {
  const { context } = call;
  const { Key: key, AnnotationName: name, AnnotationPayload: body } = input;
  checkKeySize(key);
  checkName(name);
  const declared = declaredChecksum(input, body);
  const algorithm = declared?.algorithm ?? DEFAULT_ALGORITHM;
  const { bucket, row } = await findObject(context.keyvalue, input, "PUT");
  const { keys, salt } = newAnnotationKeys(await keysOfObject(input, row, call));
  const payload = await readPayload(body);
  if (declared !== undefined) verifyChecksum(declared, digestOf(algorithm, payload).toString("base64"), body);
  const { blob, sizeBytes, etag, digests } = await storeBody(context, payload, {
    contentMd5: input.ContentMD5,
    contentLength: payload.length,
    checksum: undefined,
    algorithms: [algorithm],
    keys,
    randomEtag: isKms(row.encryption),
  });
  const checksum = { algorithm, type: "FULL_OBJECT", value: digests.get(algorithm) ?? "" } as const;
  const lastModified = lastModifiedAt(context.clock.now());
  const annotation = { blobId: blob.id, sizeBytes, etag, lastModified, checksum, salt };
  const change = { name, cause: causeOf(call), objectIfMatch: input.ObjectIfMatch };
  await putAnnotation(context, { ...input, VersionId: versionIdOf(row) }, row, annotation, change);
  return {
    Key: key,
    AnnotationName: name,
    ObjectVersionId: shownVersionId(bucket, row),
    ETag: quoted(etag),
    ...checksumAnswer(checksum),
    ServerSideEncryption: row.encryption?.kind as "AES256" | undefined,
  };
};
