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
) {
  const records = await context.encryption.open(stream, stored, caller);
  const numbers = new SequenceNumbers(shard);
  return records.map((record, at) => describeRecord(record, numbers, record !== stored[at]));
}

function describeRecord(
  { key, data, position, timestampMs }: StoredRecord,
  numbers: SequenceNumbers,
  encrypted: boolean,
) {
  const record = {
    SequenceNumber: numbers.of(position, timestampMs),
    ApproximateArrivalTimestamp: new Date(timestampMs),
    Data: data,
    PartitionKey: key,
  };
  return encrypted ? { ...record, EncryptionType: "KMS" as const } : record;
}

/** Data and partition keys. */
export const sizeOf = (records: readonly StoredRecord[]): number =>
  records.reduce((sum, { data, key }) => sum + data.byteLength + Buffer.byteLength(key), 0);
