// The durable queue of replication: a timer for each version, set in the transaction that writes it.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { isKms } from "../encryption/encryption.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { configurationOf } from "../store/configuration-rows.ts";
import { isDeleteMarker, type ObjectRow, type VersionRow } from "../store/tables.ts";
import { destinationsOf } from "./rules.ts";
import { type Replicating, watch } from "./threshold.ts";

export const REPLICATE = "replicate";

export interface ReplicationPayload extends Replicating {
  readonly role: string;
}

/** The version as it is to be stored: `PENDING` when it goes somewhere. Existing objects never come here. */
export async function withReplication<Row extends VersionRow>(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  key: string,
  row: Row,
): Promise<Row> {
  const isQueued = await queue(context, transaction, bucket, key, row, false);
  return isQueued && !isDeleteMarker(row) ? { ...row, replication: "PENDING" } : row;
}

/** Documented: tags, ACLs and locks follow an object that was replicated; those of replicas go back where a rule says so. */
export async function withReplicatedChange(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  key: string,
  [before, row]: readonly [before: ObjectRow, row: ObjectRow],
): Promise<ObjectRow> {
  const isChanged = FOLLOWING.some((member) => before[member] !== row[member]);
  if (!isChanged || before.replication === undefined) return row;
  const isReplica = before.replication === "REPLICA";
  const isQueued = await queue(context, transaction, bucket, key, row, isReplica);
  return isQueued && !isReplica ? { ...row, replication: "PENDING" } : row;
}

/** What follows an object to its replicas. */
const FOLLOWING = ["tags", "acl", "retention", "legalHold"] as const;

/** Whether it goes somewhere. */
async function queue(
  context: S3Context,
  transaction: Transaction,
  { name: bucket, hasReplication }: NamedBucket,
  key: string,
  row: VersionRow,
  isReplica: boolean,
): Promise<boolean> {
  if (hasReplication !== true) return false;
  const configuration = await configurationOf(transaction, bucket, "replication");
  if (configuration === undefined) return false;
  const marker = isDeleteMarker(row);
  const destinations = destinationsOf(configuration, {
    key,
    tags: marker ? [] : row.tags,
    isDeleteMarker: marker,
    isReplica,
    isUnderKms: !marker && isKms(row.encryption),
  });
  if (destinations.length === 0) return false;
  const { order } = row;
  const queuedMs = context.clock.now();
  const payload: ReplicationPayload = { bucket, key, order, role: configuration.Role ?? "", destinations, queuedMs };
  const timer = { kind: REPLICATE, key: `${bucket}/${key}/${order}`, dueMs: queuedMs, payload };
  await context.jobs.schedule(timer, transaction);
  if (!marker) await watch(context, transaction, payload);
  return true;
}
