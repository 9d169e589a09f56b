// Reshards under load: nothing is lost, doubled or out of order, whoever reads.
import {
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
} from "@aws-sdk/client-kinesis";
import { expect, it } from "vitest";
import { type ReadRecord, readLineage } from "./lineage-reader.ts";
import { activeStream, platform, text, untilActive } from "./platform.ts";

const { kinesis } = await platform();

const KEYS = 8;
const BATCH_RECORDS = 4;

it("records put during splits, merges and scaling are read exactly once per consumer and in order per key", async () => {
  const StreamName = await activeStream(kinesis, { ShardCount: 2 });
  const written = new Map<string, string[]>();
  const resharding = new AbortController();
  /** Puts records of one key, one call after the other; in turns by PutRecord and PutRecords. */
  const write = async (key: string): Promise<void> => {
    const texts: string[] = [];
    written.set(key, texts);
    while (!resharding.signal.aborted) {
      const batch = Array.from({ length: BATCH_RECORDS }, (_, at) => `${key}-${texts.length + at}`);
      const Records = batch.map((each) => ({ PartitionKey: key, Data: text(each) }));
      const { FailedRecordCount } = await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
      expect(FailedRecordCount).toBe(0);
      texts.push(...batch);
      const single = `${key}-${texts.length}`;
      await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: key, Data: text(single) }));
      texts.push(single);
    }
  };
  const writing = Array.from({ length: KEYS }, (_, at) => write(`key-${at}`));
  const total = () => [...written.values()].reduce((sum, texts) => sum + texts.length, 0);
  const isEnough = (records: readonly ReadRecord[]) => resharding.signal.aborted && records.length >= total();
  const reading = [readLineage(kinesis, StreamName, isEnough), readLineage(kinesis, StreamName, isEnough)];

  const open = async () => {
    const { Shards = [] } = await kinesis.send(
      new ListShardsCommand({ StreamName, ShardFilter: { Type: "AT_LATEST" } }),
    );
    return Shards.map(({ ShardId, HashKeyRange }) => ({
      id: ShardId,
      first: BigInt(HashKeyRange?.StartingHashKey ?? 0),
      last: BigInt(HashKeyRange?.EndingHashKey ?? 0),
    })).toSorted((a, b) => (a.first < b.first ? -1 : 1));
  };
  const scale = (TargetShardCount: number) =>
    kinesis.send(new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType: "UNIFORM_SCALING" }));
  const split = async () => {
    const [shard] = await open();
    const NewStartingHashKey = (((shard?.first ?? 0n) + (shard?.last ?? 0n)) / 2n).toString();
    await kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: shard?.id, NewStartingHashKey }));
  };
  const merge = async () => {
    const [left, right] = await open();
    await kinesis.send(new MergeShardsCommand({ StreamName, ShardToMerge: left?.id, AdjacentShardToMerge: right?.id }));
  };
  for (const change of [split, () => scale(5), merge, () => scale(8), () => scale(5), merge, split, () => scale(3)]) {
    await change();
    await untilActive(kinesis, StreamName);
  }
  resharding.abort();
  await Promise.all(writing);

  for (const records of await Promise.all(reading)) {
    expect(records).toHaveLength(total());
    for (const [key, texts] of written) {
      const own = records.filter((record) => record.key === key);
      expect(own.map((record) => record.text)).toEqual(texts);
      const numbers = own.map(({ sequenceNumber }) => sequenceNumber);
      expect(numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0n))).toBe(true);
    }
    expect(new Set(records.map(({ sequenceNumber }) => sequenceNumber)).size).toBe(records.length);
  }
  expect(new Set((await reading[0])?.map(({ shardId }) => shardId)).size).toBeGreaterThan(8);
});
