// Records as readers get them.
import type { StoredRecord } from "../../engines/log/log.ts";
import { sequenceNumber } from "./sequence-number.ts";
import type { Shard } from "./shard.ts";

export const describeRecord = ({ key, data, position, timestampMs }: StoredRecord, shard: Shard) => ({
  SequenceNumber: sequenceNumber(shard, position, timestampMs),
  ApproximateArrivalTimestamp: new Date(timestampMs),
  Data: data,
  PartitionKey: key,
});

/** Data and partition keys. */
export const sizeOf = (records: readonly StoredRecord[]): number =>
  records.reduce((sum, { data, key }) => sum + data.byteLength + Buffer.byteLength(key), 0);
