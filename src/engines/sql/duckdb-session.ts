// One DuckDB connection behind the SQL seam.
import type * as DuckDb from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import { closedError, engineError, interruptedError } from "./duckdb-errors.ts";
import { columnValues, converterOf } from "./duckdb-values.ts";
import { toVector } from "./duckdb-vectors.ts";
import type { Slots } from "./slots.ts";
import { VirtualClock } from "../../kit/clock.ts";
import { EngineError } from "../../kit/errors.ts";
import type { SqlResult, SqlResultValue, SqlSession, SqlValue, SqlVectors } from "./sql.ts";

const INTERRUPT_AGAIN_AFTER_MS = 5;
const realTime = new VirtualClock();

type Batch = readonly (readonly SqlResultValue[])[];

export class DuckDbSession implements SqlSession {
  readonly #duckDb: typeof DuckDb;
  readonly #connection: DuckDBConnection;
  readonly #slots: Slots;
  readonly #onClose: () => void;
  /** The call that is queued or running. */
  #call: Promise<unknown> | undefined;
  #refuse: ((reason: Error) => void) | undefined;
  #interrupted = false;
  /** Counts statements, so that an older result knows that it has ended. */
  #statement = 0;
  #closing: Promise<void> | undefined;

  constructor(duckDb: typeof DuckDb, connection: DuckDBConnection, slots: Slots, onClose: () => void) {
    this.#duckDb = duckDb;
    this.#connection = connection;
    this.#slots = slots;
    this.#onClose = onClose;
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlResult> {
    const statement = ++this.#statement;
    const result = await this.#native(async () => {
      if (sql.trim() === "") throw notOneStatement(0);
      const statements = await this.#connection.extractStatements(sql);
      if (statements.count !== 1) throw notOneStatement(statements.count);
      const prepared = await statements.prepare(0);
      if (this.#interrupted) throw interruptedError();
      if (parameters.length > 0) prepared.bind(parameters.map((value) => this.#bound(value)));
      return await prepared.stream();
    });
    return this.#opened(result, statement);
  }

  interrupt(): void {
    if (this.#refuse) this.#refuse(interruptedError());
    else if (this.#call && !this.#interrupted) void this.#insist(this.#call);
  }

  /** DuckDB forgets an interrupt that comes just before a statement starts: repeats it until the call has ended. */
  async #insist(call: Promise<unknown>): Promise<void> {
    this.#interrupted = true;
    while (this.#call === call) {
      this.#connection.interrupt();
      await realTime.sleep(INTERRUPT_AGAIN_AFTER_MS);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.interrupt();
    await this.#call?.catch(() => {});
    this.#connection.closeSync();
    this.#onClose();
  }

  #opened(result: DuckDBResult, statement: number): SqlResult {
    const types = result.columnTypes();
    const converters = types.map((type) => converterOf(type, this.#duckDb));
    const columns = result.columnNames().map((name, index) => ({ name, type: String(types[index]) }));
    const fetch = async (): Promise<DuckDBDataChunk | undefined> => {
      if (statement !== this.#statement) throw closedError();
      const chunk = await this.#native(() => result.fetchChunk());
      return chunk === null || chunk.rowCount === 0 ? undefined : chunk;
    };
    const rowsOf = (chunk: DuckDBDataChunk): Batch => {
      const values = converters.map((convert, index) =>
        columnValues(chunk.getColumnVector(index), chunk.rowCount, convert),
      );
      return Array.from({ length: chunk.rowCount }, (_, row) => values.map((column) => column[row] as SqlResultValue));
    };
    async function* batches(): AsyncGenerator<Batch> {
      for (let chunk = await fetch(); chunk; chunk = await fetch()) yield rowsOf(chunk);
    }
    const duckDb = this.#duckDb;
    async function* vectors(): AsyncGenerator<SqlVectors> {
      for (let chunk = await fetch(); chunk; chunk = await fetch()) {
        const { rowCount: rows } = chunk;
        const columns = types.map((type, at) => toVector(chunk.getColumnVector(at), type, duckDb));
        yield { rows, columns };
      }
    }
    async function rows(): Promise<Batch> {
      const all: (readonly SqlResultValue[])[] = [];
      for await (const batch of batches()) for (const row of batch) all.push(row);
      return all;
    }
    return { columns, rowsChanged: result.rowsChanged, batches, vectors, rows };
  }

  /** One native call, in a slot. */
  async #native<Result>(call: () => Promise<Result>): Promise<Result> {
    if (this.#closing) throw closedError();
    if (this.#call) throw new EngineError("duckdb", "conflict", "The SQL session is running another statement.");
    const started = this.#slots.hold(
      () => {
        this.#refuse = undefined;
        return call();
      },
      (refuse) => (this.#refuse = refuse),
    );
    this.#call = started;
    this.#interrupted = false;
    try {
      return await started;
    } catch (cause) {
      throw engineError(cause);
    } finally {
      this.#call = undefined;
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
