// The rows of bucket configurations, for who has the bucket already.
import type {
  AbacStatus,
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
import type { LifecycleSetting } from "../lifecycle/rule.ts";
import { forgetAnalysis } from "./analytics.ts";
import { bucketConfigurations } from "./tables.ts";

export interface Configurations {
  readonly acl: BucketAcl;
  readonly abac: AbacStatus;
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

export async function configurationOf<Kind extends ConfigurationKind>(
  reads: Reads,
  bucket: string,
  kind: Kind,
  id = "",
): Promise<Configurations[Kind] | undefined> {
  return (await bucketConfigurations.get(reads, [bucket, kind, id]))?.document as Configurations[Kind] | undefined;
}

/** Those of a kind in a bucket. */
export async function configurationsOf<Kind extends ConfigurationKind>(
  reads: Reads,
  bucket: string,
  kind: Kind,
): Promise<readonly Configurations[Kind][]> {
  const found: Configurations[Kind][] = [];
  for await (const { row } of bucketConfigurations.scan(reads, { prefix: [bucket, kind] }))
    found.push(row.document as Configurations[Kind]);
  return found;
}

/** Those of a kind in all buckets. */
export async function* everyConfiguration<Kind extends ConfigurationKind>(
  reads: Reads,
  kind: Kind,
): AsyncIterable<{ readonly bucket: string; readonly document: Configurations[Kind] }> {
  for await (const { key, row } of bucketConfigurations.scan(reads))
    if (key[1] === kind) yield { bucket: String(key[0]), document: row.document as Configurations[Kind] };
}

/** When the bucket goes. */
export async function removeConfigurations(transaction: Transaction, bucket: string): Promise<void> {
  for await (const { key } of bucketConfigurations.scan(transaction, { prefix: [bucket] })) {
    bucketConfigurations.delete(transaction, key);
    if (key[1] === "analytics") await forgetAnalysis(transaction, bucket, String(key[2]));
  }
}
