// GetShardIterator: a place in a shard, by sequence number, time, or one of its ends.
import type { KinesisContext, Operation } from "../context.ts";
import { dryRun, shardDoesNotExist, shardNotFound } from "../errors.ts";
import { sealShardIterator } from "../shard-iterator.ts";
import { shardId, shardIndex, type Shard } from "../shard.ts";
import { positionOf } from "../start-position.ts";
import { readableShard, streamKey, type Stream, type StreamKey } from "../stream.ts";

export const getShardIterator: Operation<"GetShardIterator"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  const { stream, shard } = await findShard(input.ShardId, key, context);
  const { ShardIteratorType: type, StartingSequenceNumber: sequenceNumber, Timestamp: timestamp } = input;
  const position = await positionOf({ type, sequenceNumber, timestamp }, stream, shard, context);
  if (input.DryRun) throw dryRun();
  const at = { shardIndex: shard.index, position };
  return { ShardIterator: sealShardIterator(context.paging, stream, at, context.clock.now()) };
};

async function findShard(
  id: string,
  key: StreamKey,
  { store, clock }: KinesisContext,
): Promise<{ stream: Stream; shard: Shard }> {
  const index = shardIndex(id);
  if (index === undefined) throw shardNotFound(id, key);
  const stream = await store.find(key);
  const shard = stream && readableShard(stream, index, clock.now());
  if (!stream || !shard) throw shardDoesNotExist(shardId(index), key);
  return { stream, shard };
}
