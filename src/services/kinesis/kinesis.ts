// Kinesis Data Streams: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { atTheirRates } from "./control-rates.ts";
import { openKinesis, type KinesisContext, type Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { lifecycleJobs } from "./lifecycle.ts";
import { addTagsToStream } from "./operations/add-tags-to-stream.ts";
import { createStream } from "./operations/create-stream.ts";
import { decreaseStreamRetentionPeriod } from "./operations/decrease-stream-retention-period.ts";
import { deleteResourcePolicy } from "./operations/delete-resource-policy.ts";
import { deleteStream } from "./operations/delete-stream.ts";
import { deregisterStreamConsumer } from "./operations/deregister-stream-consumer.ts";
import { describeAccountSettings } from "./operations/describe-account-settings.ts";
import { describeLimits } from "./operations/describe-limits.ts";
import { describeStreamConsumer } from "./operations/describe-stream-consumer.ts";
import { describeStreamSummary } from "./operations/describe-stream-summary.ts";
import { describeStream } from "./operations/describe-stream.ts";
import { disableEnhancedMonitoring } from "./operations/disable-enhanced-monitoring.ts";
import { enableEnhancedMonitoring } from "./operations/enable-enhanced-monitoring.ts";
import { getRecords } from "./operations/get-records.ts";
import { getResourcePolicy } from "./operations/get-resource-policy.ts";
import { getShardIterator } from "./operations/get-shard-iterator.ts";
import { increaseStreamRetentionPeriod } from "./operations/increase-stream-retention-period.ts";
import { listShards } from "./operations/list-shards.ts";
import { listStreamConsumers } from "./operations/list-stream-consumers.ts";
import { listStreams } from "./operations/list-streams.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listTagsForStream } from "./operations/list-tags-for-stream.ts";
import { mergeShards } from "./operations/merge-shards.ts";
import { putRecord } from "./operations/put-record.ts";
import { putRecords } from "./operations/put-records.ts";
import { putResourcePolicy } from "./operations/put-resource-policy.ts";
import { registerStreamConsumer } from "./operations/register-stream-consumer.ts";
import { removeTagsFromStream } from "./operations/remove-tags-from-stream.ts";
import { splitShard } from "./operations/split-shard.ts";
import { startStreamEncryption } from "./operations/start-stream-encryption.ts";
import { stopStreamEncryption } from "./operations/stop-stream-encryption.ts";
import { subscribeToShard } from "./operations/subscribe-to-shard.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateAccountSettings } from "./operations/update-account-settings.ts";
import { updateMaxRecordSize } from "./operations/update-max-record-size.ts";
import { updateShardCount } from "./operations/update-shard-count.ts";
import { updateStreamMode } from "./operations/update-stream-mode.ts";
import { updateStreamRecordDistributionStrategy } from "./operations/update-stream-record-distribution-strategy.ts";
import { updateStreamWarmThroughput } from "./operations/update-stream-warm-throughput.ts";

export default defineService<Sdk, KinesisContext, ServiceHost>({
  model: "kinesis",
  open: openKinesis,
  operations: atTheirRates({
    AddTagsToStream: addTagsToStream,
    CreateStream: createStream,
    DecreaseStreamRetentionPeriod: decreaseStreamRetentionPeriod,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteStream: deleteStream,
    DeregisterStreamConsumer: deregisterStreamConsumer,
    DescribeAccountSettings: describeAccountSettings,
    DescribeLimits: describeLimits,
    DescribeStream: describeStream,
    DescribeStreamConsumer: describeStreamConsumer,
    DescribeStreamSummary: describeStreamSummary,
    DisableEnhancedMonitoring: disableEnhancedMonitoring,
    EnableEnhancedMonitoring: enableEnhancedMonitoring,
    GetRecords: getRecords,
    GetResourcePolicy: getResourcePolicy,
    GetShardIterator: getShardIterator,
    IncreaseStreamRetentionPeriod: increaseStreamRetentionPeriod,
    ListShards: listShards,
    ListStreamConsumers: listStreamConsumers,
    ListStreams: listStreams,
    ListTagsForResource: listTagsForResource,
    ListTagsForStream: listTagsForStream,
    MergeShards: mergeShards,
    PutRecord: putRecord,
    PutRecords: putRecords,
    PutResourcePolicy: putResourcePolicy,
    RegisterStreamConsumer: registerStreamConsumer,
    RemoveTagsFromStream: removeTagsFromStream,
    SplitShard: splitShard,
    StartStreamEncryption: startStreamEncryption,
    StopStreamEncryption: stopStreamEncryption,
    SubscribeToShard: subscribeToShard,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAccountSettings: updateAccountSettings,
    UpdateMaxRecordSize: updateMaxRecordSize,
    UpdateShardCount: updateShardCount,
    UpdateStreamMode: updateStreamMode,
    UpdateStreamRecordDistributionStrategy: updateStreamRecordDistributionStrategy,
    UpdateStreamWarmThroughput: updateStreamWarmThroughput,
  }),
  access,
  gaps,
  differences,
  jobs: lifecycleJobs,
});
