// A record of a stream that is a source: what its order needs to know, and what it holds.

interface Ordered {
  /** Those that share it stay in order. */
  readonly partitionKey: string;
  readonly sequenceNumber: string;
  /** Virtual epoch ms. */
  readonly arrivalMs: number;
  /** Of an event, at most. */
  readonly eventBytes: number;
}

export interface DataRecord extends Ordered {
  readonly data: Uint8Array;
}

export interface ChangeRecord extends Ordered {
  /** As functions get it, but for the stream's ARN. */
  readonly change: Readonly<Record<string, unknown>>;
}

export type SourceRecord = DataRecord | ChangeRecord;
