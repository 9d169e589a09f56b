// Where reading of a shard starts: by sequence number, time, or one of its ends. Of GetShardIterator and SubscribeToShard.
import type { ShardIteratorType } from "@aws-sdk/client-kinesis";
import type { KinesisContext } from "./context.ts";
import { invalidArgument } from "./errors.ts";
import { cameFrom, parseSequenceNumber } from "./sequence-number.ts";
import { shardId, type Shard } from "./shard.ts";
import type { Stream } from "./stream.ts";

export interface StartPosition {
  readonly type: ShardIteratorType;
  readonly sequenceNumber: string | undefined;
  readonly timestamp: Date | undefined;
}

/** The log's position of the first record to read. Errors: InvalidArgumentException, whose texts were recorded for GetShardIterator. */
export async function positionOf(
  { type, sequenceNumber: start, timestamp }: StartPosition,
  stream: Stream,
  shard: Shard,
  { store, clock }: KinesisContext,
): Promise<number> {
  switch (type) {
    case "TRIM_HORIZON":
    case "LATEST":
      if (start !== undefined) throw mismatch(type, "and also a");
      return type === "LATEST" ? store.nextPosition(stream, shard) : 0; // readers skip what has expired
    case "AT_TIMESTAMP":
      return store.positionAt(stream, shard, checkTime(timestamp, clock.now()));
    default: {
      if (start === undefined) throw mismatch(type, "and no");
      const position = checkStart(start, stream, shard);
      const wanted = type === "AFTER_SEQUENCE_NUMBER" ? position + 1 : Math.max(0, position);
      // The number at which a closed shard ends lies above every record's.
      return shard.closed ? Math.min(wanted, shard.closed.next) : wanted;
    }
  }
}

const mismatch = (type: string, which: "and no" | "and also a") =>
  invalidArgument(
    "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or " +
      "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. " +
      `Request specified ${type} ${which} StartingSequenceNumber.`,
  );

function checkTime(time: Date | undefined, nowMs: number): number {
  if (time === undefined)
    throw invalidArgument(
      "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. " +
        "Current request has no timestamp parameter.",
    );
  const timeMs = time.getTime();
  if (timeMs <= nowMs) return timeMs;
  throw invalidArgument(
    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. " +
      `timestampInMillis: ${timeMs}, currentTimestampInMillis: ${nowMs}`,
  );
}

function checkStart(start: string, { key }: Stream, shard: Shard): number {
  const used =
    `StartingSequenceNumber ${start} used in GetShardIterator on shard ${shardId(shard.index)} ` +
    `in stream ${key.name} under account ${key.account} is invalid`;
  const number = parseSequenceNumber(start);
  if (!number) throw invalidArgument(`${used}.`);
  if (number.shardIndex !== shard.index)
    throw invalidArgument(
      `Invalid StartingSequenceNumber. It encodes ${shardId(number.shardIndex)}, ` +
        `while it was used in a call to a shard with ${shardId(shard.index)}`,
    );
  if (!cameFrom(shard, number)) throw invalidArgument(`${used} because it did not come from this stream.`);
  return number.position;
}
