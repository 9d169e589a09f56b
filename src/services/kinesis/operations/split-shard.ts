// SplitShard: one shard becomes two, which share its hash keys. The order of the checks is recorded.
import { assertProvisioned, assertShardsLeft, openShard, startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { invalidSplit, shardNotFound } from "../errors.ts";
import { shardId, shardIndex } from "../shard.ts";
import { streamKey } from "../stream.ts";

export const splitShard: Operation<"SplitShard"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  const index = shardIndex(input.ShardToSplit);
  if (index === undefined) throw shardNotFound(input.ShardToSplit, key);
  const startingHashKey = BigInt(input.NewStartingHashKey);
  openShard(await context.store.get(key), index, key);
  await assertShardsLeft(key, 1, context);
  await startUpdate(key, context, (row) => {
    assertProvisioned(row, key);
    const { first, last } = openShard(row, index, key);
    if (startingHashKey <= first + 1n || startingHashKey >= last)
      throw invalidSplit(startingHashKey, { id: shardId(index), first, last }, key);
    return { update: { kind: "split", shardIndex: index, startingHashKey } };
  });
  return {};
};
