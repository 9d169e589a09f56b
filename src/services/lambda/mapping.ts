// An event source mapping: what is kept of it, what requests set, and how the API shows it.
import type {
  CreateEventSourceMappingRequest,
  EventSourceMappingConfiguration,
  EventSourcePosition,
  UpdateEventSourceMappingRequest,
} from "@aws-sdk/client-lambda";
import { parseArn } from "../../kit/arn.ts";
import type { Decoded } from "../../kit/service.ts";
import { checkPattern } from "./event-pattern.ts";
import { invalidParameter, notBuilt, unsupportedSetting } from "./errors.ts";
import { functionArn, type FunctionKey } from "./function.ts";
import { BATCH_SIZE_DEFAULT, QUEUE_BATCH_SIZE_DEFAULT } from "./limits.ts";
import { isMessaging } from "./messaging.ts";
import { isFifo } from "./queues.ts";
import { sourceKind } from "./source-kind.ts";

export interface MappingKey {
  readonly account: string;
  readonly region: string;
  readonly uuid: string;
}

export interface MappingSettings {
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly parallelization: number;
  /** -1: until the records expire. */
  readonly retriesMax: number;
  /** -1: none. */
  readonly ageMaxSeconds: number;
  readonly bisects: boolean;
  readonly reportsItemFailures: boolean;
  /** JSON patterns; a record that matches one of them is taken. */
  readonly filters: readonly string[];
  readonly onFailure: string | undefined;
  /** 0: none. */
  readonly tumblingSeconds: number;
  /** Of queues. */
  readonly concurrencyMax?: number;
}

export type MappingState = "Creating" | "Enabling" | "Enabled" | "Disabling" | "Disabled" | "Updating" | "Deleting";

export interface MappingRow {
  readonly function: FunctionKey;
  readonly qualifier: string | undefined;
  readonly sourceArn: string;
  /** Of streams. */
  readonly startingPosition: EventSourcePosition | undefined;
  readonly startingTimestampMs: number | undefined;
  readonly settings: MappingSettings;
  readonly state: MappingState;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly lastResult: string;
}

export interface Mapping extends MappingRow {
  readonly key: MappingKey;
}

type Wanted = Partial<Decoded<CreateEventSourceMappingRequest>> & Partial<Decoded<UpdateEventSourceMappingRequest>>;

const STREAM_DEFAULTS: MappingSettings = {
  batchSize: BATCH_SIZE_DEFAULT,
  windowSeconds: 0,
  parallelization: 1,
  retriesMax: -1,
  ageMaxSeconds: -1,
  bisects: false,
  reportsItemFailures: false,
  filters: [],
  onFailure: undefined,
  tumblingSeconds: 0,
};

const QUEUE_DEFAULTS: MappingSettings = { ...STREAM_DEFAULTS, batchSize: QUEUE_BATCH_SIZE_DEFAULT };

/** What is left out stays as `before` has it. Errors: InvalidParameterValueException, NotImplemented. */
export function mappingSettings(input: Wanted, sourceArn: string, before?: MappingSettings): MappingSettings {
  refuseUnbuilt(input);
  const isQueue = sourceKind(sourceArn) === "sqs";
  const was = before ?? (isQueue ? QUEUE_DEFAULTS : STREAM_DEFAULTS);
  const filters = input.FilterCriteria
    ? (input.FilterCriteria.Filters ?? []).map(({ Pattern = "{}" }) => Pattern)
    : was.filters;
  for (const filter of filters) checkPattern(filter);
  const concurrencyMax = input.ScalingConfig ? input.ScalingConfig.MaximumConcurrency : was.concurrencyMax;
  const settings = {
    batchSize: input.BatchSize ?? was.batchSize,
    windowSeconds: input.MaximumBatchingWindowInSeconds ?? was.windowSeconds,
    parallelization: input.ParallelizationFactor ?? was.parallelization,
    retriesMax: input.MaximumRetryAttempts ?? was.retriesMax,
    ageMaxSeconds: input.MaximumRecordAgeInSeconds ?? was.ageMaxSeconds,
    bisects: input.BisectBatchOnFunctionError ?? was.bisects,
    reportsItemFailures: input.FunctionResponseTypes
      ? input.FunctionResponseTypes.includes("ReportBatchItemFailures")
      : was.reportsItemFailures,
    filters,
    tumblingSeconds: input.TumblingWindowInSeconds ?? was.tumblingSeconds,
    onFailure: input.DestinationConfig ? input.DestinationConfig.OnFailure?.Destination || undefined : was.onFailure,
    ...(concurrencyMax !== undefined && { concurrencyMax }),
  };
  if (isQueue) checkQueueSettings(input, settings, sourceArn);
  else if (input.ScalingConfig) throw unsupportedSetting("ScalingConfig");
  return settings;
}

const OF_STREAMS = [
  "BisectBatchOnFunctionError",
  "DestinationConfig",
  "MaximumRecordAgeInSeconds",
  "MaximumRetryAttempts",
  "ParallelizationFactor",
  "TumblingWindowInSeconds",
] as const;

function checkQueueSettings(input: Wanted, { batchSize, windowSeconds }: MappingSettings, queueArn: string): void {
  const unsupported = OF_STREAMS.find((member) => input[member] !== undefined);
  if (unsupported !== undefined) throw unsupportedSetting(unsupported);
  // Documented; the text is inferred.
  if (isFifo(queueArn) && windowSeconds > 0) throw unsupportedSetting("MaximumBatchingWindowInSeconds");
  if (batchSize > QUEUE_BATCH_SIZE_DEFAULT && windowSeconds === 0)
    // recorded
    throw invalidParameter(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
}

function refuseUnbuilt(input: Wanted): void {
  if (input.ProvisionedPollerConfig) throw notBuilt("Provisioned pollers are not built.");
  if (input.MetricsConfig?.Metrics?.length) throw notBuilt("Metrics of event source mappings are not built yet.");
  const destination = input.DestinationConfig?.OnFailure?.Destination;
  if (!destination) return;
  const { service } = parseArn(destination) ?? {};
  if (service === undefined) throw invalidParameter(`The provided destination config DestinationConfig is invalid.`);
  if (service !== "s3" && !isMessaging(destination))
    throw notBuilt(`Destinations in ${service} are not built yet; queues, topics and S3 buckets are.`);
}

export const mappingArn = ({ account, region, uuid }: MappingKey): string =>
  `arn:aws:lambda:${region}:${account}:event-source-mapping:${uuid}`;

export function mappingView(mapping: Mapping): EventSourceMappingConfiguration {
  const { key, settings, sourceArn } = mapping;
  const isQueue = sourceKind(sourceArn) === "sqs";
  return {
    UUID: key.uuid,
    EventSourceMappingArn: mappingArn(key),
    EventSourceArn: sourceArn,
    FunctionArn: functionArn(mapping.function, mapping.qualifier),
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.windowSeconds,
    ...(isQueue ? queueView(settings) : streamView(mapping)),
    FunctionResponseTypes: settings.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    ...(settings.filters.length > 0 && {
      FilterCriteria: { Filters: settings.filters.map((Pattern) => ({ Pattern })) },
    }),
    LastModified: new Date(mapping.modifiedMs),
    State: mapping.state,
    StateTransitionReason: isQueue ? "USER_INITIATED" : "User action",
  };
}

const queueView = ({ concurrencyMax }: MappingSettings): EventSourceMappingConfiguration =>
  concurrencyMax === undefined ? {} : { ScalingConfig: { MaximumConcurrency: concurrencyMax } };

const streamView = (mapping: Mapping): EventSourceMappingConfiguration => {
  const { settings, startingPosition, startingTimestampMs } = mapping;
  return {
    ...(startingPosition && { StartingPosition: startingPosition }),
    ...(startingTimestampMs !== undefined && { StartingPositionTimestamp: new Date(startingTimestampMs) }),
    ParallelizationFactor: settings.parallelization,
    MaximumRetryAttempts: settings.retriesMax,
    MaximumRecordAgeInSeconds: settings.ageMaxSeconds,
    BisectBatchOnFunctionError: settings.bisects,
    TumblingWindowInSeconds: settings.tumblingSeconds,
    DestinationConfig: { OnFailure: settings.onFailure === undefined ? {} : { Destination: settings.onFailure } },
    LastProcessingResult: mapping.lastResult,
  };
};
