// Operations of Kinesis Data Streams that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const channels =
  "Channels, which deliver a stream to S3 and S3 Tables, are not built: AWS announced them recently, and no recording of them is public.";

export const gaps: Gaps<Sdk> = {
  CreateChannel: channels,
  DeleteChannel: channels,
  DescribeChannel: channels,
  ListChannels: channels,
  UpdateChannel: channels,
};

export const differences: readonly string[] = [
  "Limits of speed and of how much changes at a time hold as AWS's do; KINESIS_ENFORCE_LIMITS=0 lifts them.",
  "How often GetShardIterator and SubscribeToShard are called in a second is not limited; what other services call in process counts as a caller's own.",
  "On-demand streams grow by themselves within minutes of the clock, up to 200 shards, and shrink by half after 30 days without need.",
  "UpdateShardCount makes shards of equal width whatever the counts; AWS leaves some wider unless the counts are multiples.",
  "CREATING, UPDATING and DELETING last a tenth of a second.",
  "The shard quota is 1,000 for every account and region; AWS grants up to 20,000.",
  "A StreamARN of another region is not found.",
  "A shard iterator of another account's stream is used with its StreamARN only.",
  "The StreamId members, which AWS reserves for future use, are ignored.",
];
