// Shards: their ids, and which of a stream's shards takes a hash key.
import type { Shard as ShardDescription } from "@aws-sdk/client-kinesis";
import { splitEvenly, type HashKeyRange } from "./hash-key.ts";
import { startingSequenceNumber } from "./sequence-number.ts";

export interface Shard extends HashKeyRange {
  /** 0, 1, 2, ... within the stream, never reused. */
  readonly index: number;
  readonly createdAtMs: number;
}

const INDEX_MAX = 2 ** 31 - 1;

/** `shardId-000000000007` */
export const shardId = (index: number): string =>
  index < 0 ? `shardId--${String(-index).padStart(11, "0")}` : `shardId-${String(index).padStart(12, "0")}`;

/** AWS takes anything that ends in a number for a shard's id: `7`, `x-7`. Recorded. Undefined when it is none. */
export function shardIndex(id: string): number | undefined {
  const digits = id.split("-")[1] || id;
  const index = /^\d+$/.test(digits) ? Number(digits) : NaN;
  return index <= INDEX_MAX ? index : undefined;
}

export const newShards = (count: number, createdAtMs: number): Shard[] =>
  splitEvenly(count).map((range, index) => ({ index, createdAtMs, ...range }));

export const describeShard = (shard: Shard): ShardDescription => ({
  ShardId: shardId(shard.index),
  HashKeyRange: { StartingHashKey: shard.first.toString(), EndingHashKey: shard.last.toString() },
  SequenceNumberRange: { StartingSequenceNumber: startingSequenceNumber(shard) },
});

/** The shard whose range holds `hashKey`, of shards that are ordered and leave no hole. */
export function shardOf(shards: readonly Shard[], hashKey: bigint): Shard {
  let low = 0;
  let high = shards.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shards[middle]?.last ?? 0n) < hashKey) low = middle + 1;
    else high = middle;
  }
  const shard = shards[low];
  if (!shard || hashKey < shard.first || hashKey > shard.last) throw new Error(`no shard holds hash key ${hashKey}`);
  return shard;
}
