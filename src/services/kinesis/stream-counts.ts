// What Kinesis counts of streams for CloudWatch, and of their shards where that is wanted. Documented ("Monitoring the Kinesis Data Streams service").
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import type { MetricsName } from "@aws-sdk/client-kinesis";
import type { Counter, Metrics } from "../../kit/metrics.ts";
import { shardId, type Shard } from "./shard.ts";
import type { Stream } from "./stream.ts";

/** Records that went one way. */
interface Moved {
  readonly records: number;
  readonly bytes: number;
}

export class StreamCounts {
  readonly #metrics: Metrics;
  /** By what the store keeps in memory of the stream: it is another one when its monitoring changes. */
  readonly #known = new WeakMap<Stream, StreamCounters>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  of(stream: Stream): StreamCounters {
    let counters = this.#known.get(stream);
    if (!counters) this.#known.set(stream, (counters = new StreamCounters(this.#metrics, stream)));
    return counters;
  }
}

/** Of one stream. Counters are made when they are first needed. */
export class StreamCounters {
  readonly #metrics: Metrics;
  readonly #stream: Stream;
  readonly #counters = new Map<string, Counter>();

  constructor(metrics: Metrics, stream: Stream) {
    this.#metrics = metrics;
    this.#stream = stream;
  }

  incoming(shard: Shard, { records, bytes }: Moved): void {
    this.#add("IncomingRecords", "Count", records);
    this.#add("IncomingBytes", "Bytes", bytes);
    this.#addOfShard(shard, "IncomingRecords", "Count", records);
    this.#addOfShard(shard, "IncomingBytes", "Bytes", bytes);
  }

  putRecord(sizeBytes: number, latencyMs: number): void {
    this.#add("PutRecord.Bytes", "Bytes", sizeBytes);
    this.#add("PutRecord.Success", "Count", 1);
    this.#add("PutRecord.Latency", "Milliseconds", wholeMs(latencyMs));
  }

  /** `failed` without those that were throttled. */
  putRecords(put: Moved, failed: number, throttled: number, latencyMs: number): void {
    const successful = put.records - failed - throttled;
    this.#add("PutRecords.Bytes", "Bytes", put.bytes);
    this.#add("PutRecords.Latency", "Milliseconds", wholeMs(latencyMs));
    this.#add("PutRecords.Success", "Count", successful > 0 ? 1 : 0);
    this.#add("PutRecords.TotalRecords", "Count", put.records);
    this.#add("PutRecords.SuccessfulRecords", "Count", successful);
    this.#add("PutRecords.FailedRecords", "Count", failed);
    this.#add("PutRecords.ThrottledRecords", "Count", throttled);
  }

  writeThrottled(shard: Shard, records = 1): void {
    this.#add("WriteProvisionedThroughputExceeded", "Count", records);
    this.#addOfShard(shard, "WriteProvisionedThroughputExceeded", "Count", records);
  }

  readThrottled(shard: Shard): void {
    this.#add("ReadProvisionedThroughputExceeded", "Count", 1);
    this.#addOfShard(shard, "ReadProvisionedThroughputExceeded", "Count", 1);
  }

  getRecords(shard: Shard, { records, bytes }: Moved, ageMs: number, latencyMs: number): void {
    this.#add("GetRecords.Bytes", "Bytes", bytes);
    this.#add("GetRecords.IteratorAgeMilliseconds", "Milliseconds", ageMs);
    this.#add("GetRecords.Latency", "Milliseconds", wholeMs(latencyMs));
    this.#add("GetRecords.Records", "Count", records);
    this.#add("GetRecords.Success", "Count", 1);
    this.#addOfShard(shard, "OutgoingBytes", "Bytes", bytes);
    this.#addOfShard(shard, "OutgoingRecords", "Count", records);
    this.#addOfShard(shard, "IteratorAgeMilliseconds", "Milliseconds", ageMs);
  }

  subscribed(ConsumerName: string): void {
    this.#add("SubscribeToShard.Success", "Count", 1, { ConsumerName });
  }

  pushed(ConsumerName: string, { records, bytes }: Moved, behindMs: number): void {
    this.#add("SubscribeToShardEvent.Bytes", "Bytes", bytes, { ConsumerName });
    this.#add("SubscribeToShardEvent.Records", "Count", records, { ConsumerName });
    this.#add("SubscribeToShardEvent.MillisBehindLatest", "Milliseconds", behindMs, { ConsumerName });
    this.#add("SubscribeToShardEvent.Success", "Count", 1, { ConsumerName });
  }

  #addOfShard(shard: Shard, name: MetricsName, unit: StandardUnit, value: number): void {
    if (this.#stream.shardLevelMetrics?.includes(name)) this.#add(name, unit, value, { ShardId: shardId(shard.index) });
  }

  #add(name: string, unit: StandardUnit, value: number, more?: Readonly<Record<string, string>>): void {
    const key = more ? `${name}/${Object.values(more)[0] ?? ""}` : name;
    let counter = this.#counters.get(key);
    if (!counter) {
      const { account, region, name: StreamName } = this.#stream.key;
      const dimensions = { StreamName, ...more };
      counter = this.#metrics.counter({ account, region, namespace: "AWS/Kinesis", name, dimensions, unit });
      this.#counters.set(key, counter);
    }
    counter.add(value);
  }
}

/** So that a distribution of them holds few different ones. */
const wholeMs = (durationMs: number): number => Math.ceil(durationMs);
