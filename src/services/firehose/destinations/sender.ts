// What the delivery asks of every destination that is not S3: send some records, say which were refused and whether to try again.

export interface OutgoingRecord {
  /** As processed. */
  readonly data: Uint8Array;
  readonly arrivalMs: number;
  readonly sequenceNumber: string;
}

/** A record that the destination did not take. */
export interface Refusal {
  readonly record: OutgoingRecord;
  readonly code: string;
  readonly message: string;
  /** Worth sending again within the retry duration. */
  readonly mayRetry: boolean;
}

/** One request's worth of records; the same in every attempt to send it. */
export interface Sending {
  readonly id: string;
  readonly records: readonly OutgoingRecord[];
  /** Virtual epoch ms. */
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

export interface FailedRecord extends Refusal {
  readonly attempts: number;
  readonly endedMs: number;
}

export interface Sender {
  /** Resolves with those not taken; never rejects for what the destination does. */
  send(sending: Sending): Promise<readonly Refusal[]>;
  /** A line of the object under the error prefix, as AWS writes it for this kind. */
  errorLine(failed: FailedRecord): object;
}

export const refuseAll = ({ records }: Sending, code: string, message: string, mayRetry = true): readonly Refusal[] =>
  records.map((record) => ({ record, code, message, mayRetry }));

export const base64 = (data: Uint8Array): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
