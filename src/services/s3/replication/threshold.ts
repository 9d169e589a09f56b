// The fifteen minutes that watched replication may take: events tell of what takes longer, and of when it was through at last. Documented.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { REPLICATION_THRESHOLD_MS } from "../limits.ts";
import { S3_CAUSE } from "../notifications/cause.ts";
import type { EventName } from "../notifications/event-types.ts";
import { announce } from "../notifications/queue.ts";
import { findBucket } from "../store/buckets.ts";
import type { ObjectRow } from "../store/tables.ts";
import type { Destination } from "./rules.ts";

export const THRESHOLD = "replication-threshold";

/** One version on its way. */
export interface Replicating {
  readonly bucket: string;
  readonly key: string;
  readonly order: string;
  readonly destinations: readonly Destination[];
  /** Virtual epoch ms. */
  readonly queuedMs: number;
}

const keyOf = ({ bucket, key, order }: Replicating): string => `${bucket}/${key}/${order}`;
const isWatched = ({ destinations }: Replicating): boolean => destinations.some((one) => one.isWatched === true);

/** In the transaction that queues it. */
export async function watch({ jobs }: S3Context, transaction: Transaction, work: Replicating): Promise<void> {
  if (!isWatched(work)) return;
  const dueMs = work.queuedMs + REPLICATION_THRESHOLD_MS;
  await jobs.schedule({ kind: THRESHOLD, key: keyOf(work), dueMs, payload: work }, transaction);
}

/** In the transaction that notes how it went. */
export async function endWatch(
  context: S3Context,
  transaction: Transaction,
  work: Replicating,
  row: ObjectRow,
  isReplicated: boolean,
): Promise<void> {
  if (!isWatched(work)) return;
  await context.jobs.cancel(THRESHOLD, keyOf(work), transaction);
  const isLate = context.clock.now() > work.queuedMs + REPLICATION_THRESHOLD_MS;
  if (isLate && isReplicated)
    await tellEach(context, transaction, work, row, "Replication:OperationReplicatedAfterThreshold");
}

/** One event for each destination that is watched. */
export async function tellEach(
  context: S3Context,
  transaction: Transaction,
  { bucket: name, key, destinations }: Replicating,
  row: ObjectRow,
  event: EventName,
): Promise<void> {
  const bucket = await findBucket(transaction, name);
  if (bucket === undefined) return;
  for (const destination of destinations.filter((one) => one.isWatched === true)) {
    const more = { replicationEventData: replicationEventData(row, destination) };
    await announce(context, transaction, bucket, { name: event, key, row, cause: S3_CAUSE, more });
  }
}

export const replicationEventData = ({ lastModified }: ObjectRow, { bucket, ruleId }: Destination) => ({
  replicationRuleId: ruleId,
  destinationBucket: `arn:aws:s3:::${bucket}`,
  s3Operation: "OBJECT_PUT",
  requestTime: lastModified.toISOString(),
});
