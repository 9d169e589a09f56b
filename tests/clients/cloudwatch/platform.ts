// A platform of its own for a test file, and an SDK client on it.
import { CloudWatchClient, type MetricDatum, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { afterAll } from "vitest";
import { startForebay } from "../../../src/index.ts";

export const account = "000000000000";
export const region = "us-east-1";
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export async function platform() {
  const forebay = await startForebay();
  const cloudwatch = new CloudWatchClient({ ...forebay.clientConfig, maxAttempts: 1 });
  afterAll(async () => {
    cloudwatch.destroy();
    await forebay.close();
  });
  return { forebay, cloudwatch };
}

let namespaces = 0;
/** One that no other test of the file uses. */
export const namespace = (): string => `Test/${++namespaces}`;

export const put = (cloudwatch: CloudWatchClient, Namespace: string, ...MetricData: MetricDatum[]) =>
  cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData }));

/** The beginning of the minute, so many minutes before. */
export const minute = (now: Date, before = 0): Date =>
  new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS - before * MINUTE_MS);
