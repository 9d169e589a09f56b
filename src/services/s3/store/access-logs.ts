// Lines of access logs that wait to be delivered, and which buckets keep logs.
import type { LoggingEnabled } from "@aws-sdk/client-s3";
import { table } from "../../../engines/keyvalue/table.ts";
import { hex } from "../../../kit/ids.ts";
import type { S3Context } from "../context.ts";
import type { AccessLogs } from "../logging/access-logs.ts";
import { findBucket } from "./buckets.ts";
import { everyConfiguration } from "./configuration-rows.ts";

const UNIQUE_LENGTH = 16;

/** Of one bucket and one day of its events. */
export interface LogBatch {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  readonly setting: LoggingEnabled;
  /** Days since 1970. */
  readonly day: number;
  readonly lines: readonly string[];
}

/** [written at ms, unique] */
const accessLogLines = table<LogBatch>({ name: "s3.access-log-lines", version: 1, upgrades: {} });

type RowKey = readonly (string | number | bigint)[];

export interface WaitingBatch {
  readonly key: RowKey;
  readonly batch: LogBatch;
}

export function addLines(context: S3Context, batches: readonly LogBatch[]): Promise<void> {
  const nowMs = context.clock.now();
  return context.keyvalue.transact((transaction) => {
    for (const batch of batches) accessLogLines.put(transaction, [nowMs, hex(UNIQUE_LENGTH)], batch);
  });
}

/** The oldest first, at most `limit`. */
export async function waitingLines(context: S3Context, limit: number): Promise<readonly WaitingBatch[]> {
  const found: WaitingBatch[] = [];
  for await (const { key, row } of accessLogLines.scan(context.keyvalue, { limit })) found.push({ key, batch: row });
  return found;
}

export const forgetLines = ({ keyvalue }: S3Context, batches: readonly WaitingBatch[]): Promise<void> =>
  keyvalue.transact((transaction) => {
    for (const { key } of batches) accessLogLines.delete(transaction, [...key]);
  });

/** What buckets were told before. */
export async function loadLogged(context: S3Context, logs: AccessLogs): Promise<void> {
  for await (const { bucket: name, document } of everyConfiguration(context.keyvalue, "logging")) {
    const bucket = await findBucket(context.keyvalue, name);
    if (bucket !== undefined)
      logs.set(name, { name, account: bucket.account, region: bucket.region, setting: document });
  }
}
