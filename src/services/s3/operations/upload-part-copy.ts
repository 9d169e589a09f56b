// UploadPartCopy.
import { storeBody } from "../body.ts";
import { checksumMember, DEFAULT_ALGORITHM } from "../checksum/algorithms.ts";
import { checkCopySourceConditions } from "../conditions.ts";
import type { Operation } from "../context.ts";
import { parseCopySource } from "../copy-source.ts";
import { invalidRequest } from "../errors.ts";
import { quoted } from "../etag.ts";
import { PUT_SIZE_MAX_BYTES } from "../limits.ts";
import { checkKeySize } from "../object-key.ts";
import { checkPartNumber } from "../part-number.ts";
import { parseCopySourceRange } from "../range.ts";
import { readTiered } from "../tiering/reading.ts";
import { checkCopyable } from "../storage-class.ts";
import { findCopySource, lastModifiedAt } from "../store/objects.ts";
import { putPartRow, requireUpload } from "../store/uploads.ts";
import { refuseUnsupported } from "../unsupported.ts";

export const uploadPartCopy: Operation<"UploadPartCopy"> = async (input, { context }) => {
  checkKeySize(input.Key);
  refuseUnsupported(input);
  const partNumber = checkPartNumber(input.PartNumber);
  const from = parseCopySource(input.CopySource);
  const upload = await requireUpload(context.keyvalue, input);
  const { row: source } = await findCopySource(context.keyvalue, from, input.ExpectedSourceBucketOwner);
  checkCopySourceConditions(input, source, context.clock.now());
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
  const { blob, etag, digests } = await storeBody(context, context.blobs.get(source.blobId, range), {
    contentMd5: undefined,
    contentLength: sizeBytes,
    checksum: undefined,
    algorithms: [algorithm],
  });
  const checksum = digests.get(algorithm) ?? "";
  const lastModified = lastModifiedAt(context.clock.now());
  await putPartRow(context, input, partNumber, { blobId: blob.id, sizeBytes, etag, lastModified, checksum });
  return {
    CopySourceVersionId: source.versionId,
    CopyPartResult: {
      ETag: quoted(etag),
      LastModified: lastModified,
      ...(upload.checksum === undefined ? {} : { [checksumMember(algorithm)]: checksum }),
    },
  };
};
