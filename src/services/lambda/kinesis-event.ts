// Records of Kinesis as functions get them, and as filters see them. Documented in "Using Lambda with Kinesis".
import { matchesPattern } from "./event-pattern.ts";
import type { SourceRecord } from "./shard-reader.ts";
import type { WindowShown } from "./tumbling-window.ts";

interface Place {
  readonly shardId: string;
  readonly streamArn: string;
  readonly region: string;
  readonly roleArn: string;
}

export function kinesisEvent(records: readonly SourceRecord[], place: Place, window?: WindowShown): object {
  return { Records: records.map((record) => eventRecord(record, place)), ...window };
}

function eventRecord(record: SourceRecord, { shardId, streamArn, region, roleArn }: Place): object {
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

/** Documented: `data` is the payload, as JSON when it is JSON. Without filters every record is taken. */
export function isTaken(record: SourceRecord, filters: readonly string[]): boolean {
  if (filters.length === 0) return true;
  const { partitionKey, sequenceNumber, arrivalMs } = record;
  const value = {
    kinesisSchemaVersion: "1.0",
    partitionKey,
    sequenceNumber,
    approximateArrivalTimestamp: arrivalMs / 1000,
    data: jsonOr(Buffer.from(record.data).toString()),
  };
  return filters.some((filter) => matchesPattern(filter, value));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
