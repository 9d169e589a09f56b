// What happens to restores by itself: they get ready, and their copies expire. Both are told, by durable timers of the transaction that asks.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { S3_CAUSE } from "../notifications/cause.ts";
import type { EventName } from "../notifications/event-types.ts";
import { announce } from "../notifications/queue.ts";
import { findBucket } from "../store/buckets.ts";
import type { WrittenObject } from "../store/objects.ts";
import { isDeleteMarker, type ObjectRow } from "../store/tables.ts";
import { findPlaced } from "../store/versions.ts";

const READY = "restore-ready";
const EXPIRED = "restore-expired";

interface RestorePayload {
  readonly bucket: string;
  readonly key: string;
  readonly order: string;
}

/** Epoch ms; what comes back from a tier of Intelligent-Tiering does not expire. */
const readyMs = ({ restore, tiering }: ObjectRow): number | undefined =>
  (restore?.readyAt ?? (tiering?.restoringFrom && tiering.accessedAt))?.getTime();
const expiresMs = ({ restore }: ObjectRow): number | undefined => restore?.expiresAt.getTime();

/** `isExtended`: it was ready before, and only stays longer. */
export async function scheduleRestore(
  { jobs }: S3Context,
  transaction: Transaction,
  key: string,
  { bucket: { name: bucket }, row }: WrittenObject,
  isExtended: boolean,
): Promise<void> {
  const { order } = row;
  const payload: RestorePayload = { bucket, key, order };
  const times = [[READY, isExtended ? undefined : readyMs(row)] as const, [EXPIRED, expiresMs(row)] as const];
  for (const [kind, dueMs] of times)
    if (dueMs !== undefined)
      await jobs.schedule({ kind, key: `${bucket}/${key}/${order}`, dueMs, payload }, transaction);
}

/** Tells, at least once, what is due; what is due later than it was is told then. */
const telling =
  (name: EventName, dueMsOf: (row: ObjectRow) => number | undefined): JobHandler<S3Context> =>
  async ({ payload }, context) => {
    const { bucket: bucketName, key, order } = payload as RestorePayload;
    const row = (await findPlaced(context.keyvalue, [bucketName, key], order))?.row;
    const dueMs = row === undefined || isDeleteMarker(row) ? undefined : dueMsOf(row);
    if (row === undefined || isDeleteMarker(row) || dueMs === undefined) return undefined;
    if (dueMs > context.clock.now()) return { againAtMs: dueMs };
    await context.keyvalue.transact(async (transaction) => {
      const bucket = await findBucket(transaction, bucketName);
      const event = {
        name,
        key,
        row,
        cause: S3_CAUSE,
        more: name === "ObjectRestore:Completed" ? ready(row) : undefined,
      };
      if (bucket !== undefined) await announce(context, transaction, bucket, event);
    });
    return undefined;
  };

/** Documented. */
const ready = ({ storageClass, restore }: ObjectRow) => ({
  glacierEventData: {
    restoreEventData: {
      ...(restore && { lifecycleRestorationExpiryTime: restore.expiresAt.toISOString() }),
      lifecycleRestoreStorageClass: storageClass,
    },
  },
});

export const restoreJobs = {
  [READY]: telling("ObjectRestore:Completed", readyMs),
  [EXPIRED]: telling("ObjectRestore:Delete", expiresMs),
};
