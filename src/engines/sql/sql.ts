// The SQL seam: analytical queries over files in place, and conversions between file formats.
import type { Vector } from "../../kit/vector.ts";

export type SqlValue = null | boolean | number | bigint | string | Uint8Array | Date;

/**
 * A value of a result. BIGINT and wider integers are bigint; DECIMAL is its digits as a string (`1.50`); DATE is `2024-02-29`, TIME
 * `12:34:56.5`, TIMESTAMP `2024-02-29 12:34:56.5` (six digits at most, no trailing zeros), TIMESTAMP WITH TIME ZONE the same in UTC;
 * BLOB is bytes; LIST an array, STRUCT a SqlStruct, MAP a Map.
 */
export type SqlResultValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly SqlResultValue[]
  | SqlStruct
  | ReadonlyMap<SqlResultValue, SqlResultValue>;

export interface SqlStruct {
  readonly [field: string]: SqlResultValue;
}

export interface SqlColumn {
  readonly name: string;
  /** The engine's own type name, e.g. `VARCHAR`, `DECIMAL(10,2)`, `STRUCT(a INTEGER)`. */
  readonly type: string;
}

/** About 2,000 rows, one vector a column. DATE is `int`, TIMESTAMP `timestamp`, DECIMAL `long` (up to 18 digits) or `huge`, VARCHAR and BLOB `bytes`. */
export interface SqlVectors {
  readonly rows: number;
  readonly columns: readonly Vector[];
}

/** Open until its batches are consumed; the session's next statement ends it. */
export interface SqlResult {
  readonly columns: readonly SqlColumn[];
  /** Rows written by INSERT, UPDATE, DELETE, COPY; 0 for a query. */
  readonly rowsChanged: number;
  /** Rows in batches of about 2,000, read from the engine as they are taken. Leave the loop to end early. */
  batches(): AsyncIterable<readonly (readonly SqlResultValue[])[]>;
  /**
   * The same as columns, many times faster where rows are not looked at one by one. Types that have no vector fail with EngineError
   * `invalid`: INTERVAL, TIME, UUID, enums, unsigned and 128-bit integers.
   */
  vectors(): AsyncIterable<SqlVectors>;
  /** Every row; for results known to be small. */
  rows(): Promise<readonly (readonly SqlResultValue[])[]>;
}

/** Runs one statement at a time: await each before the next. */
export interface SqlSession {
  /**
   * One statement, `?` standing for parameters. Errors: EngineError `invalid` (with the engine's message), `interrupted`, `disk-full`,
   * `not-found` (a file), `unavailable` (out of memory), `closed`.
   */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<SqlResult>;
  /** Stops the running statement, which then fails with `interrupted`. Does nothing when none runs. */
  interrupt(): void;
  /** Interrupts what runs, waits for its end. Idempotent. */
  close(): Promise<void>;
}

/** Stores nothing durable: what sessions create is gone when they close, and scratch files with the process. */
export interface Sql {
  /** A session with its own temporary catalog, in UTC, dividing integers to integers; sessions run side by side. */
  session(): Promise<SqlSession>;
  /** Closes every session. Idempotent. */
  close(): Promise<void>;
}
