// Messages of SQS as functions get them, and as filters see them. Documented in "Using Lambda with Amazon SQS".
import type { Message, MessageAttributeValue } from "@aws-sdk/client-sqs";
import { matchesPattern } from "./event-pattern.ts";
import { jsonOr } from "./stream-event.ts";

interface Place {
  readonly queueArn: string;
  readonly region: string;
}

export const queueEvent = (messages: readonly Message[], place: Place): object => ({
  Records: messages.map((message) => eventRecord(message, place)),
});

function eventRecord(message: Message, { queueArn, region }: Place): object {
  const { MessageAttributes = {}, MD5OfMessageAttributes } = message;
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(Object.entries(MessageAttributes).map(([name, one]) => [name, shown(one)])),
    ...(MD5OfMessageAttributes !== undefined && { md5OfMessageAttributes: MD5OfMessageAttributes }),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

const shown = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue): object => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString("base64") }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
});

/** Documented: `body` is the message, as JSON when it is JSON. Without filters every message is taken. */
export function isTaken(message: Message, place: Place, filters: readonly string[]): boolean {
  if (filters.length === 0) return true;
  const value = { ...eventRecord(message, place), body: jsonOr(message.Body ?? "") };
  return filters.some((filter) => matchesPattern(filter, value));
}

/** What it takes of an event, at most. */
export const eventBytes = (message: Message, place: Place): number =>
  Buffer.byteLength(JSON.stringify(eventRecord(message, place))) + 1;
