// UploadPartCopy.
import { checksumMember, DEFAULT_ALGORITHM } from "../checksum/algorithms.ts";
import { checkCopySourceConditions } from "../conditions.ts";
import type { Operation } from "../context.ts";
import { parseCopySource } from "../copy-source.ts";
import { encryptionAnswer } from "../encryption/answer.ts";
import { copySourceKeyOf, customerKeyOf } from "../encryption/customer-key.ts";
import { checkCustomerKey, dataKeysOf } from "../encryption/data-keys.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import { partEncryption } from "../encryption/upload-keys.ts";
import { invalidRequest } from "../errors.ts";
import { quoted } from "../etag.ts";
import { PUT_SIZE_MAX_BYTES } from "../limits.ts";
import { storePart } from "../multipart/store-part.ts";
import { checkKeySize } from "../object-key.ts";
import { checkPartNumber } from "../part-number.ts";
import { parseCopySourceRange } from "../range.ts";
import { readTiered } from "../tiering/reading.ts";
import { checkCopyable } from "../storage-class.ts";
import { findCopySource } from "../store/objects.ts";
import { requireUpload } from "../store/uploads.ts";

export const uploadPartCopy: Operation<"UploadPartCopy"> = async (input, call) => {
  const { context } = call;
  checkKeySize(input.Key);
  const partNumber = checkPartNumber(input.PartNumber);
  const customer = customerKeyOf(input, call.origin);
  const sourceCustomer = copySourceKeyOf(input, call.origin);
  const from = parseCopySource(input.CopySource);
  const upload = await requireUpload(context.keyvalue, input);
  const { row: source } = await findCopySource(context.keyvalue, from, input.ExpectedSourceBucketOwner);
  checkCopySourceConditions(input, source, context.clock.now());
  checkCustomerKey(source.encryption, sourceCustomer);
  checkCopyable(source, context.clock.now());
  await readTiered(context, { Bucket: from.bucket, Key: from.key }, source);
  const range =
    input.CopySourceRange === undefined ? undefined : parseCopySourceRange(input.CopySourceRange, source.sizeBytes);
  const sizeBytes = range === undefined ? source.sizeBytes : range.end - range.start + 1;
  if (sizeBytes > PUT_SIZE_MAX_BYTES)
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${PUT_SIZE_MAX_BYTES}`,
    );
  const algorithm = upload.checksum?.algorithm ?? DEFAULT_ALGORITHM;
  const sourceKeys = source.encryption && (await dataKeysOf(source.encryption, from, sourceCustomer, call));
  const owner = { bucket: input.Bucket, key: input.Key };
  const encryption = await partEncryption(upload, owner, customer, call);
  const { etag, digests, lastModified } = await storePart(
    context,
    input,
    await objectBytes(context, source, sourceKeys, range),
    { partNumber, contentMd5: undefined, contentLength: sizeBytes, checksum: undefined, algorithm, encryption },
  );
  return {
    CopySourceVersionId: source.versionId,
    ...encryptionAnswer(upload.encryption, input),
    CopyPartResult: {
      ETag: quoted(etag),
      LastModified: lastModified,
      ...(upload.checksum === undefined ? {} : { [checksumMember(algorithm)]: digests.get(algorithm) }),
    },
  };
};
