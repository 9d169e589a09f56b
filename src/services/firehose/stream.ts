// A delivery stream as it is stored, and where its records lie.
import { formatArn } from "../../kit/arn.ts";
import type { Destination } from "./destination.ts";
import type { Encryption } from "./encryption.ts";
import type { Endpoint } from "./endpoint.ts";
import { CREATING_MS } from "./limits.ts";

export interface StreamKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface KinesisSource {
  readonly streamArn: string;
  readonly roleArn: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string | undefined;
}

export interface StreamRow {
  /** Unlike the name it is never used again: a later stream of the same name has other records. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number | undefined;
  /** 1, and one more with every update. */
  readonly version: number;
  readonly deleting: boolean;
  /** Undefined: records come by PutRecord. */
  readonly kinesis: KinesisSource | undefined;
  /** When there is an endpoint: how records are staged for it, and the bucket of those that fail. */
  readonly destination: Destination;
  /** Absent: records go to S3. */
  readonly endpoint?: Endpoint | undefined;
  /** Of a DirectPut stream; absent: it never was encrypted. */
  readonly encryption?: Encryption | undefined;
  /** Documented: megabytes a second that the user expects. */
  readonly throughputHintMibs?: number | undefined;
  /** In the order in which they were set. */
  readonly tags: readonly Tag[];
}

export interface Stream extends StreamRow {
  readonly key: StreamKey;
}

/** The only destination of a stream. */
export const DESTINATION_ID = "destinationId-000000000001";

export const streamArn = ({ account, region, name }: StreamKey): string =>
  formatArn({ service: "firehose", region, account, resource: `deliverystream/${name}` });

export const streamType = (stream: StreamRow) => (stream.kinesis ? "KinesisStreamAsSource" : "DirectPut");

/** Where the records of a DirectPut stream lie. */
export const logOf = ({ id, key: { account, region } }: Stream): string => `firehose/${account}/${region}/${id}`;

export function streamStatus(stream: StreamRow, nowMs: number): "CREATING" | "ACTIVE" | "DELETING" {
  if (stream.deleting) return "DELETING";
  return nowMs < stream.createdAtMs + CREATING_MS && nowMs >= stream.createdAtMs ? "CREATING" : "ACTIVE";
}
