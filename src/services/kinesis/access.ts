// What each operation of Kinesis must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call } from "../../kit/service.ts";
import type { KinesisContext, Sdk } from "./context.ts";
import { listedStream } from "./operations/list-shards.ts";
import { openShardIterator } from "./shard-iterator.ts";
import { streamArn, streamKey, type Named, type StreamKey } from "./stream.ts";
import { taggedStream } from "./tag-changes.ts";

type KinesisCall = Call<KinesisContext>;

/** Tags in the request: those that it sets, or the keys that it removes. */
type RequestTags = Readonly<Record<string, string>>;

const onNothing = (action: string): AccessNeed => ({ action: `kinesis:${action}`, resource: "*" });

/** A stream that does not exist needs the permission all the same: AWS answers that before it looks. */
async function onStream(
  action: string,
  key: StreamKey,
  { context }: KinesisCall,
  requestTags?: RequestTags,
): Promise<AccessNeed> {
  const stream = await context.store.find(key);
  return {
    action: `kinesis:${action}`,
    resource: streamArn(key),
    resourceTags: Object.fromEntries(stream?.tags ?? []),
    ...(requestTags && { requestTags }),
    resourcePolicy: { document: stream?.policy, mode: "either" },
  };
}

const named =
  (action: string) =>
  (input: Named, call: KinesisCall): Promise<AccessNeed> =>
    onStream(action, streamKey(input, call), call);

const tagged = (
  action: string,
  input: { readonly ResourceARN: string },
  call: KinesisCall,
  requestTags?: RequestTags,
): Promise<AccessNeed> => onStream(action, taggedStream(input.ResourceARN, call), call, requestTags);

const withoutValues = (keys: readonly string[]): RequestTags => Object.fromEntries(keys.map((key) => [key, ""]));

export const access: AccessTable<Sdk, KinesisContext> = {
  AddTagsToStream: (input, call) => onStream("AddTagsToStream", streamKey(input, call), call, input.Tags),
  CreateStream: ({ StreamName: name, Tags: requestTags }, { account, region }) => {
    const resource = streamArn({ account, region, name });
    if (!requestTags) return { action: "kinesis:CreateStream", resource };
    // Documented in CreateStream: tags need AddTagsToStream too, and TagResource does not stand in for it.
    return ["kinesis:CreateStream", "kinesis:AddTagsToStream"].map((action) => ({ action, resource, requestTags }));
  },
  DecreaseStreamRetentionPeriod: named("DecreaseStreamRetentionPeriod"),
  DeleteResourcePolicy: (input, call) => tagged("DeleteResourcePolicy", input, call),
  DeleteStream: named("DeleteStream"),
  DescribeAccountSettings: () => onNothing("DescribeAccountSettings"),
  DescribeLimits: () => onNothing("DescribeLimits"),
  DescribeStream: named("DescribeStream"),
  DescribeStreamSummary: named("DescribeStreamSummary"),
  GetRecords: (input, call) => {
    const place = input.StreamARN === undefined ? call : streamKey(input, call);
    const { key } = openShardIterator(call.context.paging, place, input.ShardIterator, call.context.clock.now());
    return onStream("GetRecords", key, call);
  },
  GetResourcePolicy: (input, call) => tagged("GetResourcePolicy", input, call),
  GetShardIterator: named("GetShardIterator"),
  IncreaseStreamRetentionPeriod: named("IncreaseStreamRetentionPeriod"),
  ListShards: (input, call) => onStream("ListShards", listedStream(input, call), call),
  ListStreams: () => onNothing("ListStreams"),
  ListTagsForResource: (input, call) => tagged("ListTagsForResource", input, call),
  ListTagsForStream: named("ListTagsForStream"),
  MergeShards: named("MergeShards"),
  PutRecord: named("PutRecord"),
  PutRecords: named("PutRecords"),
  PutResourcePolicy: (input, call) => tagged("PutResourcePolicy", input, call),
  RemoveTagsFromStream: (input, call) =>
    onStream("RemoveTagsFromStream", streamKey(input, call), call, withoutValues(input.TagKeys)),
  SplitShard: named("SplitShard"),
  TagResource: (input, call) => tagged("TagResource", input, call, input.Tags),
  UntagResource: (input, call) => tagged("UntagResource", input, call, withoutValues(input.TagKeys)),
  UpdateShardCount: named("UpdateShardCount"),
};
