// The log seam: shards of records with dense positions, group commit, reads by position and by time.

export interface LogRecord {
  readonly key: string;
  readonly data: Uint8Array;
  /** Virtual epoch ms given by the writer; never decreases within a shard (the log raises it where needed). */
  readonly timestampMs: number;
}

export interface StoredRecord extends LogRecord {
  /** Dense within a shard: 0, 1, 2, ... and never reused, also after a trim. */
  readonly position: number;
}

export interface AppendResult {
  /** Position of the first record; the others follow without a hole. */
  readonly first: number;
  /** The stored timestamp of each record, in order. */
  readonly timestampsMs: readonly number[];
}

export interface ReadOptions {
  /** First position to return. Positions already trimmed are skipped. */
  readonly from: number;
  readonly recordsMax: number;
  /** Stops before the sum of `data` and `key` bytes passes this, but returns at least one record. */
  readonly sizeMaxBytes: number;
}

export interface ShardBounds {
  /** Oldest position still stored. */
  readonly first: number;
  /** Position the next append gets. */
  readonly next: number;
}

/** Shard names are opaque; services build them like keys: `kinesis/000000000000/us-east-1/<stream id>/shardId-000000000000`. */
export interface Log {
  /** Creates an empty shard; does nothing when it exists. Durable when resolved. */
  create(shard: string): Promise<void>;
  /** Appends all or none; resolves when durable. Errors: EngineError `not-found`, `disk-full`, `closed`. */
  append(shard: string, records: readonly LogRecord[]): Promise<AppendResult>;
  /** Records that were acknowledged, in order. Errors: `not-found`. */
  read(shard: string, options: ReadOptions): Promise<StoredRecord[]>;
  bounds(shard: string): Promise<ShardBounds>;
  /** The first position whose timestamp is at or after `timestampMs`; the next position when there is none. */
  positionAt(shard: string, timestampMs: number): Promise<number>;
  /** Forgets records before `position`, in whole segments: some may stay readable. */
  trim(shard: string, position: number): Promise<void>;
  /** Resolves when the shard holds a record at or after `position`, or when `signal` aborts. */
  waitFor(shard: string, position: number, signal: AbortSignal): Promise<void>;
  /** Idempotent. */
  delete(shard: string): Promise<void>;
  close(): Promise<void>;
}
