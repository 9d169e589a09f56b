// DescribeStream.
import type { Operation } from "../context.ts";
import { findStream } from "../find-stream.ts";
import { describeShard, shardId } from "../shard.ts";

export const describeStream: Operation<"DescribeStream"> = async (input, call) => {
  const stream = await findStream(input.StreamArn, call);
  const isBehind = input.ExclusiveStartShardId !== undefined && input.ExclusiveStartShardId >= shardId(stream);
  return {
    StreamDescription: {
      StreamArn: stream.arn,
      StreamLabel: stream.label,
      StreamStatus: stream.status,
      StreamViewType: stream.viewType,
      CreationRequestDateTime: new Date(stream.createdAtMs),
      TableName: stream.tableName,
      KeySchema: stream.keys.map(({ name, type }) => ({ AttributeName: name, KeyType: type })),
      Shards: isBehind ? [] : [describeShard(stream)],
    },
  };
};
