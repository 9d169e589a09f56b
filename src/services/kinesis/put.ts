// What PutRecord and PutRecords share: which stream takes records, how large one counts, which shard it belongs to.
import { below, uuid } from "../../kit/ids.ts";
import { invalidHashKey, streamNotFound } from "./errors.ts";
import { HASH_KEY_MAX, hashKeyOf } from "./hash-key.ts";
import { shardOf, type Shard } from "./shard.ts";
import type { KinesisStore } from "./store.ts";
import type { Stream, StreamKey } from "./stream.ts";

/** Ours: a put whose shard is closed meanwhile goes to its children; so many times. */
export const RESHARDS_MET_MAX = 100;

/** Errors: ResourceNotFoundException, also while the stream is CREATING or DELETING. Recorded. */
export async function writableStream(store: KinesisStore, key: StreamKey): Promise<Stream> {
  const stream = await store.get(key);
  if (stream.status !== "ACTIVE" && stream.status !== "UPDATING") throw streamNotFound(key);
  return stream;
}

/** Documented: data and partition key count. */
export const recordSizeBytes = (partitionKey: string, data: Uint8Array): number =>
  data.byteLength + Buffer.byteLength(partitionKey);

/** Documented: with the strategy AUTO a producer need not give one. What readers see then is inferred. */
export const partitionKeyOf = ({ distribution }: Stream, given: string | undefined): string | undefined =>
  given ?? (distribution === "AUTO" ? uuid() : undefined);

/** Errors: InvalidArgumentException for an explicit hash key out of range. */
export function shardFor(stream: Stream, partitionKey: string, explicitHashKey: string | undefined): Shard {
  const { shards } = stream;
  if (stream.distribution === "AUTO" && stream.mode === "ON_DEMAND") {
    const any = shards[below(shards.length)];
    if (any) return any;
  }
  if (explicitHashKey !== undefined) {
    const hashKey = BigInt(explicitHashKey);
    if (hashKey > HASH_KEY_MAX) throw invalidHashKey(explicitHashKey);
    return shardOf(shards, hashKey);
  }
  const [only] = shards;
  return only && shards.length === 1 ? only : shardOf(shards, hashKeyOf(partitionKey));
}
