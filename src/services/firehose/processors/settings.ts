// The processors of a destination as they run: parameters read, defaults filled in.
import type { Destination } from "../destination.ts";
import { LAMBDA_BUFFER_DEFAULT_MIB, LAMBDA_BUFFER_DEFAULT_SECONDS, LAMBDA_RETRIES_DEFAULT, MIB } from "../limits.ts";
import { partitionExpressions } from "../prefix.ts";

export type Processor = NonNullable<NonNullable<Destination["ProcessingConfiguration"]>["Processors"]>[number];
export type ParameterName = NonNullable<Processor["Parameters"]>[number]["ParameterName"];

export interface LambdaSettings {
  readonly arn: string;
  readonly roleArn: string;
  readonly bufferBytes: number;
  readonly bufferMs: number;
  readonly retries: number;
}

export interface ProcessingSettings {
  readonly decompresses: boolean;
  readonly extractsMessages: boolean;
  readonly lambda: LambdaSettings | undefined;
  /** What stands between sub-records: undefined for JSON documents. */
  readonly deAggregation: { readonly delimiter: Buffer | undefined } | undefined;
  readonly query: string | undefined;
  /** The expressions of the prefix that make up a partition; undefined without dynamic partitioning. */
  readonly partitionBy: readonly string[] | undefined;
}

export function parameterOf(processor: Processor | undefined, name: ParameterName): string | undefined {
  return processor?.Parameters?.find(({ ParameterName }) => ParameterName === name)?.ParameterValue;
}

export const processorsOf = ({ ProcessingConfiguration: processing }: Destination): readonly Processor[] =>
  processing?.Enabled ? (processing.Processors ?? []) : [];

export const partitions = ({ DynamicPartitioningConfiguration: dynamic }: Destination): boolean =>
  dynamic?.Enabled === true;

export function settingsOf(destination: Destination): ProcessingSettings {
  const find = (type: Processor["Type"]) => processorsOf(destination).find(({ Type }) => Type === type);
  const lambda = find("Lambda");
  const deAggregation = find("RecordDeAggregation");
  const delimiter = parameterOf(deAggregation, "Delimiter");
  const isDelimited = parameterOf(deAggregation, "SubRecordType") === "DELIMITED";
  return {
    decompresses: find("Decompression") !== undefined,
    extractsMessages: parameterOf(find("CloudWatchLogProcessing"), "DataMessageExtraction") === "true",
    lambda: lambda && lambdaSettings(lambda, destination.RoleARN),
    // Documented: the delimiter is given in base64.
    deAggregation: deAggregation && { delimiter: isDelimited ? Buffer.from(delimiter ?? "", "base64") : undefined },
    query: parameterOf(find("MetadataExtraction"), "MetadataExtractionQuery"),
    partitionBy: partitions(destination) ? partitionExpressions(destination.Prefix ?? "") : undefined,
  };
}

function lambdaSettings(processor: Processor, roleArn: string): LambdaSettings {
  const number = (name: ParameterName, usual: number): number => Number(parameterOf(processor, name) ?? usual);
  return {
    arn: parameterOf(processor, "LambdaArn") ?? "",
    roleArn: parameterOf(processor, "RoleArn") ?? roleArn,
    bufferBytes: number("BufferSizeInMBs", LAMBDA_BUFFER_DEFAULT_MIB) * MIB,
    bufferMs: number("BufferIntervalInSeconds", LAMBDA_BUFFER_DEFAULT_SECONDS) * 1000,
    retries: number("NumberOfRetries", LAMBDA_RETRIES_DEFAULT),
  };
}
