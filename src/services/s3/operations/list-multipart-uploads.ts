// ListMultipartUploads: by key, then by the time of their start.
import type { Operation } from "../context.ts";
import { nameEncoder } from "../encoding-type.ts";
import { invalidArgument } from "../errors.ts";
import { LIST_UPLOADS_MAX } from "../limits.ts";
import { listPage, singly } from "../listing.ts";
import { pageLimit } from "../max-count.ts";
import { checkKeySize } from "../object-key.ts";
import { initiatorOf, objectOwner, ownerOf } from "../owner.ts";
import { requireBucket } from "../store/buckets.ts";
import { wholeSeconds } from "../store/objects.ts";
import { hasUpload, type ListedUpload, scanUploads } from "../store/uploads.ts";

export const listMultipartUploads: Operation<"ListMultipartUploads"> = async (input, { context }) => {
  const { KeyMarker: keyMarker = "", Prefix: prefix = "", Delimiter: delimiter } = input;
  const encode = nameEncoder(input.EncodingType);
  const limit = pageLimit("max-uploads", input.MaxUploads, LIST_UPLOADS_MAX);
  checkKeySize(prefix, keyMarker);
  const bucket = await requireBucket(context.keyvalue, input);
  // Recorded: without a key marker the upload id marker is ignored.
  const uploadIdMarker = keyMarker === "" ? "" : (input.UploadIdMarker ?? "");
  if (uploadIdMarker !== "" && !(await hasUpload(context, bucket.name, keyMarker, uploadIdMarker)))
    throw invalidArgument("Invalid uploadId marker", "upload-id-marker", uploadIdMarker);
  const page = await listPage<ListedUpload>({
    prefix,
    delimiter,
    limit,
    marker: keyMarker,
    scan: (start, count) => {
      const isMarked = uploadIdMarker !== "" && "after" in start && start.after === keyMarker;
      const from = isMarked ? { after: keyMarker, uploadId: uploadIdMarker } : start;
      return singly(scanUploads(context, bucket.name, from, count));
    },
  });
  const last = page.items.at(-1);
  return {
    Bucket: bucket.name,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: uploadIdMarker,
    NextKeyMarker: last === undefined ? "" : encode(last.name),
    NextUploadIdMarker: last?.row.uploadId ?? "",
    Prefix: input.Prefix === undefined ? undefined : encode(prefix),
    Delimiter: delimiter ? encode(delimiter) : undefined,
    EncodingType: input.EncodingType,
    MaxUploads: limit,
    IsTruncated: page.isTruncated,
    CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
    Uploads: page.items.map(({ name, row }) => ({
      UploadId: row.uploadId,
      Key: encode(name),
      Initiated: wholeSeconds(row.initiatedAt),
      StorageClass: row.storageClass as "STANDARD",
      Owner: ownerOf(objectOwner(bucket, row)),
      Initiator: initiatorOf(row.initiator),
      ChecksumAlgorithm: row.checksum?.algorithm,
      ChecksumType: row.checksum?.type,
    })),
  };
};
