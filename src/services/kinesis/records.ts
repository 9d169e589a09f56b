// Records as readers get them.
import type { StoredRecord } from "../../engines/log/log.ts";
import type { Call } from "../../kit/service.ts";
import type { KinesisContext } from "./context.ts";
import { SequenceNumbers } from "./sequence-number.ts";
import type { Shard } from "./shard.ts";
import type { Stream } from "./stream.ts";

/** Those that were read, as they were put. Errors: KMS...Exception. */
export async function describeRecords(
  stream: Stream,
  shard: Shard,
  stored: readonly StoredRecord[],
  { caller, context }: Pick<Call<KinesisContext>, "caller" | "context">,
): Promise<RecordAnswer[]> {
  const records = await context.encryption.open(stream, stored, caller);
  const numbers = new SequenceNumbers(shard);
  return records.map((record, at) => new RecordAnswer(record, numbers, record !== stored[at]));
}

/** What is written of a record is made when it is written: thousands of texts and dates need not outlive each other. */
class RecordAnswer {
  readonly #record: StoredRecord;
  readonly #numbers: SequenceNumbers;
  readonly #encrypted: boolean;

  constructor(record: StoredRecord, numbers: SequenceNumbers, encrypted: boolean) {
    this.#record = record;
    this.#numbers = numbers;
    this.#encrypted = encrypted;
  }

  get SequenceNumber(): string {
    return this.#numbers.of(this.#record.position, this.#record.timestampMs);
  }

  get ApproximateArrivalTimestamp(): Date {
    return new Date(this.#record.timestampMs);
  }

  get Data(): Uint8Array {
    return this.#record.data;
  }

  get PartitionKey(): string {
    return this.#record.key;
  }

  get EncryptionType(): "KMS" | undefined {
    return this.#encrypted ? "KMS" : undefined;
  }
}

/** Data and partition keys. */
export const sizeOf = (records: readonly StoredRecord[]): number =>
  records.reduce((sum, { data, key }) => sum + data.byteLength + Buffer.byteLength(key), 0);
