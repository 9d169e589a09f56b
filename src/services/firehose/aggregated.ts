// Records that the Kinesis Producer Library packed together, taken apart as they leave the source.
import { userRecords } from "../../formats/kinesis-aggregation.ts";
import type { SourceRecord } from "./source.ts";

export function deAggregated(records: readonly SourceRecord[]): readonly SourceRecord[] {
  const isPlain = records.every(({ kinesis, data }) => !kinesis || userRecords(data) === undefined);
  return isPlain ? records : records.flatMap(parts);
}

function parts(record: SourceRecord): SourceRecord[] {
  const { kinesis, data } = record;
  const found = kinesis && userRecords(data);
  if (!found) return [record];
  return found.map(({ partitionKey, data: part }, subSequenceNumber) => ({
    ...record,
    data: part,
    kinesis: { ...kinesis, partitionKey, subSequenceNumber },
  }));
}
