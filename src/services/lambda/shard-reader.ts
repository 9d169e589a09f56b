// Reads one shard of a Kinesis stream from a position on, as the function's role, through the Kinesis API.
import type { _Record as KinesisRecord } from "@aws-sdk/client-kinesis";
import type { ServiceHost } from "../../engines/host.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PeerIdentity } from "../../kit/peers.ts";
import { READ_INTERVAL_MS, READ_MAX } from "./limits.ts";
import type { MappingRow } from "./mapping.ts";

export const SHARD_END = "SHARD_END";

export interface SourceRecord {
  readonly data: Uint8Array;
  readonly partitionKey: string;
  readonly sequenceNumber: string;
  /** Virtual epoch ms. */
  readonly arrivalMs: number;
}

/** Reads on from a position; polled, as often as `paceMs` says. */
export interface Reader {
  /** The next records, up to so many; none when there are none now. Errors: what Kinesis answers. */
  read(limit: number): Promise<readonly SourceRecord[]>;
  /** Everything was read, and nothing more will come. */
  readonly ended: boolean;
  /** Between two looks for more, at least. */
  readonly paceMs: number;
  close(): void;
}

export type Source = Pick<MappingRow, "sourceArn" | "startingPosition" | "startingTimestampMs">;

export interface ShardPlace {
  readonly shardId: string;
  /** Sequence number of the last record that is done with, or undefined before the first. */
  readonly position: string | undefined;
  /** Of a shard that came of a split or merge while the mapping was there: it is read from its beginning. */
  readonly isChild: boolean;
}

export class ShardReader implements Reader {
  readonly paceMs = READ_INTERVAL_MS;
  readonly #host: ServiceHost;
  readonly #source: Source;
  readonly #shardId: string;
  readonly #as: PeerIdentity;
  #iterator: string | undefined;
  /** Sequence number of the last record fetched, or undefined before the first. */
  #position: string | undefined;
  readonly #isChild: boolean;
  /** Fetched and not read yet: at most what one GetRecords gives. */
  #fetched: readonly SourceRecord[] = [];
  #fetchedMs = -Infinity;
  #isAtEnd = false;

  constructor(host: ServiceHost, source: Source, as: PeerIdentity, shard: ShardPlace) {
    this.#host = host;
    this.#source = source;
    this.#as = as;
    this.#shardId = shard.shardId;
    this.#position = shard.position;
    this.#isChild = shard.isChild;
  }

  get ended(): boolean {
    return this.#isAtEnd && this.#fetched.length === 0;
  }

  close(): void {}

  async read(limit: number): Promise<readonly SourceRecord[]> {
    if (this.#fetched.length === 0 && !this.#isAtEnd) await this.#fetch();
    const records = this.#fetched.slice(0, limit);
    this.#fetched = this.#fetched.slice(limit);
    return records;
  }

  /** Once in a while only: others that read the shard have a part of what it allows, too. */
  async #fetch(): Promise<void> {
    const { clock } = this.#host;
    if (clock.elapsed() - this.#fetchedMs < READ_INTERVAL_MS) return;
    this.#fetchedMs = clock.elapsed();
    this.#iterator ??= await this.#open();
    const output = await this.#getRecords();
    if (!output) return;
    this.#iterator = output.NextShardIterator;
    this.#isAtEnd = output.NextShardIterator === undefined;
    this.#fetched = (output.Records ?? []).map((record) => sourceRecord(record, clock.now()));
    this.#position = this.#fetched.at(-1)?.sequenceNumber ?? this.#position;
  }

  async #getRecords() {
    try {
      const input = { ShardIterator: this.#iterator ?? "", Limit: READ_MAX };
      return await this.#host.peers.call("kinesis", "GetRecords", input, this.#as);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === "ProvisionedThroughputExceededException") return undefined;
      this.#iterator = undefined;
      if (error.code === "ExpiredIteratorException") return undefined;
      throw error;
    }
  }

  async #open(): Promise<string | undefined> {
    const { sourceArn: StreamARN, startingPosition, startingTimestampMs } = this.#source;
    const place = { StreamARN, ShardId: this.#shardId };
    const input =
      this.#position !== undefined
        ? { ...place, ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, StartingSequenceNumber: this.#position }
        : startingPosition === "AT_TIMESTAMP" && !this.#isChild
          ? { ...place, ShardIteratorType: startingPosition, Timestamp: new Date(startingTimestampMs ?? 0) }
          : { ...place, ShardIteratorType: this.#isChild ? ("TRIM_HORIZON" as const) : startingPosition };
    return (await this.#host.peers.call("kinesis", "GetShardIterator", input, this.#as)).ShardIterator;
  }
}

export function sourceRecord(
  { Data, PartitionKey, SequenceNumber, ApproximateArrivalTimestamp }: KinesisRecord,
  nowMs: number,
): SourceRecord {
  return {
    data: Data ?? new Uint8Array(),
    partitionKey: PartitionKey ?? "",
    sequenceNumber: SequenceNumber ?? "",
    arrivalMs: ApproximateArrivalTimestamp?.getTime() ?? nowMs,
  };
}
