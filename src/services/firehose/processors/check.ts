// What AWS refuses of processors and of dynamic partitioning. Texts recorded in a public rule set unless labelled otherwise.
import type { Destination } from "../destination.ts";
import { invalidArgument } from "../errors.ts";
import {
  BUFFER_SIZE_MIN_PARTITIONING_MIB,
  LAMBDA_BUFFER_MAX_MIB,
  LAMBDA_BUFFER_MAX_SECONDS,
  LAMBDA_BUFFER_MIN_MIB,
  LAMBDA_RETRIES_MAX,
  PROCESSORS_MAX,
} from "../limits.ts";
import { partitionExpressions } from "../prefix.ts";
import { queryKeys } from "./query-keys.ts";
import { parameterOf, partitions, processorsOf, type ParameterName, type Processor } from "./settings.ts";

/** Errors: InvalidArgumentException. */
export function checkProcessing(destination: Destination): void {
  if (!destination.ProcessingConfiguration?.Enabled) return;
  const processors = processorsOf(destination);
  if (processors.length < 1 || processors.length > PROCESSORS_MAX)
    throw invalidArgument(
      "A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled.",
    );
  for (const processor of processors) {
    if (processors.filter(({ Type }) => Type === processor.Type).length > 1)
      throw invalidArgument(`Cannot have more than 1 ${processor.Type} processor.`);
    checks[processor.Type]?.(processor, destination);
  }
}

type Check = (processor: Processor, destination: Destination) => void;

const checks: Partial<Record<Processor["Type"], Check>> = {
  Lambda: checkLambda,
  MetadataExtraction: checkMetadataExtraction,
  RecordDeAggregation: checkDeAggregation,
  Decompression: (processor) => {
    // Inferred.
    if ((parameterOf(processor, "CompressionFormat") ?? "GZIP") !== "GZIP")
      throw invalidArgument("CompressionFormat has to be one of GZIP");
  },
  CloudWatchLogProcessing: (_, destination) => {
    if (!processorsOf(destination).some(({ Type }) => Type === "Decompression"))
      throw invalidArgument("CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor");
  },
};

function checkLambda(processor: Processor): void {
  if (parameterOf(processor, "LambdaArn") === undefined)
    throw invalidArgument("LambdaArn is required when Lambda processor is used.");
  const size = parameterOf(processor, "BufferSizeInMBs");
  const interval = parameterOf(processor, "BufferIntervalInSeconds");
  if ((size === undefined) !== (interval === undefined))
    throw invalidArgument(
      "Both BufferSizeInMBs and BufferIntervalInSeconds are required to configure buffering for lambda processor.",
    );
  const isWithin = (name: ParameterName, min: number, max: number): boolean => {
    const value = Number(parameterOf(processor, name) ?? min);
    return value >= min && value <= max;
  };
  if (!isWithin("BufferSizeInMBs", LAMBDA_BUFFER_MIN_MIB, LAMBDA_BUFFER_MAX_MIB))
    throw invalidArgument("BufferSizeInMBs for lambda processor must be between 0.2 and 3.");
  if (!isWithin("BufferIntervalInSeconds", 0, LAMBDA_BUFFER_MAX_SECONDS))
    throw invalidArgument("BufferIntervalInSeconds for lambda processor must be between 0 and 900.");
  if (!isWithin("NumberOfRetries", 0, LAMBDA_RETRIES_MAX))
    throw invalidArgument("Number of retries for lambda must be between 0 and 300.");
}

function checkMetadataExtraction(processor: Processor, destination: Destination): void {
  if (!partitions(destination))
    throw invalidArgument(
      "class com.amazonaws.services.firehose.internal.model.MetadataExtractionProcessor can only be present when " +
        "Dynamic Partitioning is enabled.",
    );
  const query = parameterOf(processor, "MetadataExtractionQuery");
  if (parameterOf(processor, "JsonParsingEngine") !== "JQ-1.6" || query === undefined)
    throw invalidArgument("MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6");
  const inPrefix = partitionExpressions(destination.Prefix ?? "");
  if (queryKeys(query).some((key) => !inPrefix.includes(`partitionKeyFromQuery:${key}`)))
    throw invalidArgument(
      "MetaDataExtraction JQ Query can't contain keys that are not present in the S3 Prefix expression",
    );
}

function checkDeAggregation(processor: Processor): void {
  const type = parameterOf(processor, "SubRecordType");
  if (type !== "JSON" && type !== "DELIMITED") throw invalidArgument("SubRecordType has to be one of JSON, DELIMITED");
  if (type === "DELIMITED" && Buffer.from(parameterOf(processor, "Delimiter") ?? "", "base64").length === 0)
    throw invalidArgument("Delimiter should be present for DELIMITED");
}

/** Errors: InvalidArgumentException. */
export function checkPartitioning(destination: Destination): void {
  const { Prefix: prefix = "", BufferingHints: hints } = destination;
  const expressions = partitionExpressions(prefix);
  if (!partitions(destination)) {
    if (expressions.length > 0)
      throw invalidArgument(
        "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is enabled.",
      );
    return;
  }
  if (expressions.length === 0)
    throw invalidArgument(
      "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled",
    );
  requireProcessor(destination, "MetadataExtraction", "partitionKeyFromQuery");
  // Inferred from the text for the other namespace.
  requireProcessor(destination, "Lambda", "partitionKeyFromLambda");
  if ((hints.SizeInMBs ?? BUFFER_SIZE_MIN_PARTITIONING_MIB) < BUFFER_SIZE_MIN_PARTITIONING_MIB)
    throw invalidArgument("BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.");
  // Documented: there is no zero buffering with dynamic partitioning. The text is inferred.
  if (hints.IntervalInSeconds === 0)
    throw invalidArgument("BufferingHints.IntervalInSeconds must not be 0 when Dynamic Partitioning is enabled.");
}

function requireProcessor(destination: Destination, type: Processor["Type"], namespace: string): void {
  const isUsed = partitionExpressions(destination.Prefix ?? "").some((each) => each.startsWith(`${namespace}:`));
  if (isUsed && !processorsOf(destination).some(({ Type }) => Type === type))
    throw invalidArgument(`${type} processor should be present when S3 Prefix has ${namespace} namespace.`);
}
