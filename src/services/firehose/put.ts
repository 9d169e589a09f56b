// What PutRecord and PutRecordBatch share: records into the stream's log, as far as the stream's throughput goes.
import { AwsError } from "../../kit/errors.ts";
import type { FirehoseContext } from "./context.ts";
import { sequenceNumberOf } from "./direct-source.ts";
import { putNotPermitted, slowDown, streamNotFound } from "./errors.ts";
import type { MetricName, StreamMetrics } from "./metrics.ts";
import type { StreamKey } from "./stream.ts";
import { quotaOf } from "./throughput.ts";

export interface Put {
  /** One a record, in order; undefined for those beyond the stream's throughput. */
  readonly ids: readonly (string | undefined)[];
  readonly encrypted: boolean;
}

/** Resolves when the records that were taken are durable. Errors: ServiceUnavailableException beyond the requests a second. */
export async function putRecords(
  { store, clock, throughput, metrics: all, limitsEnforced }: FirehoseContext,
  key: StreamKey,
  data: readonly Uint8Array[],
): Promise<Put> {
  const stream = await store.get(key);
  if (stream.deleting) throw streamNotFound(key);
  if (stream.kinesis) throw putNotPermitted();
  const metrics = all.of(key);
  if (limitsEnforced) countQuota(metrics, key);
  if (!throughput.admitRequest(stream)) {
    metrics.add("ThrottledRecords", data.length);
    throw slowDown();
  }
  const admitted = data.map(({ byteLength }) => throughput.admitRecord(stream, byteLength));
  const taken = data.filter((_, index) => admitted[index]);
  const encrypted = stream.encryption?.isOn ?? false;
  if (taken.length < data.length) metrics.add("ThrottledRecords", data.length - taken.length);
  if (taken.length === 0) return { ids: data.map(() => undefined), encrypted };
  const timestampMs = clock.now();
  const records = taken.map((bytes) => ({ key: "", data: bytes, timestampMs }));
  let position = await store.append(stream, records).catch((error: unknown) => {
    countRefusal(metrics, error);
    throw error;
  });
  metrics.add("IncomingPutRequests");
  metrics.add("IncomingRecords", taken.length);
  metrics.add("IncomingBytes", sizeOf(taken));
  const idOf = (at: number): string => Buffer.from(stream.id + sequenceNumberOf(at)).toString("base64url");
  return { ids: admitted.map((isTaken) => (isTaken ? idOf(position++) : undefined)), encrypted };
}

export const sizeOf = (data: readonly Uint8Array[]): number =>
  data.reduce((sum, { byteLength }) => sum + byteLength, 0);

function countQuota(metrics: StreamMetrics, { region }: StreamKey): void {
  const quota = quotaOf(region);
  metrics.add("BytesPerSecondLimit", quota.bytesPerSecond);
  metrics.add("RecordsPerSecondLimit", quota.recordsPerSecond);
  metrics.add("PutRequestsPerSecondLimit", quota.requestsPerSecond);
}

const KMS_REFUSALS: Readonly<Record<string, MetricName>> = {
  AccessDeniedException: "KMSKeyAccessDenied",
  DisabledException: "KMSKeyDisabled",
  KMSInvalidStateException: "KMSKeyInvalidState",
  NotFoundException: "KMSKeyNotFound",
};

function countRefusal(metrics: StreamMetrics, error: unknown): void {
  const code = error instanceof AwsError ? error.members["code"] : undefined;
  const name = typeof code === "string" ? KMS_REFUSALS[code] : undefined;
  if (name) metrics.add(name);
}
