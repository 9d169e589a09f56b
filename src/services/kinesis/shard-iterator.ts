// Shard iterators: a place in a shard and the time at which it was given out, sealed against tampering.
import type { Paging } from "../../kit/paging.ts";
import { expiredIterator, invalidShardIterator } from "./errors.ts";
import { SHARD_ITERATOR_LIFE_MS } from "./limits.ts";
import type { Stream, StreamKey } from "./stream.ts";

export interface ShardIterator {
  readonly key: StreamKey;
  /** The stream's id: an iterator ends with its stream. */
  readonly streamId: string;
  readonly shardIndex: number;
  /** Of the next record to return. */
  readonly position: number;
}

type Sealed = readonly [createdAtMs: number, name: string, streamId: string, shardIndex: number, position: number];
type Place = Omit<StreamKey, "name">;

const listing = ({ account, region }: Place): string => `kinesis.GetRecords/${account}/${region}`;

export function sealShardIterator(
  paging: Paging,
  { key, id }: Stream,
  at: { readonly shardIndex: number; readonly position: number },
  nowMs: number,
): string {
  const sealed: Sealed = [nowMs, key.name, id, at.shardIndex, at.position];
  return paging.seal(listing(key), sealed);
}

/** Errors: InvalidArgumentException when we did not seal it for this account and region, ExpiredIteratorException. */
export function openShardIterator(paging: Paging, place: Place, token: string, nowMs: number): ShardIterator {
  const sealed = paging.open<Sealed>(listing(place), token);
  if (!sealed) throw invalidShardIterator();
  const [createdAtMs, name, streamId, shardIndex, position] = sealed;
  if (nowMs - createdAtMs > SHARD_ITERATOR_LIFE_MS) throw expiredIterator(createdAtMs, nowMs, SHARD_ITERATOR_LIFE_MS);
  return { key: { account: place.account, region: place.region, name }, streamId, shardIndex, position };
}
