// What the four listings of objects share: the page, and an object's entry in it.
import type { S3Context } from "./context.ts";
import { nameEncoder, type NameEncoder } from "./encoding-type.ts";
import { quoted } from "./etag.ts";
import { LIST_KEYS_MAX } from "./limits.ts";
import { listPage, type ListingPage } from "./listing.ts";
import { pageLimit } from "./max-count.ts";
import { checkKeySize } from "./object-key.ts";
import { restoreStatus } from "./storage-class.ts";
import { type BucketAddress, type NamedBucket, requireBucket } from "./store/buckets.ts";
import { type ListedObject, scanObjects } from "./store/objects.ts";

export interface ObjectListingInput extends BucketAddress {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly EncodingType?: string | undefined;
  readonly OptionalObjectAttributes?: readonly string[] | undefined;
}

export interface ObjectListing {
  readonly bucket: NamedBucket;
  readonly page: ListingPage<ListedObject>;
  readonly encode: NameEncoder;
  /** Members that every listing echoes. */
  readonly echo: ReturnType<typeof echoOf>;
}

/** Errors: NoSuchBucket, InvalidArgument, KeyTooLongError. */
export async function listObjectPage(
  context: S3Context,
  input: ObjectListingInput,
  marker: string | undefined,
): Promise<ObjectListing> {
  const encode = nameEncoder(input.EncodingType);
  const limit = pageLimit("max-keys", input.MaxKeys, LIST_KEYS_MAX);
  checkKeySize(input.Prefix, marker);
  const bucket = await requireBucket(context.keyvalue, input);
  const page = await listPage({
    prefix: input.Prefix ?? "",
    delimiter: input.Delimiter,
    marker,
    limit,
    scan: (start, count) => scanObjects(context, bucket.name, start, count, firstPage(input, count)),
  });
  return { bucket, page, encode, echo: echoOf(input, page, encode, limit) };
}

/** With a delimiter, what is read beyond the first key of a common prefix is read for nothing. */
const firstPage = ({ Delimiter: delimiter }: ObjectListingInput, count: number): number => (delimiter ? 2 : count);

export const echoOf = (input: ObjectListingInput, page: ListingPage<unknown>, encode: NameEncoder, limit: number) => ({
  Name: input.Bucket,
  Prefix: encode(input.Prefix ?? ""),
  Delimiter: input.Delimiter ? encode(input.Delimiter) : undefined,
  MaxKeys: limit,
  EncodingType: input.EncodingType as "url" | undefined,
  IsTruncated: page.isTruncated,
  CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
});

export const entryOf = (name: string, row: ListedObject, encode: NameEncoder) => ({
  Key: encode(name),
  LastModified: row.lastModified,
  ETag: quoted(row.etag),
  ChecksumAlgorithm: [row.checksum.algorithm],
  ChecksumType: row.checksum.type,
  Size: row.sizeBytes,
  StorageClass: row.storageClass as "STANDARD",
});

/** What a listing shows of its entries only when it is asked to. */
export function optionalEntry(context: S3Context, input: ObjectListingInput): (row: ListedObject) => object {
  if (input.OptionalObjectAttributes?.includes("RestoreStatus") !== true) return () => ({});
  const nowMs = context.clock.now();
  return (row) => ({ RestoreStatus: restoreStatus(row, nowMs) });
}
