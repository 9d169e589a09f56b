// PutObject.
import { DEFAULT_ALGORITHM } from "../checksum/algorithms.ts";
import { declaredChecksum } from "../checksum/declared.ts";
import { checksumAnswer } from "../object-answer.ts";
import { validateWriteConditions } from "../conditions.ts";
import { newObjectAccess } from "../acl/bucket-rules.ts";
import type { Operation } from "../context.ts";
import { writtenEncryptionAnswer } from "../encryption/answer.ts";
import { hasMd5Etag } from "../encryption/encryption.ts";
import { wantedEncryption } from "../encryption/wanted.ts";
import { appendObject } from "../directory/append.ts";
import { encryptionOfWrite } from "../encryption/write.ts";
import { describe } from "../description.ts";
import { quoted } from "../etag.ts";
import { expirationOf } from "../lifecycle/answers.ts";
import { checkKeySize } from "../object-key.ts";
import { requireDigest, withBucketLock } from "../object-lock.ts";
import { causeOf } from "../notifications/cause.ts";
import { storeBody } from "../body.ts";
import { replicaContent } from "../replication/replica.ts";
import { requireBucket } from "../store/buckets.ts";
import { lastModifiedAt, putObjectRow, writtenVersionId } from "../store/objects.ts";

export const putObject: Operation<"PutObject"> = async (input, call) => {
  const { context, caller, region } = call;
  checkKeySize(input.Key);
  validateWriteConditions(input);
  if (input.WriteOffsetBytes !== undefined) return appendObject(input, call, putObject);
  const wanted = wantedEncryption(input, caller, call.origin);
  const nowMs = context.clock.now();
  const description = describe(input, nowMs);
  const declared = declaredChecksum(input, input.Body);
  requireDigest(description, declared !== undefined || input.ContentMD5 !== undefined);
  const bucket = await requireBucket(context.keyvalue, input);
  const access = await newObjectAccess(input, { context, caller, region });
  const algorithm = declared?.algorithm ?? DEFAULT_ALGORITHM;
  const encrypted = await encryptionOfWrite(wanted, bucket, input.Key, call);
  const { blob, sizeBytes, etag, digests } = await storeBody(context, input.Body, {
    contentMd5: input.ContentMD5,
    contentLength: input.ContentLength,
    checksum: declared,
    algorithms: [algorithm],
    keys: encrypted?.keys,
    randomEtag: !hasMd5Etag(input.Bucket, encrypted?.encryption),
  });
  const checksum = { algorithm, type: "FULL_OBJECT", value: digests.get(algorithm) ?? "" } as const;
  const content = {
    ...description,
    ...access,
    encryption: encrypted?.encryption,
    blobId: blob.id,
    sizeBytes,
    etag,
    lastModified: lastModifiedAt(context.clock.now()),
    checksum,
    partsCount: undefined,
  };
  const { bucket: target, row } = await putObjectRow(
    context,
    input,
    content,
    input,
    (into, one) => replicaContent(input.Body, into, withBucketLock(into, one, nowMs)),
    { name: call.isForm === true ? "ObjectCreated:Post" : "ObjectCreated:Put", cause: causeOf(call) },
  );
  context.analyses.note(input.Bucket, input.Key, row, nowMs, { uploadedBytes: sizeBytes });
  return {
    ETag: quoted(etag),
    VersionId: writtenVersionId(row),
    Expiration: await expirationOf(context, target, input.Key, row),
    ...checksumAnswer(checksum),
    ...writtenEncryptionAnswer(encrypted?.encryption, input),
  };
};
