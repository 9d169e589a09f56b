// The way of records from the source to their partitions: each processor in AWS's order, whatever the order in the configuration.
import type { Stream } from "../stream.ts";
import type { Tools } from "../tools.ts";
import { deAggregation } from "./de-aggregation.ts";
import { decompression, messageExtraction } from "./decompression.ts";
import { transformation } from "./lambda.ts";
import { emptyKey, metadataExtraction } from "./metadata-extraction.ts";
import { settingsOf, type ProcessingSettings } from "./settings.ts";
import type { Failure, Step, WorkRecord } from "./work.ts";

export interface Pipeline {
  readonly settings: ProcessingSettings;
  /** In order; none when records are delivered as they came. */
  readonly steps: readonly Step[];
}

export function pipelineOf(tools: Tools, stream: Stream, stopping: AbortSignal): Pipeline {
  const settings = settingsOf(stream.destination);
  const steps: Step[] = [];
  if (settings.decompresses) steps.push(decompression(tools.metrics));
  if (settings.extractsMessages) steps.push(messageExtraction);
  if (settings.lambda) steps.push(transformation(tools, stream, settings.lambda, stopping));
  if (settings.deAggregation) steps.push(deAggregation(settings.deAggregation.delimiter));
  if (settings.query !== undefined) steps.push(metadataExtraction(settings.query, tools));
  if (settings.partitionBy) steps.push(partitioning(settings.partitionBy));
  return { settings, steps };
}

/** Keeps the keys that the prefix names, and records that have all of them. */
function partitioning(expressions: readonly string[]): Step {
  return async (records, failures) => {
    const kept: WorkRecord[] = [];
    for (const record of records) {
      const keys = Object.fromEntries(expressions.map((each) => [each, record.keys[each] ?? ""]));
      if (Object.values(keys).includes("")) failures.push({ record, error: emptyKey });
      else kept.push({ ...record, keys });
    }
    return kept;
  };
}

export async function run(
  { steps }: Pipeline,
  records: readonly WorkRecord[],
  failures: Failure[],
): Promise<WorkRecord[]> {
  let some = [...records];
  for (const step of steps) some = await step(some, failures);
  return some;
}
