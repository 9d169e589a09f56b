// Reads one shard of a Kinesis stream from a position on, as the function's role, through the Kinesis API.
import type { _Record as KinesisRecord } from "@aws-sdk/client-kinesis";
import type { ServiceHost } from "../../engines/host.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PeerIdentity } from "../../kit/peers.ts";
import type { MappingRow } from "./mapping.ts";

export const SHARD_END = "SHARD_END";

export interface SourceRecord {
  readonly data: Uint8Array;
  readonly partitionKey: string;
  readonly sequenceNumber: string;
  /** Virtual epoch ms. */
  readonly arrivalMs: number;
}

type Source = Pick<MappingRow, "sourceArn" | "startingPosition" | "startingTimestampMs">;

export class ShardReader {
  readonly #host: ServiceHost;
  readonly #source: Source;
  readonly #shardId: string;
  readonly #as: PeerIdentity;
  #iterator: string | undefined;
  /** Sequence number of the last record read, or undefined before the first. */
  #position: string | undefined;
  /** Of a shard that came of a split or merge while the mapping was there: it is read from its beginning. */
  readonly #isChild: boolean;
  ended = false;

  constructor(
    host: ServiceHost,
    source: Source,
    as: PeerIdentity,
    shard: { readonly shardId: string; readonly position: string | undefined; readonly isChild: boolean },
  ) {
    this.#host = host;
    this.#source = source;
    this.#as = as;
    this.#shardId = shard.shardId;
    this.#position = shard.position;
    this.#isChild = shard.isChild;
  }

  /** The next records; none when there are none now. Errors: what Kinesis answers. */
  async read(limit: number): Promise<readonly SourceRecord[]> {
    this.#iterator ??= await this.#open();
    const output = await this.#getRecords(limit);
    if (!output) return [];
    this.#iterator = output.NextShardIterator;
    this.ended = output.NextShardIterator === undefined;
    const records = (output.Records ?? []).map((record) => this.#sourceRecord(record));
    this.#position = records.at(-1)?.sequenceNumber ?? this.#position;
    return records;
  }

  async #getRecords(Limit: number) {
    try {
      const input = { ShardIterator: this.#iterator ?? "", Limit };
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

  #sourceRecord({ Data, PartitionKey, SequenceNumber, ApproximateArrivalTimestamp }: KinesisRecord): SourceRecord {
    return {
      data: Data ?? new Uint8Array(),
      partitionKey: PartitionKey ?? "",
      sequenceNumber: SequenceNumber ?? "",
      arrivalMs: ApproximateArrivalTimestamp?.getTime() ?? this.#host.clock.now(),
    };
  }
}
