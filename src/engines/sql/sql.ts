// The SQL seam: analytical queries over files in place, and conversions between file formats.

export type SqlValue = null | boolean | number | bigint | string | Uint8Array | Date;

export interface SqlColumn {
  readonly name: string;
  /** The engine's own type name, e.g. `VARCHAR`, `DECIMAL(10,2)`, `STRUCT(a INTEGER)`. */
  readonly type: string;
}

export interface SqlResult {
  readonly columns: readonly SqlColumn[];
  /** Rows in batches, as the engine's own JavaScript values; not kept in memory. Consume or `close` it. */
  batches(): AsyncIterable<readonly (readonly unknown[])[]>;
  /** Every row; for results known to be small. */
  rows(): Promise<readonly (readonly unknown[])[]>;
}

export interface SqlSession {
  /** One statement. Errors: EngineError `invalid` (with the engine's message), `interrupted`, `disk-full`. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<SqlResult>;
  /** Stops the running statement, which then fails with `interrupted`. */
  interrupt(): void;
  close(): Promise<void>;
}

export interface Sql {
  /** A session with its own temporary catalog; sessions run side by side. */
  session(): Promise<SqlSession>;
  close(): Promise<void>;
}
