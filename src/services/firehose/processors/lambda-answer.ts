// What a transforming function answered for a batch. Codes documented in the page on monitoring with CloudWatch Logs.
import type { Failure, ProcessingError, WorkRecord } from "./work.ts";

export interface Sent {
  readonly recordId: string;
  readonly record: WorkRecord;
}

interface Returned {
  readonly recordId?: unknown;
  readonly result?: unknown;
  readonly data?: unknown;
  readonly metadata?: { readonly partitionKeys?: unknown } | null;
}

const unreadable: ProcessingError = {
  code: "Lambda.JsonProcessingException",
  message:
    "There was an error parsing returned records from the Lambda function. Ensure that the returned records follow the " +
    "status model that is required by Kinesis Data Firehose.",
};
/** Recorded. */
const missing: ProcessingError = {
  code: "Lambda.MissingRecordId",
  message: "One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.",
};
const duplicated: ProcessingError = {
  code: "Lambda.DuplicatedRecordId",
  message:
    "Multiple records were returned with the same record Id. Ensure that the Lambda function returns unique record Ids " +
    "for each record.",
};
/** Recorded. */
const failed: ProcessingError = {
  code: "Lambda.ProcessingFailedStatus",
  message: "ProcessingFailed status set for record",
};

/** The records that go on. The others are dropped, or added to `failures` with what `details` adds to their errors. */
export function readAnswer(
  sent: readonly Sent[],
  payload: string,
  failures: Failure[],
  details: Partial<ProcessingError>,
): WorkRecord[] {
  const byId = returnedById(payload);
  const kept: WorkRecord[] = [];
  for (const { recordId, record } of sent) {
    const outcome = byId ? outcomeOf(record, byId.get(recordId) ?? []) : unreadable;
    if (outcome === "dropped") continue;
    if ("code" in outcome) failures.push({ record, error: { ...outcome, ...details } });
    else kept.push(outcome);
  }
  return kept;
}

function returnedById(payload: string): Map<unknown, Returned[]> | undefined {
  const records = recordsOf(payload);
  if (!Array.isArray(records)) return undefined;
  const byId = new Map<unknown, Returned[]>();
  for (const each of records as readonly unknown[]) {
    if (typeof each !== "object" || each === null) return undefined;
    const returned = each as Returned;
    byId.set(returned.recordId, [...(byId.get(returned.recordId) ?? []), returned]);
  }
  return byId;
}

function recordsOf(payload: string): unknown {
  try {
    return (JSON.parse(payload) as { readonly records?: unknown } | null)?.records;
  } catch {
    return undefined;
  }
}

function outcomeOf(record: WorkRecord, returned: readonly Returned[]): WorkRecord | ProcessingError | "dropped" {
  const [first] = returned;
  if (!first) return missing;
  if (returned.length > 1) return duplicated;
  if (first.result === "Dropped") return "dropped";
  if (first.result === "ProcessingFailed") return failed;
  if (first.result !== "Ok" || typeof first.data !== "string") return unreadable;
  return { ...record, data: Buffer.from(first.data, "base64"), keys: { ...record.keys, ...keysOf(first) } };
}

function keysOf({ metadata }: Returned): Record<string, string> {
  const keys = metadata?.partitionKeys;
  if (typeof keys !== "object" || keys === null) return {};
  const entries = Object.entries(keys).filter(([, value]) => value !== null && typeof value !== "object");
  return Object.fromEntries(entries.map(([key, value]) => [`partitionKeyFromLambda:${key}`, String(value)]));
}
