// A message as SendMessage and SendMessageBatch give it, checked and ready to be stored.
import { hash } from "node:crypto";
import { uuid } from "../../kit/ids.ts";
import { attributeOf, secondsOf } from "./attributes.ts";
import type { Call } from "./context.ts";
import { invalidParameter, missingParameter, outOfRange } from "./errors.ts";
import { DELAY_SECONDS_MAX } from "./limits.ts";
import {
  attributesMd5,
  bodyMd5,
  checkBody,
  checkMessageAttributes,
  checkSize,
  messageBytes,
  type MessageAttributes,
} from "./message.ts";
import type { Queue } from "./queue.ts";
import type { Sent } from "./store/deduplication.ts";
import type { Outgoing } from "./store/message-store.ts";

export interface SendInput {
  readonly MessageBody: string;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: MessageAttributes | undefined;
  readonly MessageSystemAttributes?: MessageAttributes | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

const ID = /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/;

/** Errors: InvalidParameterValue, MissingParameter, InvalidMessageContents. */
export function outgoing(queue: Queue, input: SendInput, { caller, context }: Call): Outgoing {
  const { MessageBody: body, MessageAttributes: attributes = {}, DelaySeconds: delay } = input;
  checkBody(body);
  checkMessageAttributes(attributes);
  checkSize(messageBytes(body, attributes), Number(attributeOf(queue, "MaximumMessageSize")));
  if (delay !== undefined && (delay < 0 || delay > DELAY_SECONDS_MAX))
    throw outOfRange(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
  if (queue.isFifo && delay !== undefined && delay !== 0)
    throw outOfRange(delay, "DelaySeconds", "The request include parameter that is not valid for this queue type.");
  const { MessageGroupId: groupId, MessageDeduplicationId: given } = input;
  if (groupId !== undefined && !ID.test(groupId)) throw invalidId(groupId, "MessageGroupId");
  if (given !== undefined && !ID.test(given)) throw invalidId(given, "MessageDeduplicationId");
  if (queue.isFifo && groupId === undefined) throw missingParameter("MessageGroupId");
  if (!queue.isFifo && given !== undefined)
    throw outOfRange(
      given,
      "MessageDeduplicationId",
      "The request include parameter that is not valid for this queue type.",
    );
  return {
    message: {
      id: uuid(),
      body,
      attributes,
      traceHeader: input.MessageSystemAttributes?.["AWSTraceHeader"]?.StringValue,
      senderId: caller.userId,
      sentMs: context.clock.now(),
      groupId,
      deduplicationId: queue.isFifo ? (given ?? contentId(queue, body)) : undefined,
    },
    delayMs: (delay ?? secondsOf(queue, "DelaySeconds")) * 1000,
  };
}

const invalidId = (value: string, name: string) =>
  outOfRange(value, name, `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`);

/** Documented: the SHA-256 of the body, without its attributes. */
function contentId(queue: Queue, body: string): string {
  if (attributeOf(queue, "ContentBasedDeduplication") === "true") return hash("sha256", body);
  throw invalidParameter(
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}

const SEQUENCE_DIGITS = 20;

/** 20 digits, in the order of the messages. */
export const sequenceNumber = (sequence: number): string => String(sequence).padStart(SEQUENCE_DIGITS, "0");

export function sendAnswer(queue: Queue, input: SendInput, { id, sequence }: Sent) {
  const system = input.MessageSystemAttributes;
  return {
    MessageId: id,
    MD5OfMessageBody: bodyMd5(input.MessageBody),
    MD5OfMessageAttributes: attributesMd5(input.MessageAttributes ?? {}),
    MD5OfMessageSystemAttributes: attributesMd5(system ?? {}),
    ...(queue.isFifo && { SequenceNumber: sequenceNumber(sequence) }),
  };
}
