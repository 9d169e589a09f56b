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
import { invalidParameter, notBuilt } from "./errors.ts";
import { functionArn, type FunctionKey } from "./function.ts";
import { BATCH_SIZE_DEFAULT } from "./limits.ts";

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

const DEFAULTS: MappingSettings = {
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

/** What is left out stays as `was` has it. Errors: InvalidParameterValueException, NotImplemented. */
export function mappingSettings(input: Wanted, was: MappingSettings = DEFAULTS): MappingSettings {
  refuseUnbuilt(input);
  const batchSize = input.BatchSize ?? was.batchSize;
  const filters = input.FilterCriteria
    ? (input.FilterCriteria.Filters ?? []).map(({ Pattern = "{}" }) => Pattern)
    : was.filters;
  for (const filter of filters) checkPattern(filter);
  return {
    batchSize,
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
  };
}

function refuseUnbuilt(input: Wanted): void {
  if (input.ProvisionedPollerConfig) throw notBuilt("Provisioned pollers are not built.");
  if (input.MetricsConfig?.Metrics?.length) throw notBuilt("Metrics of event source mappings are not built yet.");
  const destination = input.DestinationConfig?.OnFailure?.Destination;
  if (!destination) return;
  const { service } = parseArn(destination) ?? {};
  if (service === undefined) throw invalidParameter(`The provided destination config DestinationConfig is invalid.`);
  if (service !== "s3") throw notBuilt(`Destinations in ${service} are not built yet; S3 buckets are.`);
}

export const mappingArn = ({ account, region, uuid }: MappingKey): string =>
  `arn:aws:lambda:${region}:${account}:event-source-mapping:${uuid}`;

export function mappingView(mapping: Mapping): EventSourceMappingConfiguration {
  const { key, settings, sourceArn, startingTimestampMs } = mapping;
  return {
    UUID: key.uuid,
    EventSourceMappingArn: mappingArn(key),
    EventSourceArn: sourceArn,
    FunctionArn: functionArn(mapping.function, mapping.qualifier),
    ...(mapping.startingPosition && { StartingPosition: mapping.startingPosition }),
    ...(startingTimestampMs !== undefined && { StartingPositionTimestamp: new Date(startingTimestampMs) }),
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.windowSeconds,
    ParallelizationFactor: settings.parallelization,
    MaximumRetryAttempts: settings.retriesMax,
    MaximumRecordAgeInSeconds: settings.ageMaxSeconds,
    BisectBatchOnFunctionError: settings.bisects,
    TumblingWindowInSeconds: settings.tumblingSeconds,
    FunctionResponseTypes: settings.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    DestinationConfig: { OnFailure: settings.onFailure === undefined ? {} : { Destination: settings.onFailure } },
    ...(settings.filters.length > 0 && {
      FilterCriteria: { Filters: settings.filters.map((Pattern) => ({ Pattern })) },
    }),
    LastModified: new Date(mapping.modifiedMs),
    LastProcessingResult: mapping.lastResult,
    State: mapping.state,
    StateTransitionReason: "User action",
  };
}
