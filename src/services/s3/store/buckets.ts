// Buckets in the key-value engine.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { Grant } from "../acl/grants.ts";
import type { S3Context } from "../context.ts";
import { accessDenied, bucketNotEmpty, invalidBucketOwner, noSuchBucket } from "../errors.ts";
import { BUCKET_NAME_LENGTH_MAX } from "../limits.ts";
import { changingAccess, removeAccess } from "./bucket-access.ts";
import { removeConfigurations } from "./configuration-rows.ts";
import { bucketConfigurations, type BucketRow, buckets, objects, ownedBuckets, uploads, versions } from "./tables.ts";

/** The members by which operations address a bucket. */
export interface BucketAddress {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface NamedBucket extends BucketRow {
  readonly name: string;
}

/** Errors: NoSuchBucket, InvalidBucketOwnerAWSAccountID, AccessDenied when another account than expected owns it. */
export async function requireBucket(
  reads: Reads,
  { Bucket, ExpectedBucketOwner }: BucketAddress,
): Promise<NamedBucket> {
  const name = Bucket;
  if (ExpectedBucketOwner !== undefined && !/^\d{12}$/.test(ExpectedBucketOwner))
    throw invalidBucketOwner(ExpectedBucketOwner);
  const row = name.length > BUCKET_NAME_LENGTH_MAX ? undefined : await buckets.get(reads, [name]);
  if (row === undefined) throw noSuchBucket(name);
  if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== row.account) throw accessDenied();
  return { ...row, name };
}

/** Whatever the caller knows of it. Undefined when there is none. */
export async function findBucket(reads: Reads, name: string): Promise<NamedBucket | undefined> {
  const row = name.length > BUCKET_NAME_LENGTH_MAX ? undefined : await buckets.get(reads, [name]);
  return row && { ...row, name };
}

export const versioningOf = async (reads: Reads, name: string): Promise<BucketRow["versioning"]> =>
  (await findBucket(reads, name))?.versioning;

/** Creates the bucket with its ACL unless it exists; answers the one that stood there before. */
export function createBucket(
  context: S3Context,
  name: string,
  row: BucketRow,
  grants: readonly Grant[] | undefined,
): Promise<BucketRow | undefined> {
  return changingAccess(context, name, () =>
    context.keyvalue.transact(async (transaction) => {
      const existing = await buckets.get(transaction, [name]);
      if (existing !== undefined) return existing;
      buckets.put(transaction, [name], row);
      ownedBuckets.put(transaction, [row.account, name], { region: row.region, createdAt: row.createdAt });
      if (grants !== undefined) bucketConfigurations.put(transaction, [name, "acl", ""], { document: { grants } });
      return undefined;
    }),
  );
}

/** Errors: NoSuchBucket, BucketNotEmpty. Unfinished multipart uploads go with the bucket. */
export function deleteBucket(
  context: S3Context,
  address: BucketAddress,
  discardUpload: (transaction: Transaction, key: string, uploadId: string) => Promise<void>,
): Promise<void> {
  return changingAccess(context, address.Bucket, () =>
    context.keyvalue.transact(async (transaction) => {
      const bucket = await requireBucket(transaction, address);
      const versioned = bucket.versioning !== undefined;
      for await (const _ of objects.scan(transaction, { prefix: [bucket.name], limit: 1 }))
        throw bucketNotEmpty(bucket.name, versioned);
      for await (const _ of versions.scan(transaction, { prefix: [bucket.name], limit: 1 }))
        throw bucketNotEmpty(bucket.name, versioned);
      for await (const { key } of uploads.scan(transaction, { prefix: [bucket.name] }))
        await discardUpload(transaction, String(key[1]), String(key[2]));
      buckets.delete(transaction, [bucket.name]);
      ownedBuckets.delete(transaction, [bucket.account, bucket.name]);
      removeAccess(transaction, bucket.name);
      await removeConfigurations(transaction, bucket.name);
    }),
  );
}

/** Errors: NoSuchBucket, and those of `change`. */
export function changeBucket(
  context: S3Context,
  address: BucketAddress,
  change: (row: BucketRow) => BucketRow,
): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const { name, ...row } = await requireBucket(transaction, address);
    buckets.put(transaction, [name], change(row));
  });
}

export interface OwnedBucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: Date;
}

/** An account's buckets by name, after `after`. */
export async function* bucketsOf(
  context: S3Context,
  account: string,
  start: { readonly from: string } | { readonly after: string },
): AsyncIterable<OwnedBucket> {
  const range = "from" in start ? { from: [account, start.from] } : { after: [account, start.after] };
  for await (const { key, row } of ownedBuckets.scan(context.keyvalue, { prefix: [account], ...range }))
    yield { name: String(key[1]), ...row };
}
