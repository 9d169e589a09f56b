// The one shard of a stream, and the sequence numbers in it.
import { hash } from "node:crypto";
import type { Shard } from "@aws-sdk/client-dynamodb-streams";
import type { ChangeStream } from "../../kit/change-streams.ts";
import { invalidSequenceNumber } from "./errors.ts";

/** Of every id: the time of creation, and what tells streams apart that were made in the same millisecond. */
export const shardId = ({ arn, createdAtMs }: ChangeStream): string =>
  `shardId-${String(createdAtMs).padStart(20, "0")}-${hash("md5", arn).slice(0, 8)}`;

const DIGITS = 20;
const LEADING = "1";

/** 21 digits, in the order of the changes. */
export const sequenceNumber = (sequence: number): string => LEADING + String(sequence).padStart(DIGITS, "0");

/** Errors: ValidationException for what is no sequence number. */
export function sequenceOf(text: string): number {
  const sequence = Number(text.slice(LEADING.length));
  if (!text.startsWith(LEADING) || text.length !== DIGITS + 1 || !Number.isSafeInteger(sequence))
    throw invalidSequenceNumber(text);
  return sequence;
}

export const describeShard = (stream: ChangeStream): Shard => ({
  ShardId: shardId(stream),
  SequenceNumberRange: {
    StartingSequenceNumber: sequenceNumber(stream.firstSequence),
    ...(stream.endSequence !== undefined && { EndingSequenceNumber: sequenceNumber(stream.endSequence) }),
  },
});
