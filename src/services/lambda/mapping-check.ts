// What AWS looks at before it accepts an event source: that the function's role may read it.
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PeerIdentity, Peers } from "../../kit/peers.ts";
import type { ServiceHost } from "../../engines/host.ts";
import { invalidParameter, sourceNotBuilt } from "./errors.ts";
import { executionRole } from "./execution-role.ts";
import type { FunctionEntry } from "./function.ts";
import { checkMaySend, isMessaging } from "./messaging.ts";
import { checkMayReceive } from "./queues.ts";
import { isConsumer, sourceKind } from "./source-kind.ts";

/** Errors: InvalidParameterValueException, NotImplemented for sources that are not built. */
export async function checkSource(host: ServiceHost, entry: FunctionEntry, sourceArn: string): Promise<void> {
  const { peers } = host;
  const kind = sourceKind(sourceArn);
  const { account, region } = parseArn(sourceArn) ?? {};
  if (kind === undefined || account === undefined || region === undefined) throw sourceNotBuilt(sourceArn);
  if (kind === "sqs") return checkMayReceive(host, entry, sourceArn);
  const { key, latest } = entry;
  const as = { account, region, principal: executionRole(latest.settings.role, key.name) };
  try {
    await (kind === "dynamodb" ? readChanges(peers, sourceArn, as) : describeStream(peers, sourceArn, as));
  } catch (error) {
    if (!(error instanceof AwsError) || error.fault !== "client") throw error;
    if (error.code === "ResourceNotFoundException") throw invalidParameter(`Stream not found: ${sourceArn}`);
    const actions = kind === "dynamodb" ? "DescribeStream" : "DescribeStream, ListShards";
    throw invalidParameter(
      `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, ` +
        `${actions}, and ListStreams Actions on your stream in IAM.`,
    );
  }
}

/** Errors: InvalidParameterValueException for a queue or topic that is not there, or that the role may not send to. */
export async function checkOnFailure(host: ServiceHost, { key, latest }: FunctionEntry, arn: string): Promise<void> {
  if (isMessaging(arn)) await checkMaySend(host, latest.settings.role, key.name, arn);
}

const describeStream = (peers: Peers, arn: string, as: PeerIdentity): Promise<unknown> =>
  isConsumer(arn)
    ? peers.call("kinesis", "DescribeStreamConsumer", { ConsumerARN: arn }, as)
    : peers.call("kinesis", "DescribeStreamSummary", { StreamARN: arn }, as);

async function readChanges(peers: Peers, StreamArn: string, as: PeerIdentity): Promise<void> {
  const { StreamDescription } = await peers.call("dynamodb-streams", "DescribeStream", { StreamArn }, as);
  const { ShardId = "" } = StreamDescription?.Shards?.[0] ?? {};
  const place = { StreamArn, ShardId, ShardIteratorType: "LATEST" as const };
  const { ShardIterator = "" } = await peers.call("dynamodb-streams", "GetShardIterator", place, as);
  await peers.call("dynamodb-streams", "GetRecords", { ShardIterator, Limit: 1 }, as);
}
