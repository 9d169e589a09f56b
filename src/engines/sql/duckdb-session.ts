// One DuckDB connection behind the SQL seam.
import type * as DuckDb from "@duckdb/node-api";
import type * as DuckDbBindings from "@duckdb/node-bindings";
import type { DuckDBConnection, DuckDBPendingResult, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import { closedError, engineError, interruptedError } from "./duckdb-errors.ts";
import { columnValues, converterOf } from "./duckdb-values.ts";
import type { Slots } from "./slots.ts";
import { pauseReal } from "../../kit/clock.ts";
import { EngineError } from "../../kit/errors.ts";
import type { SqlResult, SqlResultValue, SqlSession, SqlValue } from "./sql.ts";

const INTERRUPT_AGAIN_AFTER_MS = 5;
/** Between looks at a running statement: the longer it runs, the longer. */
const PAUSE_MIN_MS = 1;
const PAUSE_MAX_MS = 16;

type Bindings = typeof DuckDbBindings;
type NativePending = Parameters<Bindings["pending_error"]>[0];

/** The package keeps the handle private; there is no public way to ask for its state without running a task of it. */
const nativeOf = (pending: DuckDBPendingResult): NativePending =>
  (pending as unknown as { readonly pending_result: NativePending }).pending_result;

type Batch = readonly (readonly SqlResultValue[])[];

export class DuckDbSession implements SqlSession {
  readonly #duckDb: typeof DuckDb;
  readonly #bindings: Bindings;
  readonly #connection: DuckDBConnection;
  readonly #slots: Slots;
  readonly #onClose: () => void;
  /** The call that is queued or running. */
  #calling: Promise<unknown> | undefined;
  #refuse: ((reason: Error) => void) | undefined;
  #interrupted = false;
  /** Counts statements, so that an older result knows that it has ended. */
  #statement = 0;
  #closing: Promise<void> | undefined;

  constructor(
    { duckDb, bindings }: { readonly duckDb: typeof DuckDb; readonly bindings: Bindings },
    connection: DuckDBConnection,
    slots: Slots,
    onClose: () => void,
  ) {
    this.#duckDb = duckDb;
    this.#bindings = bindings;
    this.#connection = connection;
    this.#slots = slots;
    this.#onClose = onClose;
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlResult> {
    const statement = ++this.#statement;
    const result = await this.#call(async () => {
      const pending = await this.#slot(() => this.#started(sql, parameters));
      await this.#executed(pending);
      return this.#slot(() => pending.getResult());
    });
    return this.#opened(result, statement);
  }

  async #started(sql: string, parameters: readonly SqlValue[]): Promise<DuckDBPendingResult> {
    if (sql.trim() === "") throw notOneStatement(0);
    const statements = await this.#connection.extractStatements(sql);
    if (statements.count !== 1) throw notOneStatement(statements.count);
    const prepared = await statements.prepare(0);
    if (this.#interrupted) throw interruptedError();
    if (parameters.length > 0) prepared.bind(parameters.map((value) => this.#bound(value)));
    return prepared.startStream();
  }

  /** DuckDB's own threads execute; waiting for them takes none of libuv's. */
  async #executed(pending: DuckDBPendingResult): Promise<void> {
    const native = nativeOf(pending);
    const { ERROR, RESULT_READY } = this.#bindings.PendingState;
    for (let pauseMs = PAUSE_MIN_MS; ; pauseMs = Math.min(PAUSE_MAX_MS, pauseMs * 2)) {
      const state = this.#bindings.pending_execute_check_state(native);
      // ERROR also stands for a statement that has ended without rows.
      const error = state === ERROR ? this.#bindings.pending_error(native) : "";
      if (error !== "") throw new Error(error);
      if (state === ERROR || state === RESULT_READY) return;
      await pauseReal(pauseMs);
    }
  }

  interrupt(): void {
    if (this.#refuse) this.#refuse(interruptedError());
    else if (this.#calling && !this.#interrupted) void this.#insist(this.#calling);
  }

  /** DuckDB forgets an interrupt that comes just before a statement starts: repeats it until the call has ended. */
  async #insist(call: Promise<unknown>): Promise<void> {
    this.#interrupted = true;
    while (this.#calling === call) {
      this.#connection.interrupt();
      await pauseReal(INTERRUPT_AGAIN_AFTER_MS);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.interrupt();
    await this.#calling?.catch(() => {});
    this.#connection.closeSync();
    this.#onClose();
  }

  #opened(result: DuckDBResult, statement: number): SqlResult {
    const types = result.columnTypes();
    const converters = types.map((type) => converterOf(type, this.#duckDb));
    const columns = result.columnNames().map((name, index) => ({ name, type: String(types[index]) }));
    const next = async (): Promise<Batch | undefined> => {
      if (statement !== this.#statement) throw closedError();
      const chunk = await this.#call(() => this.#slot(() => result.fetchChunk()));
      if (chunk === null || chunk.rowCount === 0) return undefined;
      const values = converters.map((convert, index) =>
        columnValues(chunk.getColumnVector(index), chunk.rowCount, convert),
      );
      return Array.from({ length: chunk.rowCount }, (_, row) => values.map((column) => column[row] as SqlResultValue));
    };
    async function* batches(): AsyncGenerator<Batch> {
      for (let batch = await next(); batch !== undefined; batch = await next()) yield batch;
    }
    async function rows(): Promise<Batch> {
      const all: (readonly SqlResultValue[])[] = [];
      for await (const batch of batches()) for (const row of batch) all.push(row);
      return all;
    }
    return { columns, rowsChanged: result.rowsChanged, batches, rows };
  }

  /** One call at a time. Errors: EngineError `closed`, `conflict`, whatever the call throws. */
  async #call<Result>(call: () => Promise<Result>): Promise<Result> {
    if (this.#closing) throw closedError();
    if (this.#calling) throw new EngineError("duckdb", "conflict", "The SQL session is running another statement.");
    this.#interrupted = false;
    const calling = call();
    this.#calling = calling;
    try {
      return await calling;
    } catch (cause) {
      throw this.#interrupted ? interruptedError() : engineError(cause);
    } finally {
      this.#calling = undefined;
    }
  }

  /** A native call that holds one of libuv's threads. */
  async #slot<Result>(native: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#slots.hold(
        () => {
          this.#refuse = undefined;
          return native();
        },
        (refuse) => (this.#refuse = refuse),
      );
    } finally {
      this.#refuse = undefined;
    }
  }

  #bound(value: SqlValue): DuckDBValue {
    if (value instanceof Date) return this.#duckDb.timestampTZValue(BigInt(value.getTime()) * 1000n);
    if (value instanceof Uint8Array) return this.#duckDb.blobValue(value);
    return value;
  }
}

const notOneStatement = (found: number): EngineError =>
  new EngineError("duckdb", "invalid", `Expected one statement, found ${found}.`);
