// MergeShards: two shards that are neighbours become one. The order of the checks is recorded.
import { assertProvisioned, openShard, startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { notAdjacent, shardNotFound } from "../errors.ts";
import { shardId, shardIndex } from "../shard.ts";
import { streamKey, type StreamKey } from "../stream.ts";

export const mergeShards: Operation<"MergeShards"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  const index = indexOf(input.ShardToMerge, key);
  const adjacent = indexOf(input.AdjacentShardToMerge, key);
  const stream = await context.store.get(key);
  for (const each of [index, adjacent]) openShard(stream, each, key);
  await startUpdate(key, context, (row) => {
    assertProvisioned(row, key);
    if (openShard(row, index, key).last + 1n !== openShard(row, adjacent, key).first)
      throw notAdjacent([shardId(index), shardId(adjacent)], key);
    return { update: { kind: "merge", shardIndex: index, adjacentIndex: adjacent } };
  });
  return {};
};

function indexOf(id: string, key: StreamKey): number {
  const index = shardIndex(id);
  if (index === undefined) throw shardNotFound(id, key);
  return index;
}
