// What the tests of processors and partitions share: functions that transform, and settings.
import {
  PutRecordBatchCommand,
  type ExtendedS3DestinationConfiguration,
  type FirehoseClient,
  type Processor,
  type ProcessorParameterName,
  type ProcessorType,
} from "@aws-sdk/client-firehose";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { Forebay } from "../../../src/index.ts";
import { activeFunction, arnOf } from "../lambda/platform.ts";
import { newRole } from "../role.ts";
import { text, toBucket } from "./platform.ts";

export function processor(Type: ProcessorType, parameters: Partial<Record<ProcessorParameterName, string>>): Processor {
  const Parameters = Object.entries(parameters).map(([name, ParameterValue]) => ({
    ParameterName: name as ProcessorParameterName,
    ParameterValue,
  }));
  return { Type, Parameters };
}

export const extraction = (MetadataExtractionQuery: string): Processor =>
  processor("MetadataExtraction", { MetadataExtractionQuery, JsonParsingEngine: "JQ-1.6" });

/** Parameters of a Lambda processor that waits for nothing and tries once. */
export const atOnce = { BufferSizeInMBs: "1", BufferIntervalInSeconds: "0", NumberOfRetries: "0" };

export const processed = (bucket: string, Processors: Processor[], settings = {}): ExtendedS3DestinationConfiguration =>
  toBucket(bucket, {
    ErrorOutputPrefix: "errors/!{firehose:error-output-type}/",
    ProcessingConfiguration: { Enabled: true, Processors },
    ...settings,
  });

export const partitioned = (
  bucket: string,
  Prefix: string,
  Processors: Processor[],
  settings: Partial<ExtendedS3DestinationConfiguration> = {},
): ExtendedS3DestinationConfiguration =>
  processed(bucket, Processors, {
    Prefix,
    DynamicPartitioningConfiguration: { Enabled: true },
    BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 1 },
    ...settings,
  });

/** Makes functions; the ARN of each. */
export async function functions(forebay: Pick<Forebay, "clientConfig">): Promise<(source: string) => Promise<string>> {
  const lambda = new LambdaClient({ ...forebay.clientConfig, maxAttempts: 1 });
  const Role = await newRole(forebay, "functions", ["lambda.amazonaws.com"]);
  return async (source) => arnOf(await activeFunction({ lambda, Role }, source));
}

/** A handler around what is done with each record: `one` sees `record` and its `text`. */
export const handler = (one: string): string => `
exports.handler = async (event) => ({ records: event.records.map((record) => {
  const text = Buffer.from(record.data, "base64").toString();
  const ok = (data, metadata) => ({
    recordId: record.recordId, result: "Ok", data: Buffer.from(data).toString("base64"), metadata,
  });
  ${one}
}) });
`;

export async function put(
  firehose: FirehoseClient,
  DeliveryStreamName: string,
  texts: readonly string[],
): Promise<void> {
  const Records = texts.map((each) => ({ Data: text(each) }));
  await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
}

/** Lines of failed records, as AWS writes them. */
export const linesOf = (content: string): Record<string, unknown>[] =>
  content
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

export const rawOf = (line: Record<string, unknown> | undefined): string =>
  Buffer.from(String(line?.["rawData"]), "base64").toString();
