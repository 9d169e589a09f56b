// Shards: their ids and lineage, how AWS describes them, and which of a stream's shards takes a hash key.
import type { ChildShard, Shard as ShardDescription } from "@aws-sdk/client-kinesis";
import { splitEvenly, type HashKeyRange } from "./hash-key.ts";
import { endingSequenceNumber, startingSequenceNumber } from "./sequence-number.ts";

export interface Shard extends HashKeyRange {
  /** 0, 1, 2, ... within the stream, never reused. */
  readonly index: number;
  readonly openedAtMs: number;
  /** What its sequence numbers hold: a later second than that of its parents, and so perhaps one to come. */
  readonly createdAtMs: number;
  /** Indexes of the shards that it came from: one for a split, two for a merge. */
  readonly parent?: number;
  readonly adjacentParent?: number;
  readonly closed?: Closed;
}

export interface Closed {
  readonly atMs: number;
  /** The position after the last record. */
  readonly next: number;
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

export const newShards = (count: number, openedAtMs: number, createdAtMs = openedAtMs): Shard[] =>
  splitEvenly(count).map((range, index) => ({ index, openedAtMs, createdAtMs, ...range }));

const describeRange = ({ first, last }: HashKeyRange) => ({
  StartingHashKey: first.toString(),
  EndingHashKey: last.toString(),
});

export const describeShard = (shard: Shard): ShardDescription => ({
  ShardId: shardId(shard.index),
  ...(shard.parent !== undefined && { ParentShardId: shardId(shard.parent) }),
  ...(shard.adjacentParent !== undefined && { AdjacentParentShardId: shardId(shard.adjacentParent) }),
  HashKeyRange: describeRange(shard),
  SequenceNumberRange: {
    StartingSequenceNumber: startingSequenceNumber(shard),
    ...(shard.closed && { EndingSequenceNumber: endingSequenceNumber(shard, shard.closed.atMs) }),
  },
});

/** Those of `shards` that came from `parent`, as readers are told of them at its end. */
export const childShards = (shards: readonly Shard[], parent: Shard): ChildShard[] =>
  shards
    .filter(({ parent: first, adjacentParent }) => first === parent.index || adjacentParent === parent.index)
    .map((child) => ({
      ShardId: shardId(child.index),
      ParentShards: [child.parent, child.adjacentParent].filter((index) => index !== undefined).map(shardId),
      HashKeyRange: describeRange(child),
    }));

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
