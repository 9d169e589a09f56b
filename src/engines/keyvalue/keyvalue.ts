// The key-value seam: an ordered map from tuples to bytes, with optimistic transactions.

export type KeyPart = string | number | bigint;

/**
 * A tuple, ordered part by part: numbers before strings, numbers by value (1 before 1n), strings by the bytes of their UTF-8.
 * The first part names the table (`kinesis.streams`), then account and region follow.
 */
export type Key = readonly KeyPart[];

export interface Entry {
  readonly key: Key;
  readonly value: Uint8Array;
}

export interface PageEntry<Value> {
  /** Without the prefix of the range. */
  readonly rest: Key;
  readonly value: Value;
}

export interface Range {
  /** Every key that starts with these parts. */
  readonly prefix: Key;
  /** Only keys after this one (before it when reversed); the key itself is excluded. */
  readonly after?: Key;
  /** Only keys at or after this one (at or before it when reversed). Not combined with `after`. */
  readonly from?: Key;
  readonly reverse?: boolean;
  readonly limit?: number;
}

export type ForwardRange = Omit<Range, "reverse">;

export interface Reads {
  get(key: Key): Promise<Uint8Array | undefined>;
  scan(range: Range): AsyncIterable<Entry>;
}

/**
 * Reads are remembered, and the commit verifies that none of them changed. Writes are visible to later reads;
 * a scan sees those that came before it began.
 */
export interface Transaction extends Reads {
  put(key: Key, value: Uint8Array): void;
  delete(key: Key): void;
}

/** How often a transaction's body runs before it fails with `conflict`. */
export const TRANSACTION_ATTEMPTS_MAX = 32;

export interface KeyValue extends Reads {
  /**
   * As `scan`, for many entries: they come in pages, the first of at most `firstPage` entries, the next ones larger.
   * `read` makes of a value what is wanted of it; the bytes are not valid after that.
   */
  pages<Value>(
    range: ForwardRange,
    firstPage: number,
    read: (bytes: Buffer) => Value,
  ): AsyncIterable<readonly PageEntry<Value>[]>;
  /**
   * Runs `body` and commits what it wrote, atomically and durably; resolves when it is on disk.
   * When something `body` read has changed meanwhile, it runs again: it must have no effects of its own.
   * A throw in `body` commits nothing and is rethrown.
   * Errors: EngineError `conflict` after TRANSACTION_ATTEMPTS_MAX tries, `disk-full`, `closed`.
   */
  transact<Result>(body: (transaction: Transaction) => Promise<Result> | Result): Promise<Result>;
  close(): Promise<void>;
}
