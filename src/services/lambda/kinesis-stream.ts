// Streams of Kinesis, as mappings read them.
import type { _Record as KinesisRecord } from "@aws-sdk/client-kinesis";
import type { PeerIdentity, Peers } from "../../kit/peers.ts";
import { READ_MAX } from "./limits.ts";
import { streamArnOf } from "./source-kind.ts";
import type { DataRecord } from "./source-record.ts";
import type { KnownShard, Source, StreamApi } from "./stream-api.ts";

/** Of an event record, beside the data. */
const EVENT_RECORD_BYTES = 512;

export function kinesisStream(peers: Peers, source: Source, as: PeerIdentity): StreamApi {
  const { sourceArn, startingPosition, startingTimestampMs } = source;
  return {
    shards: () => shardsOf(peers, streamArnOf(sourceArn), as),
    async iterator({ shardId, position, isChild }) {
      const place = { StreamARN: sourceArn, ShardId: shardId };
      const type = isChild ? "TRIM_HORIZON" : (startingPosition ?? "TRIM_HORIZON");
      const input =
        position !== undefined
          ? { ...place, ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, StartingSequenceNumber: position }
          : type === "AT_TIMESTAMP"
            ? { ...place, ShardIteratorType: type, Timestamp: new Date(startingTimestampMs ?? 0) }
            : { ...place, ShardIteratorType: type };
      return (await peers.call("kinesis", "GetShardIterator", input, as)).ShardIterator;
    },
    async records(iterator, nowMs) {
      const input = { ShardIterator: iterator, Limit: READ_MAX };
      const { Records = [], NextShardIterator } = await peers.call("kinesis", "GetRecords", input, as);
      return { records: Records.map((record) => dataRecord(record, nowMs)), next: NextShardIterator };
    },
  };
}

async function shardsOf(peers: Peers, StreamARN: string, as: PeerIdentity): Promise<readonly KnownShard[]> {
  const shards: KnownShard[] = [];
  let token: string | undefined;
  do {
    const input = token === undefined ? { StreamARN } : { NextToken: token };
    const { Shards = [], NextToken } = await peers.call("kinesis", "ListShards", input, as);
    for (const { ShardId, ParentShardId, AdjacentParentShardId } of Shards) {
      const parents = [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined);
      if (ShardId !== undefined) shards.push({ shardId: ShardId, parents });
    }
    token = NextToken;
  } while (token !== undefined);
  return shards;
}

export function dataRecord(
  { Data = new Uint8Array(), PartitionKey, SequenceNumber, ApproximateArrivalTimestamp }: KinesisRecord,
  nowMs: number,
): DataRecord {
  return {
    data: Data,
    partitionKey: PartitionKey ?? "",
    sequenceNumber: SequenceNumber ?? "",
    arrivalMs: ApproximateArrivalTimestamp?.getTime() ?? nowMs,
    eventBytes: Math.ceil(Data.byteLength / 3) * 4 + EVENT_RECORD_BYTES,
  };
}
