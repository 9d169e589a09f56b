// What delivery streams count of themselves, for CloudWatch. Names and units documented in "Monitor Amazon Data Firehose with CloudWatch metrics".
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import type { Clock } from "../../kit/clock.ts";
import type { Counter, Metrics } from "../../kit/metrics.ts";
import { STREAMS_METERED_MAX } from "./limits.ts";
import type { StreamKey } from "./stream.ts";

/** Where records go. */
export type Target =
  | "DeliveryToS3"
  | "BackupToS3"
  | "DeliveryToHttpEndpoint"
  | "DeliveryToSplunk"
  | "DeliveryToElasticsearch"
  | "DeliveryToAmazonOpenSearchService"
  | "DeliveryToAmazonOpenSearchServerless";

/** Of every target. `Success` is 1 or 0 a request. */
const targetUnits = {
  Bytes: "Bytes",
  Records: "Count",
  DataFreshness: "Seconds",
  Success: "Count",
} as const satisfies Readonly<Record<string, StandardUnit>>;

const units = {
  IncomingBytes: "Bytes",
  IncomingRecords: "Count",
  IncomingPutRequests: "Count",
  ThrottledRecords: "Count",
  BytesPerSecondLimit: "Bytes/Second",
  RecordsPerSecondLimit: "Count/Second",
  PutRequestsPerSecondLimit: "Count/Second",
  "PutRecord.Bytes": "Bytes",
  "PutRecord.Latency": "Milliseconds",
  "PutRecord.Requests": "Count",
  "PutRecordBatch.Bytes": "Bytes",
  "PutRecordBatch.Latency": "Milliseconds",
  "PutRecordBatch.Records": "Count",
  "PutRecordBatch.Requests": "Count",
  "DescribeDeliveryStream.Latency": "Milliseconds",
  "DescribeDeliveryStream.Requests": "Count",
  "UpdateDeliveryStream.Latency": "Milliseconds",
  "UpdateDeliveryStream.Requests": "Count",
  KMSKeyAccessDenied: "Count",
  KMSKeyDisabled: "Count",
  KMSKeyInvalidState: "Count",
  KMSKeyNotFound: "Count",
  "DataReadFromKinesisStream.Bytes": "Bytes",
  "DataReadFromKinesisStream.Records": "Count",
  KinesisMillisBehindLatest: "Milliseconds",
  ThrottledGetRecords: "Count",
  "OutputDecompressedBytes.Success": "Bytes",
  "OutputDecompressedBytes.Failed": "Bytes",
  "OutputDecompressedRecords.Success": "Count",
  "OutputDecompressedRecords.Failed": "Count",
  "ExecuteProcessing.Duration": "Milliseconds",
  "ExecuteProcessing.Success": "Count",
  "SucceedProcessing.Records": "Count",
  "SucceedProcessing.Bytes": "Bytes",
  "JQProcessing.Duration": "Milliseconds",
  ActivePartitionsLimit: "Count",
  PartitionCount: "Count",
  PartitionCountExceeded: "Count",
  "DeliveryToS3.ObjectCount": "Count",
  "DeliveryToHttpEndpoint.ProcessedBytes": "Bytes",
  "DeliveryToHttpEndpoint.ProcessedRecords": "Count",
  "DeliveryToSplunk.DataAckLatency": "Seconds",
  "SucceedConversion.Records": "Count",
  "SucceedConversion.Bytes": "Bytes",
  "FailedConversion.Records": "Count",
  "FailedConversion.Bytes": "Bytes",
} as const satisfies Readonly<Record<string, StandardUnit>>;

type PlainName = keyof typeof units;
type TargetName = keyof typeof targetUnits;
export type MetricName = PlainName | `${Target}.${TargetName}`;

export interface Delivered {
  readonly records: number;
  readonly bytes: number;
  /** Age of the oldest record among them. */
  readonly ageMs: number;
}

/** The counters of one stream. */
export class StreamMetrics {
  readonly #metrics: Metrics;
  readonly #key: StreamKey;
  readonly #counters = new Map<MetricName, Counter>();

  constructor(metrics: Metrics, key: StreamKey) {
    this.#metrics = metrics;
    this.#key = key;
  }

  add(name: MetricName, value = 1): void {
    let counter = this.#counters.get(name);
    if (!counter) {
      const { account, region, name: DeliveryStreamName } = this.#key;
      const dimensions = { DeliveryStreamName };
      counter = this.#metrics.counter({
        account,
        region,
        namespace: "AWS/Firehose",
        name,
        dimensions,
        unit: unitOf(name),
      });
      this.#counters.set(name, counter);
    }
    counter.add(value);
  }

  delivered(target: Target, { records, bytes, ageMs }: Delivered): void {
    this.add(`${target}.Success`, 1);
    this.add(`${target}.Records`, records);
    this.add(`${target}.Bytes`, bytes);
    this.#fresh(target, ageMs);
  }

  /** `ageMs`: of the oldest record that waits. */
  failed(target: Target, ageMs: number): void {
    this.add(`${target}.Success`, 0);
    this.#fresh(target, ageMs);
  }

  #fresh(target: Target, ageMs: number): void {
    this.add(`${target}.DataFreshness`, Math.max(0, Math.round(ageMs / 1000)));
  }
}

/** Counts a request of the API, and how long it took. */
export async function timed<Answer>(
  metrics: StreamMetrics,
  clock: Clock,
  operation: "DescribeDeliveryStream" | "UpdateDeliveryStream",
  run: () => Promise<Answer>,
): Promise<Answer> {
  const begunMs = clock.elapsed();
  const answer = await run();
  metrics.add(`${operation}.Requests`);
  metrics.add(`${operation}.Latency`, clock.elapsed() - begunMs);
  return answer;
}

export class FirehoseMetrics {
  readonly #metrics: Metrics;
  readonly #streams = new Map<string, StreamMetrics>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  of(key: StreamKey): StreamMetrics {
    const id = `${key.account}/${key.region}/${key.name}`;
    let stream = this.#streams.get(id);
    if (!stream) {
      if (this.#streams.size >= STREAMS_METERED_MAX) this.#streams.clear();
      stream = new StreamMetrics(this.#metrics, key);
      this.#streams.set(id, stream);
    }
    return stream;
  }
}

function unitOf(name: MetricName): StandardUnit {
  if (name in units) return units[name as PlainName];
  return targetUnits[name.slice(name.lastIndexOf(".") + 1) as TargetName];
}
