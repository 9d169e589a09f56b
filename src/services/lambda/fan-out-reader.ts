// Reads one shard as a consumer with enhanced fan-out, as the function's role: Kinesis sends, the reader takes up to a bound.
import type { SubscribeToShardEventStream } from "@aws-sdk/client-kinesis";
import type { ServiceHost } from "../../engines/host.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PeerIdentity } from "../../kit/peers.ts";
import { PUSHED_INTERVAL_MS, PUSHED_RECORDS_MAX, SUBSCRIBE_INTERVAL_MS } from "./limits.ts";
import { dataRecord } from "./kinesis-stream.ts";
import type { Reader } from "./shard-reader.ts";
import type { SourceRecord } from "./source-record.ts";
import type { ShardPlace, Source } from "./stream-api.ts";

export class FanOutReader implements Reader {
  readonly paceMs = PUSHED_INTERVAL_MS;
  readonly #host: ServiceHost;
  readonly #source: Source;
  readonly #as: PeerIdentity;
  readonly #shard: ShardPlace;
  readonly #closing = new AbortController();
  /** Where a next subscription begins: after the last record that was sent. */
  #position: string | undefined;
  #sent: SourceRecord[] = [];
  #isAtEnd = false;
  #failure: unknown;
  #isSubscribed = false;
  #subscribeAtMs = 0;
  #onTaken: (() => void) | undefined;

  constructor(host: ServiceHost, source: Source, as: PeerIdentity, shard: ShardPlace) {
    this.#host = host;
    this.#source = source;
    const signals = [this.#closing.signal, ...(as.signal ? [as.signal] : [])];
    this.#as = { ...as, signal: AbortSignal.any(signals) };
    this.#shard = shard;
    this.#position = shard.position;
  }

  get ended(): boolean {
    return this.#isAtEnd && this.#sent.length === 0;
  }

  close(): void {
    this.#closing.abort();
    this.#onTaken?.();
  }

  async read(limit: number): Promise<readonly SourceRecord[]> {
    if (this.#failure !== undefined) throw this.#failure;
    const nowMs = this.#host.clock.elapsed();
    if (!this.#isAtEnd && !this.#isSubscribed && nowMs >= this.#subscribeAtMs) this.#subscribe(nowMs);
    const records = this.#sent.splice(0, limit);
    if (this.#sent.length < PUSHED_RECORDS_MAX) this.#onTaken?.();
    return records;
  }

  #subscribe(nowMs: number): void {
    this.#isSubscribed = true;
    this.#subscribeAtMs = nowMs + SUBSCRIBE_INTERVAL_MS;
    this.#follow()
      .catch((error: unknown) => void (this.#failure = isOver(error) ? undefined : error))
      .finally(() => (this.#isSubscribed = false));
  }

  /** One subscription, which Kinesis ends after five minutes. */
  async #follow(): Promise<void> {
    const { sourceArn: ConsumerARN } = this.#source;
    const input = { ConsumerARN, ShardId: this.#shard.shardId, StartingPosition: this.#startingPosition() };
    const output = await this.#host.peers.call("kinesis", "SubscribeToShard", input, this.#as);
    for await (const event of (output.EventStream ?? []) as AsyncIterable<SubscribeToShardEventStream>) {
      const { Records = [], ContinuationSequenceNumber, ChildShards = [] } = event.SubscribeToShardEvent ?? {};
      for (const record of Records) this.#sent.push(dataRecord(record, this.#host.clock.now()));
      this.#position = Records.at(-1)?.SequenceNumber ?? this.#position;
      // Documented: the last event of a shard has its children, and nothing to go on from.
      if (ChildShards.length > 0 && ContinuationSequenceNumber === undefined) this.#isAtEnd = true;
      if (this.#closing.signal.aborted) return;
      if (this.#sent.length >= PUSHED_RECORDS_MAX) await new Promise<void>((resolve) => (this.#onTaken = resolve));
    }
  }

  #startingPosition() {
    const { startingPosition = "TRIM_HORIZON", startingTimestampMs } = this.#source;
    if (this.#position !== undefined) return { Type: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: this.#position };
    if (this.#shard.isChild) return { Type: "TRIM_HORIZON" as const };
    if (startingPosition !== "AT_TIMESTAMP") return { Type: startingPosition };
    return { Type: startingPosition, Timestamp: new Date(startingTimestampMs ?? 0) };
  }
}

/** Another subscription still holds the shard for some seconds: the next look tries again. */
const isOver = (error: unknown): boolean => error instanceof AwsError && error.code === "ResourceInUseException";
