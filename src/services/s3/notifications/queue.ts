// The durable queue of events: a timer for each target, set in the transaction that brings the event about.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { uuid } from "../../../kit/ids.ts";
import type { S3Context } from "../context.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { configurationOf } from "../store/configuration-rows.ts";
import { orderAt } from "../version-id.ts";
import { forConfiguration, type ObjectEvent, recordOf } from "./record.ts";
import { targetsOf } from "./targets.ts";

export const NOTIFY = "notify";

export interface QueuedEvent {
  /** Of a function, a queue or a topic. */
  readonly targetArn: string;
  readonly bucket: { readonly name: string; readonly account: string };
  readonly message: { readonly Records: readonly object[] };
}

/** Buckets that tell nobody pay nothing. `before`: what stood there, for events that leave nothing of their own. */
export function announce(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  event: ObjectEvent,
): void | Promise<void> {
  return bucket.hasNotification === true ? queueEvent(context, transaction, bucket, event) : undefined;
}

async function queueEvent(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  event: ObjectEvent,
): Promise<void> {
  const configuration = await configurationOf(transaction, bucket.name, "notification");
  const targets = configuration === undefined ? [] : targetsOf(configuration, event.name, event.key);
  if (targets.length === 0) return;
  const nowMs = context.clock.now();
  const leavesNothing = event.name.endsWith(":Delete");
  const place = leavesNothing ? orderAt(nowMs, event.row.order) : event.row.order;
  const record = recordOf(bucket, event, place, nowMs);
  const { name, account } = bucket;
  for (const { id, targetArn } of targets) {
    const message = { Records: [forConfiguration(record, id)] };
    const payload: QueuedEvent = { targetArn, bucket: { name, account }, message };
    await context.jobs.schedule({ kind: NOTIFY, key: `${name}/${uuid()}`, dueMs: nowMs, payload }, transaction);
  }
}
