// ListParts.
import { checksumMember } from "../checksum/algorithms.ts";
import type { Operation } from "../context.ts";
import { quoted } from "../etag.ts";
import { abortAnswer } from "../lifecycle/answers.ts";
import { LIST_PARTS_MAX, PART_NUMBER_MAX } from "../limits.ts";
import { pageLimit } from "../max-count.ts";
import { checkKeySize } from "../object-key.ts";
import { initiatorOf, objectOwner, ownerOf } from "../owner.ts";
import { requireBucket } from "../store/buckets.ts";
import { type NumberedPart, partsOfUpload, requireUpload } from "../store/uploads.ts";

export const listParts: Operation<"ListParts"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const limit = pageLimit("max-parts", input.MaxParts, LIST_PARTS_MAX);
  const marker = Math.min(Number(input.PartNumberMarker ?? 0) || 0, PART_NUMBER_MAX);
  const bucket = await requireBucket(context.keyvalue, input);
  const upload = await requireUpload(context.keyvalue, input);
  const page: NumberedPart[] = [];
  let isTruncated = false;
  for await (const part of partsOfUpload(context.keyvalue, input.UploadId, marker, limit + 1)) {
    isTruncated = page.length === limit;
    if (isTruncated) break;
    page.push(part);
  }
  return {
    ...(await abortAnswer(context, bucket, input.Key, upload.initiatedAt)),
    Bucket: bucket.name,
    Key: input.Key,
    UploadId: input.UploadId,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: limit,
    IsTruncated: isTruncated,
    Parts: page.map((part) => ({
      PartNumber: part.partNumber,
      LastModified: part.lastModified,
      ETag: quoted(part.etag),
      Size: part.sizeBytes,
      ...(upload.checksum === undefined ? {} : { [checksumMember(upload.checksum.algorithm)]: part.checksum }),
    })),
    Initiator: initiatorOf(upload.initiator),
    Owner: ownerOf(objectOwner(bucket, upload)),
    StorageClass: upload.storageClass as "STANDARD",
    ChecksumAlgorithm: upload.checksum?.algorithm,
    ChecksumType: upload.checksum?.type,
  };
};
