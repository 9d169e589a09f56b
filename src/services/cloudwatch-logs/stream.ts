// A log stream: what is stored of it and how it is described.
import type { LogStream } from "@aws-sdk/client-cloudwatch-logs";
import { type Group, groupArn } from "./group.ts";

export interface StreamRow {
  /** Of its chunks: a later stream of the same name has another one. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly firstEventMs?: number | undefined;
  readonly lastEventMs?: number | undefined;
  readonly lastIngestionMs?: number | undefined;
}

export interface Stream extends StreamRow {
  readonly name: string;
}

const streamArn = (group: Group, name: string): string => `${groupArn(group.key)}:log-stream:${name}`;

export const describeStream = (group: Group, stream: Stream): LogStream => ({
  logStreamName: stream.name,
  creationTime: stream.createdAtMs,
  ...(stream.firstEventMs !== undefined && {
    firstEventTimestamp: stream.firstEventMs,
    lastEventTimestamp: stream.lastEventMs,
    lastIngestionTime: stream.lastIngestionMs,
    uploadSequenceToken: sequenceToken(stream.lastIngestionMs ?? 0),
  }),
  arn: streamArn(group, stream.name),
  // Documented: no longer counted for streams.
  storedBytes: 0,
});

/** Documented: ignored when it comes back. 56 digits, as AWS's are. */
export const sequenceToken = (ingestionMs: number): string =>
  `4${String(ingestionMs).padStart(20, "0")}`.padEnd(56, "7");
