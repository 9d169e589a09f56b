// Records of streams as functions get them, and as filters see them. Documented in "Using Lambda with Kinesis" and "with DynamoDB".
import { matchesPattern } from "./event-pattern.ts";
import type { DataRecord, SourceRecord } from "./source-record.ts";
import type { WindowShown } from "./tumbling-window.ts";

interface Place {
  readonly shardId: string;
  readonly streamArn: string;
  readonly region: string;
  readonly roleArn: string;
}

export function streamEvent(records: readonly SourceRecord[], place: Place, window?: WindowShown): object {
  return { Records: records.map((record) => eventRecord(record, place)), ...window };
}

const eventRecord = (record: SourceRecord, place: Place): object =>
  "change" in record ? { ...record.change, eventSourceARN: place.streamArn } : kinesisRecord(record, place);

function kinesisRecord(record: DataRecord, { shardId, streamArn, region, roleArn }: Place): object {
  return {
    kinesis: {
      kinesisSchemaVersion: "1.0",
      partitionKey: record.partitionKey,
      sequenceNumber: record.sequenceNumber,
      data: Buffer.from(record.data).toString("base64"),
      approximateArrivalTimestamp: record.arrivalMs / 1000,
    },
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    eventID: `${shardId}:${record.sequenceNumber}`,
    eventName: "aws:kinesis:record",
    invokeIdentityArn: roleArn,
    awsRegion: region,
    eventSourceARN: streamArn,
  };
}

/** Without filters every record is taken. */
export function isTaken(record: SourceRecord, filters: readonly string[]): boolean {
  if (filters.length === 0) return true;
  const value = "change" in record ? record.change : filteredData(record);
  return filters.some((filter) => matchesPattern(filter, value));
}

/** Documented: `data` is the payload, as JSON when it is JSON. */
const filteredData = ({ partitionKey, sequenceNumber, arrivalMs, data }: DataRecord) => ({
  kinesisSchemaVersion: "1.0",
  partitionKey,
  sequenceNumber,
  approximateArrivalTimestamp: arrivalMs / 1000,
  data: jsonOr(Buffer.from(data).toString()),
});

/** The text itself when it is no JSON. */
export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
