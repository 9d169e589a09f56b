// A query execution: what is kept of it, and how GetQueryExecution shows it.
import type {
  ColumnInfo,
  EngineConfiguration,
  QueryExecution,
  ResultConfiguration,
  ResultReuseConfiguration,
} from "@aws-sdk/client-athena";
import type { Caller, Decoded } from "../../kit/service.ts";
import { AUTO_ENGINE_VERSION } from "./engine-version.ts";
import type { StatementKind } from "./statement/statement-kind.ts";

export type ExecutionState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

export interface ExecutionError {
  readonly category: number;
  readonly type: number;
  readonly retryable: boolean;
  /** Where it differs from the reason. */
  readonly message?: string;
}

/** Of real time, in whole milliseconds; bytes and rows as counted. */
export interface ExecutionStatistics {
  readonly queueMs: number;
  readonly planningMs: number;
  readonly engineMs: number;
  readonly publishingMs: number;
  readonly scannedBytes: number;
  readonly inputRows: number;
  readonly outputRows: number;
  readonly outputBytes: number;
  readonly reused: boolean;
}

export interface ExecutionRow {
  readonly id: string;
  readonly workGroup: string;
  readonly query: string;
  readonly kind: StatementKind;
  readonly database: string | undefined;
  readonly catalog: string | undefined;
  readonly parameters: readonly string[];
  readonly state: ExecutionState;
  readonly reason: string | undefined;
  readonly error: ExecutionError | undefined;
  readonly submittedAtMs: number;
  readonly completedAtMs: number | undefined;
  readonly resultConfiguration: Decoded<ResultConfiguration>;
  readonly reuse: Decoded<ResultReuseConfiguration> | undefined;
  readonly engineConfiguration: Decoded<EngineConfiguration> | undefined;
  readonly scannedBytesMax: number | undefined;
  /** Whose permissions the query runs with. */
  readonly caller: Caller;
  readonly clientRequestToken: string | undefined;
  readonly statistics: ExecutionStatistics;
  /** Columns of the result, once it succeeded. */
  readonly columns: readonly ColumnInfo[];
  /** The first row of the result repeats the columns' names. */
  readonly header: boolean;
  /** Rows written, for GetQueryResults' UpdateCount. */
  readonly updateCount: number | undefined;
  /** The manifest of written files. */
  readonly manifestLocation: string | undefined;
}

export interface ExecutionKey {
  readonly account: string;
  readonly region: string;
  readonly id: string;
}

export const NO_STATISTICS: ExecutionStatistics = {
  queueMs: 0,
  planningMs: 0,
  engineMs: 0,
  publishingMs: 0,
  scannedBytes: 0,
  inputRows: 0,
  outputRows: 0,
  outputBytes: 0,
  reused: false,
};

export const isFinal = ({ state }: ExecutionRow): boolean =>
  state === "SUCCEEDED" || state === "FAILED" || state === "CANCELLED";

export function describeExecution(row: ExecutionRow): QueryExecution {
  const { statistics } = row;
  const totalMs = statistics.queueMs + statistics.planningMs + statistics.engineMs + statistics.publishingMs;
  return {
    QueryExecutionId: row.id,
    Query: row.query,
    StatementType: row.kind.type,
    SubstatementType: row.kind.substatement,
    ResultConfiguration: row.resultConfiguration,
    ResultReuseConfiguration: row.reuse ?? { ResultReuseByAgeConfiguration: { Enabled: false } },
    QueryExecutionContext: {
      ...(row.database !== undefined && { Database: row.database }),
      ...(row.catalog !== undefined && { Catalog: row.catalog }),
    },
    Status: {
      State: row.state,
      StateChangeReason: row.reason,
      SubmissionDateTime: new Date(row.submittedAtMs),
      CompletionDateTime: row.completedAtMs === undefined ? undefined : new Date(row.completedAtMs),
      AthenaError: row.error && {
        ErrorCategory: row.error.category,
        ErrorType: row.error.type,
        Retryable: row.error.retryable,
        ErrorMessage: row.error.message ?? row.reason,
      },
    },
    Statistics: {
      EngineExecutionTimeInMillis: statistics.engineMs,
      DataScannedInBytes: statistics.scannedBytes,
      TotalExecutionTimeInMillis: totalMs,
      QueryQueueTimeInMillis: statistics.queueMs,
      QueryPlanningTimeInMillis: statistics.planningMs,
      ServiceProcessingTimeInMillis: statistics.publishingMs,
      ...(row.manifestLocation !== undefined && { DataManifestLocation: row.manifestLocation }),
      ResultReuseInformation: { ReusedPreviousResult: statistics.reused },
    },
    WorkGroup: row.workGroup,
    EngineVersion: AUTO_ENGINE_VERSION,
    ...(row.parameters.length > 0 && { ExecutionParameters: [...row.parameters] }),
  };
}
