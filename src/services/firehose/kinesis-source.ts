// The source of a KinesisStreamAsSource stream: every shard of a Kinesis stream, read through the Kinesis API.
import { parseArn } from "../../kit/arn.ts";
import type { Clock } from "../../kit/clock.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PeerIdentity, Peers } from "../../kit/peers.ts";
import { firehoseRole } from "./firehose-role.ts";
import { POLL_BUSY_MS, POLL_MS, SHARD_LISTING_MS, TAKE_RECORDS_MAX } from "./limits.ts";
import type { StreamMetrics } from "./metrics.ts";
import { pause } from "./pause.ts";
import type { Source, SourceRecord } from "./source.ts";
import type { KinesisSource as Settings } from "./stream.ts";

/** In a checkpoint: the shard is closed and read to its end. */
const SHARD_END = "SHARD_END";

interface ShardCursor {
  readonly shardId: string;
  /** Sequence number of the last record taken, `SHARD_END`, or undefined before the first. */
  position: string | undefined;
  /** Undefined: to be asked for at the position. */
  iterator: string | undefined;
  ended: boolean;
  /** When it may be read again, as the clock's `elapsed` counts. */
  readableAtMs: number;
}

export interface KinesisSourceOptions {
  readonly peers: Peers;
  readonly clock: Clock;
  readonly metrics: StreamMetrics;
  readonly settings: Settings;
  /** Documented: reading starts at LATEST, which is when the delivery stream was created. */
  readonly startMs: number;
  readonly positions: Readonly<Record<string, string>>;
}

export class KinesisSource implements Source {
  readonly #options: KinesisSourceOptions;
  readonly #as: PeerIdentity;
  readonly #shards = new Map<string, ShardCursor>();
  /** Records read but not taken; all of the shard that `#reading` names. */
  #pending: SourceRecord[] = [];
  #reading: ShardCursor | undefined;
  #turn = 0;
  #listedAt = -Infinity;
  /** How long to wait for records, which grows while none come. */
  #gapMs = POLL_BUSY_MS;

  constructor(options: KinesisSourceOptions, account: string, region: string) {
    this.#options = options;
    const arn = parseArn(options.settings.streamArn);
    this.#as = {
      account: arn?.account ?? account,
      region: arn?.region ?? region,
      principal: firehoseRole(options.settings.roleArn),
    };
  }

  async take(sizeMaxBytes: number): Promise<readonly SourceRecord[]> {
    if (this.#pending.length === 0) await this.#readOn();
    let count = 0;
    for (let sizeBytes = 0; count < this.#pending.length; count++) {
      sizeBytes += this.#pending[count]?.data.byteLength ?? 0;
      if (count > 0 && sizeBytes > sizeMaxBytes) break;
    }
    const taken = this.#pending.slice(0, count);
    this.#pending = this.#pending.slice(count);
    const last = taken.at(-1);
    if (last && this.#reading) this.#reading.position = last.sequenceNumber;
    return taken;
  }

  /** While records come, as soon as a shard may be read again. */
  async ready(signal: AbortSignal): Promise<void> {
    const open = [...this.#shards.values()].filter(({ ended }) => !ended);
    const readableInMs = Math.min(...open.map(({ readableAtMs }) => readableAtMs)) - this.#options.clock.elapsed();
    const isBusy = this.#gapMs === POLL_BUSY_MS && Number.isFinite(readableInMs);
    await pause(this.#options.clock, isBusy ? Math.max(1, Math.ceil(readableInMs)) : this.#gapMs, signal);
    this.#gapMs = Math.min(POLL_MS, this.#gapMs * 2);
  }

  positions(): Readonly<Record<string, string>> {
    const known = [...this.#shards.values()].filter(({ position }) => position !== undefined);
    return {
      ...this.#options.positions,
      ...Object.fromEntries(known.map(({ shardId, position }) => [shardId, position ?? ""])),
    };
  }

  async delivered(): Promise<void> {}

  /** Reads the shards in turn until one gives records; nothing when none does. */
  async #readOn(): Promise<void> {
    if (this.#reading?.ended) this.#reading.position = SHARD_END;
    if (this.#options.clock.elapsed() - this.#listedAt > SHARD_LISTING_MS) await this.#list();
    const open = [...this.#shards.values()].filter(({ ended }) => !ended);
    for (let step = 0; step < open.length; step++) {
      const shard = open[this.#turn++ % open.length];
      if (shard && (await this.#readShard(shard))) return;
    }
  }

  async #readShard(shard: ShardCursor): Promise<boolean> {
    if (this.#options.clock.elapsed() < shard.readableAtMs) return false;
    shard.iterator ??= await this.#iteratorOf(shard);
    shard.readableAtMs = this.#options.clock.elapsed() + POLL_BUSY_MS;
    const output = await this.#getRecords(shard);
    if (!output) return false;
    shard.iterator = output.NextShardIterator;
    shard.ended = output.NextShardIterator === undefined;
    this.#reading = shard;
    this.#pending = (output.Records ?? []).map((record) => ({
      data: record.Data ?? new Uint8Array(),
      arrivalMs: record.ApproximateArrivalTimestamp?.getTime() ?? this.#options.clock.now(),
      sequenceNumber: record.SequenceNumber ?? "",
      kinesis: { partitionKey: record.PartitionKey ?? "", shardId: shard.shardId, subSequenceNumber: 0 },
    }));
    this.#count(output.MillisBehindLatest ?? 0);
    if (shard.ended) this.#listedAt = -Infinity;
    if (this.#pending.length > 0) this.#gapMs = POLL_BUSY_MS;
    else if (shard.ended) shard.position = SHARD_END;
    return this.#pending.length > 0;
  }

  #count(millisBehindLatest: number): void {
    const { metrics } = this.#options;
    metrics.add("KinesisMillisBehindLatest", millisBehindLatest);
    metrics.add("DataReadFromKinesisStream.Records", this.#pending.length);
    metrics.add(
      "DataReadFromKinesisStream.Bytes",
      this.#pending.reduce((sum, { data }) => sum + data.byteLength, 0),
    );
  }

  /** Undefined when the shard cannot be read just now: its iterator is too old, or it was read too often. */
  async #getRecords({ ...shard }: ShardCursor) {
    const input = { ShardIterator: shard.iterator ?? "", Limit: TAKE_RECORDS_MAX };
    try {
      return await this.#options.peers.call("kinesis", "GetRecords", input, this.#as);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === "ProvisionedThroughputExceededException") {
        this.#options.metrics.add("ThrottledGetRecords");
        return undefined;
      }
      const known = this.#shards.get(shard.shardId);
      if (known) known.iterator = undefined;
      if (error.code === "ExpiredIteratorException") return undefined;
      throw error;
    }
  }

  async #iteratorOf({ shardId, position }: ShardCursor): Promise<string | undefined> {
    const { peers, clock, settings, startMs } = this.#options;
    const place = { StreamARN: settings.streamArn, ShardId: shardId };
    const input =
      position === undefined
        ? { ...place, ShardIteratorType: "AT_TIMESTAMP" as const, Timestamp: new Date(Math.min(startMs, clock.now())) }
        : { ...place, ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, StartingSequenceNumber: position };
    return (await peers.call("kinesis", "GetShardIterator", input, this.#as)).ShardIterator;
  }

  async #list(): Promise<void> {
    const { peers, settings, positions, clock } = this.#options;
    let token: string | undefined;
    do {
      const input = token === undefined ? { StreamARN: settings.streamArn } : { NextToken: token };
      const { Shards = [], NextToken } = await peers.call("kinesis", "ListShards", input, this.#as);
      for (const { ShardId: shardId } of Shards) {
        if (shardId === undefined || this.#shards.has(shardId)) continue;
        const position = positions[shardId];
        this.#shards.set(shardId, {
          shardId,
          position,
          iterator: undefined,
          ended: position === SHARD_END,
          readableAtMs: 0,
        });
      }
      token = NextToken;
    } while (token !== undefined);
    this.#listedAt = clock.elapsed();
  }
}
