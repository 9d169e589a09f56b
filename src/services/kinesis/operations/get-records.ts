// GetRecords: the records from an iterator on, and the iterator that goes on after them.
import type { KinesisContext, Operation } from "../context.ts";
import { dryRun, invalidShardIterator, readRateExceeded, shardDoesNotExist } from "../errors.ts";
import { GET_RECORDS_COUNT_MAX, GET_RECORDS_SIZE_BYTES_MAX } from "../limits.ts";
import { describeRecords, sizeOf } from "../records.ts";
import { openShardIterator, sealShardIterator, type ShardIterator } from "../shard-iterator.ts";
import { childShards, shardId, type Shard } from "../shard.ts";
import { horizonMs, logOf, readableShard, streamKey, visibleShards, type Stream } from "../stream.ts";

export const getRecords: Operation<"GetRecords"> = async (input, call) => {
  const { account, region, context } = call;
  const { store, clock, paging, throughput, counts } = context;
  const begunMs = clock.elapsed();
  const nowMs = clock.now();
  const named = input.StreamARN === undefined ? undefined : streamKey(input, { account, region });
  const iterator = openShardIterator(paging, named ?? { account, region }, input.ShardIterator, nowMs);
  if (named && named.name !== iterator.key.name) throw invalidShardIterator();
  const { stream, shard } = await find(iterator, context);
  if (input.DryRun) throw dryRun();
  const log = logOf(stream, shard);
  if (!throughput.admitRead(log)) {
    counts.of(stream).readThrottled(shard);
    throw readRateExceeded(shardId(shard.index), stream.key);
  }
  const { records, from, next } = await store.read(stream, shard, {
    from: iterator.position,
    sinceMs: horizonMs(stream, nowMs),
    recordsMax: input.Limit ?? GET_RECORDS_COUNT_MAX,
    sizeMaxBytes: GET_RECORDS_SIZE_BYTES_MAX,
  });
  const sizeBytes = sizeOf(records);
  throughput.countRead(log, sizeBytes);
  const last = records.at(-1);
  const behindMs = last && last.position + 1 < next ? Math.max(0, nowMs - last.timestampMs) : 0;
  const moved = { records: records.length, bytes: sizeBytes };
  counts.of(stream).getRecords(shard, moved, behindMs, clock.elapsed() - begunMs);
  const position = last ? last.position + 1 : from;
  return {
    Records: await describeRecords(stream, shard, records, call),
    // Documented: a reader at the end of a closed shard goes on with its children.
    ...(shard.closed && position >= next
      ? { ChildShards: childShards(visibleShards(stream, nowMs), shard) }
      : { NextShardIterator: sealShardIterator(paging, stream, { shardIndex: shard.index, position }, nowMs) }),
    MillisBehindLatest: behindMs,
  };
};

/** Errors: ResourceNotFoundException when the iterator outlived its stream. */
async function find(
  { key, streamId, shardIndex }: ShardIterator,
  { store, clock }: KinesisContext,
): Promise<{ stream: Stream; shard: Shard }> {
  const stream = await store.find(key);
  const shard = stream && readableShard(stream, shardIndex, clock.now());
  if (!stream || !shard || stream.id !== streamId) throw shardDoesNotExist(shardId(shardIndex), key);
  return { stream, shard };
}
