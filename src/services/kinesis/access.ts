// What each operation of Kinesis must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call } from "../../kit/service.ts";
import type { KinesisContext, Sdk } from "./context.ts";
import { listedStream } from "./operations/list-shards.ts";
import { openShardIterator } from "./shard-iterator.ts";
import { streamArn, streamKey, type Named, type StreamKey } from "./stream.ts";
import { consumerArn, consumerKey, type Consumer } from "./consumer.ts";
import { findResource, resourceOf } from "./resource.ts";

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
  return onResource(action, streamArn(key), stream, requestTags);
}

const named =
  (action: string) =>
  (input: Named, call: KinesisCall): Promise<AccessNeed> =>
    onStream(action, streamKey(input, call), call);

/** On a stream or a consumer. */
async function tagged(
  action: string,
  { ResourceARN: arn }: { readonly ResourceARN: string },
  call: KinesisCall,
  requestTags?: RequestTags,
): Promise<AccessNeed> {
  const found = await findResource(resourceOf(arn, call), call.context);
  return onResource(action, arn, found, requestTags);
}

function onResource(
  action: string,
  resource: string,
  found: Pick<Consumer, "tags" | "policy"> | undefined,
  requestTags?: RequestTags,
): AccessNeed {
  return {
    action: `kinesis:${action}`,
    resource,
    resourceTags: Object.fromEntries(found?.tags ?? []),
    ...(requestTags && { requestTags }),
    resourcePolicy: { document: found?.policy, mode: "either" },
  };
}

/** By ARN, or by name and its stream's ARN; one that does not exist needs the permission all the same. */
async function onConsumer(
  action: string,
  input: Parameters<typeof consumerKey>[0],
  call: KinesisCall,
): Promise<AccessNeed> {
  const { key, createdSeconds } = consumerKey(input, call);
  const consumer = await call.context.store.consumers.find(key, createdSeconds);
  const arn =
    input.ConsumerARN ?? (consumer ? consumerArn(consumer) : `${streamArn(key.stream)}/consumer/${key.name}:0`);
  return onResource(action, arn, consumer);
}

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
  DeregisterStreamConsumer: (input, call) => onConsumer("DeregisterStreamConsumer", input, call),
  DescribeAccountSettings: () => onNothing("DescribeAccountSettings"),
  DescribeLimits: () => onNothing("DescribeLimits"),
  DescribeStream: named("DescribeStream"),
  DescribeStreamConsumer: (input, call) => onConsumer("DescribeStreamConsumer", input, call),
  DescribeStreamSummary: named("DescribeStreamSummary"),
  DisableEnhancedMonitoring: named("DisableEnhancedMonitoring"),
  EnableEnhancedMonitoring: named("EnableEnhancedMonitoring"),
  GetRecords: (input, call) => {
    const place = input.StreamARN === undefined ? call : streamKey(input, call);
    const { key } = openShardIterator(call.context.paging, place, input.ShardIterator, call.context.clock.now());
    return onStream("GetRecords", key, call);
  },
  GetResourcePolicy: (input, call) => tagged("GetResourcePolicy", input, call),
  GetShardIterator: named("GetShardIterator"),
  IncreaseStreamRetentionPeriod: named("IncreaseStreamRetentionPeriod"),
  ListShards: (input, call) => onStream("ListShards", listedStream(input, call), call),
  ListStreamConsumers: named("ListStreamConsumers"),
  ListStreams: () => onNothing("ListStreams"),
  ListTagsForResource: (input, call) => tagged("ListTagsForResource", input, call),
  ListTagsForStream: named("ListTagsForStream"),
  MergeShards: named("MergeShards"),
  PutRecord: named("PutRecord"),
  PutRecords: named("PutRecords"),
  PutResourcePolicy: (input, call) => tagged("PutResourcePolicy", input, call),
  RegisterStreamConsumer: async (input, call) => {
    const stream = await onStream("RegisterStreamConsumer", streamKey(input, call), call);
    if (!input.Tags) return stream;
    // Documented in RegisterStreamConsumer: tags need TagResource too, for the consumer to be.
    const resource = `${stream.resource}/consumer/${input.ConsumerName}:${Math.floor(call.context.clock.now() / 1000)}`;
    return [
      { ...stream, requestTags: input.Tags },
      { action: "kinesis:TagResource", resource, requestTags: input.Tags },
    ];
  },
  RemoveTagsFromStream: (input, call) =>
    onStream("RemoveTagsFromStream", streamKey(input, call), call, withoutValues(input.TagKeys)),
  SplitShard: named("SplitShard"),
  StartStreamEncryption: named("StartStreamEncryption"),
  StopStreamEncryption: named("StopStreamEncryption"),
  SubscribeToShard: (input, call) => onConsumer("SubscribeToShard", input, call),
  TagResource: (input, call) => tagged("TagResource", input, call, input.Tags),
  UntagResource: (input, call) => tagged("UntagResource", input, call, withoutValues(input.TagKeys)),
  UpdateAccountSettings: () => onNothing("UpdateAccountSettings"),
  UpdateMaxRecordSize: named("UpdateMaxRecordSize"),
  UpdateShardCount: named("UpdateShardCount"),
  UpdateStreamMode: named("UpdateStreamMode"),
  UpdateStreamRecordDistributionStrategy: named("UpdateStreamRecordDistributionStrategy"),
  UpdateStreamWarmThroughput: named("UpdateStreamWarmThroughput"),
};
