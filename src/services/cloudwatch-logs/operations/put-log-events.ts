// PutLogEvents: acknowledged when the events are on disk; those that are too old or too new are left out, and named.
import type { RejectedLogEventsInfo } from "@aws-sdk/client-cloudwatch-logs";
import { sizeOf } from "../chunk.ts";
import type { Operation } from "../context.ts";
import { batchTooLarge, eventTooLarge, outOfOrder, spanTooLong } from "../errors.ts";
import type { LogEvent } from "../event.ts";
import { type Group, horizonMs } from "../group.ts";
import {
  BATCH_BYTES_MAX,
  BATCH_SPAN_MAX_MS,
  EVENT_AGE_MAX_MS,
  EVENT_BYTES_MAX,
  EVENT_FUTURE_MAX_MS,
  EVENT_OVERHEAD_BYTES,
} from "../limits.ts";
import { sequenceToken } from "../stream.ts";

export const putLogEvents: Operation<"PutLogEvents"> = async (input, { account, region, context }) => {
  const { store, host, writer, deliverer, metricFilters } = context;
  const events = input.logEvents.map(({ timestamp: timestampMs, message }) => ({ timestampMs, message }));
  check(events);
  const group = await store.groups.get({ account, region, name: input.logGroupName });
  const stream = await store.streams.get(group, input.logStreamName);
  const { accepted, rejected } = sift(events, group, host.clock.now());
  const nextSequenceToken = sequenceToken(host.clock.now());
  if (accepted.length > 0) {
    await writer.write({ group, stream, events: accepted });
    context.counts.incoming(group, accepted);
    if (group.subscriptionFilters.length > 0) deliverer.wake(group);
    if (group.metricFilters.length > 0)
      metricFilters
        .publish(group, accepted)
        .catch((error: unknown) => host.logger.error({ err: error }, "a metric filter's points were not stored"));
  }
  return { nextSequenceToken, ...(rejected && { rejectedLogEventsInfo: rejected }) };
};

/** Errors: InvalidParameterException. */
function check(events: readonly LogEvent[]): void {
  let sizeBytes = 0;
  for (const [index, event] of events.entries()) {
    const size = sizeOf(event);
    if (size - EVENT_OVERHEAD_BYTES > EVENT_BYTES_MAX) throw eventTooLarge(size, EVENT_BYTES_MAX);
    if (event.timestampMs < (events[index - 1]?.timestampMs ?? 0)) throw outOfOrder();
    sizeBytes += size;
  }
  if (sizeBytes > BATCH_BYTES_MAX) throw batchTooLarge(sizeBytes, BATCH_BYTES_MAX);
  const [first] = events;
  const last = events.at(-1);
  if (first && last && last.timestampMs - first.timestampMs > BATCH_SPAN_MAX_MS) throw spanTooLong();
}

/** Documented: ends are exclusive, the start is inclusive. */
function sift(events: readonly LogEvent[], group: Group, nowMs: number) {
  const before = (limitMs: number): number => {
    const at = events.findIndex(({ timestampMs }) => timestampMs >= limitMs);
    return at < 0 ? events.length : at;
  };
  const tooOld = before(nowMs - EVENT_AGE_MAX_MS);
  const expired = before(horizonMs(group, nowMs));
  const tooNew = before(nowMs + EVENT_FUTURE_MAX_MS + 1);
  const rejected: RejectedLogEventsInfo = {
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && expired > tooOld && { expiredLogEventEndIndex: expired }),
    ...(tooNew < events.length && { tooNewLogEventStartIndex: tooNew }),
  };
  return {
    accepted: events.slice(Math.max(tooOld, expired), tooNew),
    rejected: Object.keys(rejected).length > 0 ? rejected : undefined,
  };
}
