// What AWS looks at before it accepts an event source: that the function's role may read it.
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { ServiceHost } from "../../engines/host.ts";
import { invalidParameter, notBuilt } from "./errors.ts";
import { executionRole } from "./execution-role.ts";
import type { FunctionEntry } from "./function.ts";

/** Whether the source is a consumer with enhanced fan-out: `arn:...:stream/NAME/consumer/NAME:CREATED`. */
export const isConsumer = (sourceArn: string): boolean => sourceArn.includes("/consumer/");

export const streamArnOf = (sourceArn: string): string => sourceArn.replace(/\/consumer\/.*$/, "");

/** Errors: InvalidParameterValueException, NotImplemented for sources that are not built. */
export async function checkSource({ peers }: ServiceHost, entry: FunctionEntry, sourceArn: string): Promise<void> {
  const { service, account, region } = parseArn(sourceArn) ?? {};
  if (service !== "kinesis" || account === undefined || region === undefined)
    throw notBuilt(`Event source mappings for ${service ?? sourceArn} are not built yet; Kinesis streams are.`);
  const { key, latest } = entry;
  const as = { account, region, principal: executionRole(latest.settings.role, key.name) };
  try {
    if (isConsumer(sourceArn)) await peers.call("kinesis", "DescribeStreamConsumer", { ConsumerARN: sourceArn }, as);
    else await peers.call("kinesis", "DescribeStreamSummary", { StreamARN: sourceArn }, as);
  } catch (error) {
    if (!(error instanceof AwsError) || error.fault !== "client") throw error;
    if (error.code === "ResourceNotFoundException") throw invalidParameter(`Stream not found: ${sourceArn}`);
    throw invalidParameter(
      `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, ` +
        "DescribeStream, ListShards, and ListStreams Actions on your stream in IAM.",
    );
  }
}
