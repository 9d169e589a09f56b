// Where a pump takes records from: the stream's own log, or a Kinesis stream.

export interface SourceRecord {
  readonly data: Uint8Array;
  /** Approximate arrival, virtual epoch ms. */
  readonly arrivalMs: number;
  readonly sequenceNumber: string;
  /** Of records that came from a Kinesis stream. */
  readonly kinesis?: {
    readonly partitionKey: string;
    readonly shardId: string;
    /** The place within an aggregated record; 0 otherwise. */
    readonly subSequenceNumber: number;
  };
}

/** A cursor over the source. It begins at the checkpoint and moves with `take`. */
export interface Source {
  /** The next records, up to `sizeMaxBytes` of data but at least one when there is one; empty when there are none now. */
  take(sizeMaxBytes: number): Promise<readonly SourceRecord[]>;
  /** Resolves when it is worth while to take again, or when `signal` aborts. */
  ready(signal: AbortSignal): Promise<void>;
  /** After everything taken so far: what a checkpoint holds once that is delivered. */
  positions(): Readonly<Record<string, string>>;
  /** Frees what lies before the positions of a commit. */
  delivered(positions: Readonly<Record<string, string>>): Promise<void>;
}
