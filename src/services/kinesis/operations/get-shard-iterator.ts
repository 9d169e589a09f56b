// GetShardIterator: a place in a shard, by sequence number, time, or one of its ends.
import type { InputOf } from "../../../kit/service.ts";
import type { KinesisContext, Operation, Sdk } from "../context.ts";
import { dryRun, invalidArgument, shardDoesNotExist, shardNotFound } from "../errors.ts";
import { cameFrom, parseSequenceNumber, type SequenceNumber } from "../sequence-number.ts";
import { sealShardIterator } from "../shard-iterator.ts";
import { shardId, shardIndex, type Shard } from "../shard.ts";
import { streamKey, visibleShards, type Stream, type StreamKey } from "../stream.ts";

type Input = InputOf<Sdk, "GetShardIterator">;

export const getShardIterator: Operation<"GetShardIterator"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  const { stream, shard } = await findShard(input.ShardId, key, context);
  const position = await positionOf(input, stream, shard, context);
  if (input.DryRun) throw dryRun();
  const at = { shardIndex: shard.index, position };
  return { ShardIterator: sealShardIterator(context.paging, stream, at, context.clock.now()) };
};

async function findShard(
  id: string,
  key: StreamKey,
  { store }: KinesisContext,
): Promise<{ stream: Stream; shard: Shard }> {
  const index = shardIndex(id);
  if (index === undefined) throw shardNotFound(id, key);
  const stream = await store.find(key);
  const shard = stream && visibleShards(stream).find((candidate) => candidate.index === index);
  if (!stream || !shard) throw shardDoesNotExist(shardId(index), key);
  return { stream, shard };
}

async function positionOf(
  input: Input,
  stream: Stream,
  shard: Shard,
  { store, clock }: KinesisContext,
): Promise<number> {
  const { ShardIteratorType: type, StartingSequenceNumber: start, Timestamp: time } = input;
  switch (type) {
    case "TRIM_HORIZON":
    case "LATEST":
      if (start !== undefined) throw mismatch(type, "and also a");
      return type === "LATEST" ? store.nextPosition(stream, shard) : 0; // readers skip what has expired
    case "AT_TIMESTAMP":
      return store.positionAt(stream, shard, checkTime(time, clock.now()));
    default: {
      if (start === undefined) throw mismatch(type, "and no");
      const { position } = checkStart(start, stream, shard);
      return type === "AFTER_SEQUENCE_NUMBER" ? position + 1 : Math.max(0, position);
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

function checkStart(start: string, { key }: Stream, shard: Shard): SequenceNumber {
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
  return number;
}
