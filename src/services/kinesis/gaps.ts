// Operations of Kinesis Data Streams that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const encryption = "Server-side encryption of streams is not built yet; records are stored as they are sent.";
const monitoring = "Shard-level metrics are not built yet.";
const channels = "Channels are not built yet.";

export const gaps: Gaps<Sdk> = {
  CreateChannel: channels,
  DeleteChannel: channels,
  DescribeChannel: channels,
  DisableEnhancedMonitoring: monitoring,
  EnableEnhancedMonitoring: monitoring,
  ListChannels: channels,
  StartStreamEncryption: encryption,
  StopStreamEncryption: encryption,
  UpdateAccountSettings: "Billing commitments are not built: nothing is billed.",
  UpdateChannel: channels,
  UpdateMaxRecordSize: "The largest record size is set by CreateStream and cannot be changed yet.",
  UpdateStreamMode: "The capacity mode is set by CreateStream and cannot be changed yet.",
  UpdateStreamRecordDistributionStrategy: "Records are always distributed by partition key; AUTO is not built yet.",
  UpdateStreamWarmThroughput: "Warm throughput of streams is not built yet.",
};

export const differences: readonly string[] = [
  "Limits of speed and of how much changes at a time hold as AWS's do; KINESIS_ENFORCE_LIMITS=0 lifts them.",
  "On-demand streams keep the four shards that they start with.",
  "CREATING, UPDATING and DELETING last a tenth of a second.",
  "The shard quota is 1,000 for every account and region; AWS grants up to 20,000.",
  "CreateStream answers 501 to WarmThroughputMiBps and to the record distribution strategy AUTO.",
  "A StreamARN of another region is not found.",
  "A shard iterator of another account's stream is used with its StreamARN only.",
  "The StreamId members, which AWS reserves for future use, are ignored.",
];
