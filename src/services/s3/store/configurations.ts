// Bucket configurations that are stored as they came and given back: one row each, gone with the bucket.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { tooManyConfigurations } from "../configurations/errors.ts";
import { CONFIGURATIONS_MAX } from "../limits.ts";
import { notifies } from "../notifications/targets.ts";
import { beginAnalysis, forgetAnalysis } from "./analytics.ts";
import { type BucketAddress, type NamedBucket, requireBucket } from "./buckets.ts";
import { type ConfigurationKind, configurationOf, type Configurations } from "./configuration-rows.ts";
import { bucketConfigurations, buckets } from "./tables.ts";

/** Kinds of which a bucket has several, by id. */
export type ListedKind = "analytics" | "inventory" | "metrics" | "tiering";

type Check = (bucket: NamedBucket, transaction: Transaction) => void | Promise<void>;

/** Errors: NoSuchBucket, those of `check`. */
export function putConfiguration<Kind extends Exclude<ConfigurationKind, ListedKind>>(
  context: S3Context,
  address: BucketAddress,
  kind: Kind,
  document: Configurations[Kind],
  check: Check = () => {},
): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await requireBucket(transaction, address);
    await check(bucket, transaction);
    bucketConfigurations.put(transaction, [bucket.name, kind, ""], { document });
    noteRules(transaction, bucket, kind, document);
  });
}

/** Errors: NoSuchBucket, TooManyConfigurations. */
export function putListedConfiguration<Kind extends ListedKind>(
  context: S3Context,
  address: BucketAddress,
  kind: Kind,
  document: Configurations[Kind] & { readonly Id: string | undefined },
): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const { name } = await requireBucket(transaction, address);
    const id = document.Id ?? "";
    let others = 0;
    for await (const { key } of bucketConfigurations.scan(transaction, { prefix: [name, kind] }))
      if (key[2] !== id) others++;
    if (others >= CONFIGURATIONS_MAX) throw tooManyConfigurations();
    bucketConfigurations.put(transaction, [name, kind, id], { document });
    if (kind === "analytics")
      await beginAnalysis(transaction, name, document as Configurations["analytics"], context.clock.now());
  });
}

/** Rules are looked for only in buckets that say they have some: reads and writes of objects pay for nothing else. */
function noteRules(transaction: Transaction, bucket: NamedBucket, kind: ConfigurationKind, document?: object): void {
  const { name, ...row } = bucket;
  const has = document !== undefined;
  if (kind === "lifecycle") buckets.put(transaction, [name], { ...row, hasLifecycle: has });
  if (kind === "replication") buckets.put(transaction, [name], { ...row, hasReplication: has });
  if (kind === "notification") buckets.put(transaction, [name], { ...row, hasNotification: has && notifies(document) });
}

export interface FoundConfiguration<Document> {
  readonly bucket: NamedBucket;
  readonly document: Document | undefined;
}

/** Errors: NoSuchBucket. */
export async function findConfiguration<Kind extends ConfigurationKind>(
  reads: Reads,
  address: BucketAddress,
  kind: Kind,
  id = "",
): Promise<FoundConfiguration<Configurations[Kind]>> {
  const bucket = await requireBucket(reads, address);
  return { bucket, document: await configurationOf(reads, bucket.name, kind, id) };
}

/** Whether there was one. Errors: NoSuchBucket. */
export function removeConfiguration(
  context: S3Context,
  address: BucketAddress,
  kind: ConfigurationKind,
  id = "",
): Promise<boolean> {
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await requireBucket(transaction, address);
    const key = [bucket.name, kind, id];
    const existed = (await bucketConfigurations.get(transaction, key)) !== undefined;
    bucketConfigurations.delete(transaction, key);
    noteRules(transaction, bucket, kind, undefined);
    if (kind === "analytics") await forgetAnalysis(transaction, bucket.name, id);
    return existed;
  });
}

/** In the order of their ids, after `after`; at most `limit`. Errors: NoSuchBucket. */
export async function listConfigurations<Kind extends ListedKind>(
  context: S3Context,
  address: BucketAddress,
  kind: Kind,
  after: string,
  limit: number,
): Promise<Configurations[Kind][]> {
  const { name } = await requireBucket(context.keyvalue, address);
  const found: Configurations[Kind][] = [];
  const range = { prefix: [name, kind], after: [name, kind, after], limit };
  for await (const { row } of bucketConfigurations.scan(context.keyvalue, range))
    found.push(row.document as Configurations[Kind]);
  return found;
}
