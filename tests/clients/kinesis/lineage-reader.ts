// A plain consumer that reads a stream as the Kinesis Client Library does: a child only after all of its parents.
import { GetRecordsCommand, ListShardsCommand, type ChildShard, type KinesisClient } from "@aws-sdk/client-kinesis";
import { setTimeout as sleep } from "node:timers/promises";
import { iterator } from "./platform.ts";

const POLL_MS = 5;

export interface ReadRecord {
  readonly shardId: string;
  readonly key: string;
  readonly text: string;
  readonly sequenceNumber: bigint;
}

/**
 * Reads from the begin of the stream until `isEnough`; what it read, in its order. `caughtUp`: the last look at every shard
 * found nothing new.
 */
export async function readLineage(
  kinesis: KinesisClient,
  StreamName: string,
  isEnough: (records: readonly ReadRecord[], caughtUp: boolean) => boolean,
): Promise<ReadRecord[]> {
  const read: ReadRecord[] = [];
  const ended = new Set<string>();
  const iterators = new Map<string, string>();
  const begin = async (shardId: string): Promise<void> => {
    if (!ended.has(shardId) && !iterators.has(shardId))
      iterators.set(shardId, await iterator(kinesis, StreamName, { ShardId: shardId }));
  };
  const { Shards = [] } = await kinesis.send(
    new ListShardsCommand({ StreamName, ShardFilter: { Type: "AT_TRIM_HORIZON" } }),
  );
  for (const { ShardId = "" } of Shards) await begin(ShardId);
  let caughtUp = false;
  while (!isEnough(read, caughtUp)) {
    const before = read.length + ended.size;
    for (const [shardId, ShardIterator] of iterators) {
      const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
      for (const { PartitionKey = "", Data = [], SequenceNumber = "0" } of answer.Records ?? [])
        read.push({
          shardId,
          key: PartitionKey,
          text: Buffer.from(Data).toString(),
          sequenceNumber: BigInt(SequenceNumber),
        });
      if (answer.NextShardIterator !== undefined) iterators.set(shardId, answer.NextShardIterator);
      else {
        iterators.delete(shardId);
        ended.add(shardId);
        for (const child of answer.ChildShards ?? []) if (isReadable(child, ended)) await begin(child.ShardId ?? "");
      }
    }
    caughtUp = read.length + ended.size === before;
    await sleep(POLL_MS);
  }
  return read;
}

const isReadable = ({ ParentShards = [] }: ChildShard, ended: ReadonlySet<string>): boolean =>
  ParentShards.every((parent) => ended.has(parent));
