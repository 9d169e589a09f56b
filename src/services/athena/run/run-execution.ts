// One execution from RUNNING to its end: statistics, results on S3, errors.
import { mkdir, rm } from "node:fs/promises";
import type { ServiceHost } from "../../../engines/host.ts";
import type { SqlSession } from "../../../engines/sql/sql.ts";
import { afterReal } from "../../../kit/clock.ts";
import { AwsError, EngineError } from "../../../kit/errors.ts";
import type { PeerIdentity } from "../../../kit/peers.ts";
import type { ExecutionError, ExecutionKey, ExecutionRow, ExecutionStatistics } from "../execution.ts";
import { QUERY_DURATION_MAX_MS } from "../limits.ts";
import { parseStatement } from "../statement/parse-statement.ts";
import { DdlFailure } from "../ddl/failure.ts";
import { changeExecution } from "../store/executions.ts";
import { QueryFailure } from "../trino/failure.ts";
import { TrinoSyntaxError } from "../trino/tokens.ts";
import { queryFailure } from "./engine-failure.ts";
import { GlueCatalog } from "./glue.ts";
import { Lake, parseLocation } from "./lake.ts";
import { metadataFile } from "./metadata-file.ts";
import { ScanLimitExceeded, type Outcome, type Run } from "./run.ts";
import { runStatement } from "./run-statement.ts";
import { openSession } from "./session.ts";

/** Rejects only when the outcome could not be recorded, or when the platform closes. */
export async function runExecution(
  host: ServiceHost,
  key: ExecutionKey,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = host;
  const startedAt = clock.elapsed();
  const row = await changeExecution(host.keyvalue, key, (before) => ({
    ...before,
    state: "RUNNING",
    statistics: { ...before.statistics, queueMs: Math.max(0, clock.now() - before.submittedAtMs) },
  }));
  if (row.state !== "RUNNING") return;
  const timeout = new AbortController();
  const timer = afterReal(QUERY_DURATION_MAX_MS, () => timeout.abort());
  const progress = new Progress(host, row, startedAt);
  const ending = AbortSignal.any([signal, timeout.signal]);
  const runner = new Runner(host, key, row, folder, ending, progress);
  try {
    const outcome = await runner.run();
    progress.executed(outcome);
    await publish(runner.lake, row, outcome);
    await changeExecution(host.keyvalue, key, (before) => ({
      ...before,
      state: "SUCCEEDED",
      completedAtMs: clock.now(),
      statistics: progress.statistics(),
      columns: outcome.columns,
      header: outcome.header,
      updateCount: outcome.updateCount,
      manifestLocation: outcome.manifestLocation,
    }));
  } catch (error) {
    if (host.closing.aborted) throw error;
    const ended = timeout.signal.aborted ? new QueryFailure("GENERIC_USER_ERROR", "Query timeout") : error;
    if (isBug(ended)) host.logger.error({ err: ended, queryExecutionId: key.id }, "query failed unexpectedly");
    await changeExecution(host.keyvalue, key, (before) => ({
      ...before,
      ...endOf(ended),
      completedAtMs: clock.now(),
      statistics: progress.statistics(),
    }));
  } finally {
    timer.cancel();
    await runner.close();
  }
}

/** Real time of the phases, and what was scanned. */
class Progress {
  readonly #host: ServiceHost;
  readonly #row: ExecutionRow;
  readonly #startedAt: number;
  #plannedAt: number | undefined;
  #executedAt: number | undefined;
  #scanned = { bytes: 0, rows: 0 };
  #output = { rows: 0, bytes: 0 };

  constructor(host: ServiceHost, row: ExecutionRow, startedAt: number) {
    this.#host = host;
    this.#row = row;
    this.#startedAt = startedAt;
  }

  planned(scanned: { readonly bytes: number; readonly rows: number }): void {
    this.#plannedAt = this.#host.clock.elapsed();
    this.#scanned = scanned;
    const { scannedBytesMax } = this.#row;
    if (scannedBytesMax !== undefined && scanned.bytes > scannedBytesMax) throw new ScanLimitExceeded();
  }

  executed({ outputRows, outputBytes }: Outcome): void {
    this.#executedAt = this.#host.clock.elapsed();
    this.#output = { rows: outputRows, bytes: outputBytes };
  }

  statistics(): ExecutionStatistics {
    const endedAt = this.#host.clock.elapsed();
    const executedAt = this.#executedAt ?? endedAt;
    const plannedAt = this.#plannedAt ?? this.#startedAt;
    return {
      ...this.#row.statistics,
      planningMs: Math.round(plannedAt - this.#startedAt),
      engineMs: Math.round(executedAt - plannedAt),
      publishingMs: Math.round(endedAt - executedAt),
      scannedBytes: this.#scanned.bytes,
      inputRows: this.#scanned.rows,
      outputRows: this.#output.rows,
      outputBytes: this.#output.bytes,
    };
  }
}

/** What one run holds, and lets go of at its end. */
class Runner {
  readonly lake: Lake;
  readonly #run: Run;
  readonly #folder: string;
  readonly #signal: AbortSignal;
  #session: Promise<SqlSession> | undefined;

  constructor(
    host: ServiceHost,
    key: ExecutionKey,
    row: ExecutionRow,
    folder: string,
    signal: AbortSignal,
    progress: Progress,
  ) {
    const as: PeerIdentity = { account: key.account, region: key.region, principal: row.caller, signal };
    this.lake = new Lake(host.peers, as);
    this.#folder = folder;
    this.#signal = signal;
    this.#run = {
      key,
      row,
      keyvalue: host.keyvalue,
      glue: new GlueCatalog(host.peers, as),
      lake: this.lake,
      peers: host.peers,
      identity: as,
      database: row.database,
      nowMs: host.clock.now(),
      folder,
      signal,
      session: () => (this.#session ??= openSession(host, signal)),
      planned: (scanned) => progress.planned(scanned),
    };
  }

  async run(): Promise<Outcome> {
    this.#signal.throwIfAborted();
    await mkdir(this.#folder, { recursive: true });
    const { statement, parameterCount } = parseStatement(this.#run.row.query);
    const given = this.#run.row.parameters.length;
    if (given !== parameterCount && statement.kind !== "execute" && statement.kind !== "prepare")
      throw new QueryFailure(
        "INVALID_PARAMETER_USAGE",
        `line 1:1: Incorrect number of parameters: expected ${parameterCount} but found ${given}`,
      );
    return runStatement(this.#run, statement);
  }

  async close(): Promise<void> {
    await (await this.#session?.catch(() => undefined))?.close();
    await this.lake.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function publish(
  lake: Lake,
  { id, resultConfiguration }: ExecutionRow,
  { output, columns }: Outcome,
): Promise<void> {
  const location = parseLocation(resultConfiguration.OutputLocation ?? "");
  if (!location || output.kind === "none") return;
  await lake.put(location, output.kind === "file" ? { path: output.path } : output.bytes, "application/octet-stream");
  if (columns.length > 0)
    await lake.put(
      { ...location, prefix: `${location.prefix}.metadata` },
      metadataFile(id, columns),
      "application/octet-stream",
    );
}

/** Documented: category 1 is the system's, 2 the user's, 3 another. The types are inferred. */
const USER_ERROR: ExecutionError = { category: 2, type: 1006, retryable: false };
const SYSTEM_ERROR: ExecutionError = { category: 1, type: 233, retryable: true };

function endOf(error: unknown): Pick<ExecutionRow, "state" | "reason" | "error"> {
  if (error instanceof ScanLimitExceeded) return { state: "CANCELLED", reason: error.message, error: undefined };
  if (error instanceof EngineError) return endOf(queryFailure(error));
  if (error instanceof QueryFailure) {
    const system = error.code === "GENERIC_INTERNAL_ERROR" || error.code === "EXCEEDED_LOCAL_MEMORY_LIMIT";
    return { state: "FAILED", reason: error.message, error: system ? SYSTEM_ERROR : USER_ERROR };
  }
  if (error instanceof DdlFailure) {
    const { message, category, type, detail } = error;
    return { state: "FAILED", reason: message, error: { category, type, retryable: false, message: detail } };
  }
  if (error instanceof TrinoSyntaxError)
    return { state: "FAILED", reason: `SYNTAX_ERROR: ${error.message}`, error: USER_ERROR };
  if (error instanceof AwsError)
    return {
      state: "FAILED",
      reason: `${error.code}: ${error.message}`,
      error: error.fault === "client" ? USER_ERROR : SYSTEM_ERROR,
    };
  return { state: "FAILED", reason: "GENERIC_INTERNAL_ERROR: An internal error occurred", error: SYSTEM_ERROR };
}

const isBug = (error: unknown): boolean =>
  ![ScanLimitExceeded, EngineError, QueryFailure, DdlFailure, TrinoSyntaxError, AwsError].some(
    (kind) => error instanceof kind,
  ) && !(error instanceof Error && error.name === "AbortError");
