// DescribeStream: settings and a page of the shards.
import type { Operation } from "../context.ts";
import { DESCRIBE_STREAM_SHARDS_DEFAULT } from "../limits.ts";
import { shardId } from "../shard.ts";
import { describeStream as describe, streamKey, visibleShards } from "../stream.ts";

export const describeStream: Operation<"DescribeStream"> = async (input, { account, region, context }) => {
  const stream = await context.store.get(streamKey(input, { account, region }));
  const after = input.ExclusiveStartShardId;
  const shards = visibleShards(stream, context.clock.now()).filter(
    ({ index }) => after === undefined || shardId(index) > after,
  );
  const limit = input.Limit ?? DESCRIBE_STREAM_SHARDS_DEFAULT;
  return { StreamDescription: describe(stream, shards.slice(0, limit), shards.length > limit) };
};
