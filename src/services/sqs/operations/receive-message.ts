// ReceiveMessage: up to ten messages, waiting for some up to twenty seconds.
import type { Message } from "@aws-sdk/client-sqs";
import { secondsOf } from "../attributes.ts";
import type { Call, Input, Operation } from "../context.ts";
import { outOfRange, unknownAttribute } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { RECEIVED_MAX, VISIBILITY_SECONDS_MAX, WAIT_SECONDS_MAX } from "../limits.ts";
import { attributesMd5, bodyMd5, type MessageAttributes } from "../message.ts";
import type { Queue } from "../queue.ts";
import { sealReceipt } from "../receipt-handle.ts";
import { sequenceNumber } from "../send.ts";
import type { Received } from "../store/message-store.ts";

export const receiveMessage: Operation<"ReceiveMessage"> = async (input, call) => {
  const queue = await findQueue(input, call);
  const max = input.MaxNumberOfMessages ?? 1;
  if (max < 1 || max > RECEIVED_MAX)
    throw outOfRange(max, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
  const wait = input.WaitTimeSeconds ?? secondsOf(queue, "ReceiveMessageWaitTimeSeconds");
  if (wait < 0 || wait > WAIT_SECONDS_MAX)
    throw outOfRange(wait, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
  const visibility = input.VisibilityTimeout ?? secondsOf(queue, "VisibilityTimeout");
  if (visibility < 0 || visibility > VISIBILITY_SECONDS_MAX)
    throw outOfRange(visibility, "VisibilityTimeout", "Must be >= 0 and <= 43200, if provided.");
  const system = systemNames(input);
  const deadlineMs = call.context.clock.now() + wait * 1000;
  const received = await receive(queue, { max, visibilityMs: visibility * 1000, deadlineMs }, call);
  if (received.length === 0) return {};
  return { Messages: received.map((one) => messageOf(queue, one, system, input.MessageAttributeNames ?? [], call)) };
};

interface Wanted {
  readonly max: number;
  readonly visibilityMs: number;
  readonly deadlineMs: number;
}

async function receive(
  queue: Queue,
  { max, visibilityMs, deadlineMs }: Wanted,
  { context, signal }: Call,
): Promise<readonly Received[]> {
  const { messages, arrivals, clock } = context;
  for (;;) {
    const woken = new AbortController();
    const forget = arrivals.await(queue.id, () => woken.abort());
    try {
      const received = await messages.receive(queue, max, visibilityMs);
      const nowMs = clock.now();
      if (received.length > 0 || nowMs >= deadlineMs || signal.aborted) return received;
      const nextMs = Math.min(deadlineMs, (await messages.nextVisibleAtMs(queue)) ?? deadlineMs);
      await clock.sleep(Math.max(1, nextMs - nowMs), AbortSignal.any([signal, woken.signal]));
    } finally {
      forget();
    }
  }
}

const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  "All",
  "ApproximateFirstReceiveTimestamp",
  "ApproximateReceiveCount",
  "AWSTraceHeader",
  "DeadLetterQueueSourceArn",
  "MessageDeduplicationId",
  "MessageGroupId",
  "SenderId",
  "SentTimestamp",
  "SequenceNumber",
]);

/** Errors: InvalidAttributeName. */
function systemNames(input: Input<"ReceiveMessage">): ReadonlySet<string> {
  const names: readonly string[] = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const strange = names.find((name) => !SYSTEM_NAMES.has(name));
  if (strange !== undefined) throw unknownAttribute(strange);
  return new Set(names);
}

function messageOf(
  queue: Queue,
  { sequence, message, state, nonce }: Received,
  system: ReadonlySet<string>,
  names: readonly string[],
  { context }: Call,
): Message {
  const all: Readonly<Record<string, string | undefined>> = {
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(state.firstReceivedMs),
    ApproximateReceiveCount: String(state.receives),
    SentTimestamp: String(message.sentMs),
    AWSTraceHeader: message.traceHeader,
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: queue.isFifo ? sequenceNumber(sequence) : undefined,
    DeadLetterQueueSourceArn: message.sourceArn,
  };
  const shown = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && (system.has("All") || system.has(entry[0])),
  );
  const attributes = chosen(message.attributes, names);
  return {
    MessageId: message.id,
    ReceiptHandle: sealReceipt(context.paging, queue, { sequence, nonce }),
    MD5OfBody: bodyMd5(message.body),
    Body: message.body,
    ...(shown.length > 0 && { Attributes: Object.fromEntries(shown) }),
    ...(Object.keys(attributes).length > 0 && {
      MD5OfMessageAttributes: attributesMd5(attributes),
      MessageAttributes: { ...attributes },
    }),
  };
}

/** Documented: by name, by a beginning that ends in `.*`, or all. */
function chosen(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isAsked = (name: string): boolean =>
    names.some(
      (one) =>
        one === "All" || one === ".*" || one === name || (one.endsWith(".*") && name.startsWith(one.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}
