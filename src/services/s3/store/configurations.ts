// Bucket configurations that are stored as they came and given back: one row each, gone with the bucket.
import type {
  AccelerateConfiguration,
  AnalyticsConfiguration,
  CORSConfiguration,
  IntelligentTieringConfiguration,
  InventoryConfiguration,
  LoggingEnabled,
  MetricsConfiguration,
  NotificationConfiguration,
  ReplicationConfiguration,
  RequestPaymentConfiguration,
  ServerSideEncryptionConfiguration,
  WebsiteConfiguration,
} from "@aws-sdk/client-s3";
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { Grant } from "../acl/grants.ts";
import type { S3Context } from "../context.ts";
import { tooManyConfigurations } from "../configurations/errors.ts";
import { CONFIGURATIONS_MAX } from "../limits.ts";
import type { LifecycleSetting } from "../lifecycle/rule.ts";
import { type BucketAddress, type NamedBucket, requireBucket } from "./buckets.ts";
import { bucketConfigurations, buckets } from "./tables.ts";

export interface Configurations {
  readonly acl: BucketAcl;
  readonly accelerate: AccelerateConfiguration;
  readonly analytics: AnalyticsConfiguration;
  readonly cors: CORSConfiguration;
  readonly encryption: ServerSideEncryptionConfiguration;
  readonly inventory: InventoryConfiguration;
  readonly lifecycle: LifecycleSetting;
  readonly logging: LoggingEnabled;
  readonly metrics: MetricsConfiguration;
  readonly notification: NotificationConfiguration;
  readonly replication: ReplicationConfiguration;
  readonly "request-payment": RequestPaymentConfiguration;
  readonly tiering: IntelligentTieringConfiguration;
  readonly website: WebsiteConfiguration;
}

export interface BucketAcl {
  readonly grants: readonly Grant[];
}

export type ConfigurationKind = keyof Configurations;

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
    if (kind === "lifecycle") setLifecycle(transaction, bucket, true);
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
  });
}

/** Lifecycle rules are looked for only in buckets that say they have some: reads of objects pay for nothing else. */
function setLifecycle(transaction: Transaction, { name, ...row }: NamedBucket, hasLifecycle: boolean): void {
  buckets.put(transaction, [name], { ...row, hasLifecycle });
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

export async function configurationOf<Kind extends ConfigurationKind>(
  reads: Reads,
  bucket: string,
  kind: Kind,
  id = "",
): Promise<Configurations[Kind] | undefined> {
  return (await bucketConfigurations.get(reads, [bucket, kind, id]))?.document as Configurations[Kind] | undefined;
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
    if (kind === "lifecycle") setLifecycle(transaction, bucket, false);
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

/** When the bucket goes. */
export async function removeConfigurations(transaction: Transaction, bucket: string): Promise<void> {
  for await (const { key } of bucketConfigurations.scan(transaction, { prefix: [bucket] }))
    bucketConfigurations.delete(transaction, key);
}
