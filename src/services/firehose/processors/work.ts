// What processors hand on: records with the partition keys found so far, and those that failed.
import type { SourceRecord } from "../source.ts";

export interface WorkRecord extends SourceRecord {
  /** Values by the expression in a prefix that they stand for, e.g. `partitionKeyFromQuery:customer`. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface ProcessingError {
  readonly code: string;
  readonly message: string;
  /** 1 unless said otherwise. */
  readonly attempts?: number;
  readonly lambdaArn?: string;
}

export interface Failure {
  /** As it was before the processor that failed. */
  readonly record: WorkRecord;
  readonly error: ProcessingError;
}

/** Turns records into records, in order. What fails goes to `failures`; what throws is tried again later with all records. */
export type Step = (records: readonly WorkRecord[], failures: Failure[]) => Promise<WorkRecord[]>;

/** One line of an object under `processing-failed`. Documented in the page on data transformation. */
export function failureLine({ record, error }: Failure, endedMs: number): Buffer {
  const line = {
    attemptsMade: error.attempts ?? 1,
    arrivalTimestamp: record.arrivalMs,
    errorCode: error.code,
    errorMessage: error.message,
    attemptEndingTimestamp: endedMs,
    rawData: Buffer.from(record.data).toString("base64"),
    ...(error.lambdaArn !== undefined && { lambdaArn: error.lambdaArn }),
  };
  return Buffer.from(`${JSON.stringify(line)}\n`);
}
