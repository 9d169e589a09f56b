// A published message, and the forms in which queues and functions get it. Recorded.
import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import { hash } from "node:crypto";
import { uuid } from "../../kit/ids.ts";
import type { Decoded } from "../../kit/service.ts";
import { invalidParameter } from "./errors.ts";
import { MESSAGE_BYTES_MAX, SUBJECT_LENGTH_MAX } from "./limits.ts";
import type { Topic } from "./topic.ts";

export interface Attribute {
  readonly type: string;
  /** Base64 for Binary. */
  readonly value: string;
}

/** Plain data: a delivery that failed is kept with it. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  /** By protocol, when the message has a structure; `default` otherwise. */
  readonly messages: Readonly<Record<string, string>>;
  readonly subject: string | undefined;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly publishedMs: number;
  readonly group: string | undefined;
  readonly dedupId: string | undefined;
}

interface Given {
  readonly Message: string;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, Decoded<MessageAttributeValue>>> | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}

/** Errors: InvalidParameterException. */
export function notificationOf(topic: Topic, given: Given, nowMs: number): Notification {
  const { Message: message, Subject: subject, MessageGroupId: group, MessageDeduplicationId: dedupId } = given;
  if (message === "") throw invalidParameter("Empty message");
  if (Buffer.byteLength(message) > MESSAGE_BYTES_MAX) throw invalidParameter("Message too long");
  if (subject !== undefined && (subject === "" || subject.length > SUBJECT_LENGTH_MAX || /[\n\r]/.test(subject)))
    throw invalidParameter("Subject");
  if (topic.isFifo && group === undefined)
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  if (topic.isFifo && dedupId === undefined && topic.attributes["ContentBasedDeduplication"] !== "true")
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  if (!topic.isFifo && dedupId !== undefined)
    throw invalidParameter(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  return {
    messageId: uuid(),
    topicArn: topic.arn,
    messages: given.MessageStructure === "json" ? structured(message) : { default: message },
    subject,
    attributes: attributesOf(given.MessageAttributes),
    publishedMs: nowMs,
    group,
    dedupId: dedupId ?? (topic.isFifo ? hash("sha256", message, "hex") : undefined),
  };
}

function structured(text: string): Readonly<Record<string, string>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  const entries = Object.entries(parsed ?? {}).filter(([, value]) => typeof value === "string");
  const messages = Object.fromEntries(entries) as Record<string, string>;
  if (messages["default"] === undefined)
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  return messages;
}

function attributesOf(given: Given["MessageAttributes"]): Notification["attributes"] {
  const entries = Object.entries(given ?? {}).map(
    ([name, { DataType: type, StringValue: string, BinaryValue: binary }]) => {
      if (!/^(String(\.Array)?|Number|Binary)(\.|$)/.test(type))
        throw invalidParameter(
          `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
        );
      const value = type.startsWith("Binary") ? binary && Buffer.from(binary).toString("base64") : string;
      if (value === undefined || value === "")
        throw invalidParameter(
          `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
        );
      return [name, { type, value }] as const;
    },
  );
  return Object.fromEntries(entries);
}

export const messageFor = ({ messages }: Notification, protocol: string): string =>
  messages[protocol] ?? messages["default"] ?? "";

const shownAttributes = ({ attributes }: Notification): object =>
  Object.fromEntries(Object.entries(attributes).map(([name, { type, value }]) => [name, { Type: type, Value: value }]));

/** What a queue gets, unless its subscription asks for raw messages. */
export function envelopeOf(notification: Notification, protocol: string): object {
  const { messageId, topicArn, subject, publishedMs, attributes } = notification;
  return {
    Type: "Notification",
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: messageFor(notification, protocol),
    Timestamp: new Date(publishedMs).toISOString(),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: shownAttributes(notification) }),
  };
}

/** Functions are told of a subject that there is none, and of attributes that there are none. */
export const functionEvent = (notification: Notification, subscriptionArn: string): object => ({
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: subscriptionArn,
      Sns: {
        ...envelopeOf(notification, "lambda"),
        Subject: notification.subject ?? null,
        MessageAttributes: shownAttributes(notification),
      },
    },
  ],
});
