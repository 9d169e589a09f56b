// PutObject.
import { DEFAULT_ALGORITHM } from "../checksum/algorithms.ts";
import { declaredChecksum } from "../checksum/declared.ts";
import { checksumAnswer } from "../object-answer.ts";
import { validateWriteConditions } from "../conditions.ts";
import type { Operation } from "../context.ts";
import { describe } from "../description.ts";
import { quoted } from "../etag.ts";
import { checkKeySize } from "../object-key.ts";
import { storeBody } from "../body.ts";
import { requireBucket } from "../store/buckets.ts";
import { lastModifiedAt, putObjectRow } from "../store/objects.ts";
import { refuseUnsupported } from "../unsupported.ts";

export const putObject: Operation<"PutObject"> = async (input, { context }) => {
  checkKeySize(input.Key);
  refuseUnsupported(input);
  validateWriteConditions(input);
  const description = describe(input);
  const declared = declaredChecksum(input, input.Body);
  await requireBucket(context.keyvalue, input);
  const algorithm = declared?.algorithm ?? DEFAULT_ALGORITHM;
  const { blob, etag, digests } = await storeBody(context, input.Body, {
    contentMd5: input.ContentMD5,
    contentLength: input.ContentLength,
    checksum: declared,
    algorithms: [algorithm],
  });
  const checksum = { algorithm, type: "FULL_OBJECT", value: digests.get(algorithm) ?? "" } as const;
  const row = {
    ...description,
    blobId: blob.id,
    sizeBytes: blob.sizeBytes,
    etag,
    lastModified: lastModifiedAt(context.clock.now()),
    checksum,
    partsCount: undefined,
  };
  await putObjectRow(context, input, row, input);
  return { ETag: quoted(etag), ...checksumAnswer(checksum) };
};
