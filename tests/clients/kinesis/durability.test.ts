// Kills of the server amid puts, deliveries and reshards. FOREBAY_FAULT_ROUNDS kills more often than the usual few.
import {
  CreateStreamCommand,
  GetRecordsCommand,
  KinesisClient,
  PutRecordsCommand,
  UpdateShardCountCommand,
} from "@aws-sdk/client-kinesis";
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { Deliveries } from "./deliveries.ts";
import { activeConsumer } from "./fan-out.ts";
import { readLineage } from "./lineage-reader.ts";
import { iterator, region, shard, text, untilActive } from "./platform.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 3);
/** After so many a new stream takes over: each round makes a stream's history longer, and with it the reading of it all. */
const ROUNDS_OF_A_STREAM = 20;
const SHARDS = 2;
const TIMEOUT_MS = 30_000 + ROUNDS * 10_000;
const WRITERS = 8;
const BATCH_RECORDS = 10;
const KILL_AFTER_MS_MAX = 700;

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/kinesis/server.child.ts")));
afterAll(() => server.remove());

const clientOf = (endpoint: string): KinesisClient =>
  new KinesisClient({
    endpoint,
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });

/** Puts until the server is gone. What was acknowledged: text by sequence number. */
async function write(kinesis: KinesisClient, StreamName: string, writer: string, acknowledged: Map<string, string>) {
  for (let batch = 0; ; batch++) {
    const texts = Array.from({ length: BATCH_RECORDS }, (_, index) => `${writer}-${batch}-${index}`);
    const Records = texts.map((each) => ({ PartitionKey: each, Data: text(each) }));
    const answer = await kinesis.send(new PutRecordsCommand({ StreamName, Records })).catch(() => undefined);
    if (!answer) return;
    for (const [index, each] of texts.entries())
      acknowledged.set(answer.Records?.[index]?.SequenceNumber ?? "refused", each);
  }
}

/** Every record of the stream: text by sequence number. Throws when numbers of a shard do not rise. */
async function readAll(kinesis: KinesisClient, StreamName: string): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (let index = 0; index < SHARDS; index++) {
    let next: string | undefined = await iterator(kinesis, StreamName, { ShardId: shard(index) });
    let last = 0n;
    for (let behind = true; behind;) {
      const answer: { Records?: object[] } & Awaited<ReturnType<typeof getRecords>> = await getRecords(kinesis, next);
      for (const { SequenceNumber = "0", Data = [] } of answer.Records ?? []) {
        if (BigInt(SequenceNumber) <= last) throw new Error(`${SequenceNumber} does not rise`);
        last = BigInt(SequenceNumber);
        all.set(SequenceNumber, Buffer.from(Data).toString());
      }
      next = answer.NextShardIterator;
      behind = (answer.Records ?? []).length > 0;
    }
  }
  return all;
}

const getRecords = (kinesis: KinesisClient, ShardIterator: string | undefined) =>
  kinesis.send(new GetRecordsCommand({ ShardIterator }));

/** Scales the stream up and down until the server is gone. */
async function reshard(kinesis: KinesisClient, StreamName: string): Promise<void> {
  for (let change = 0; ; change++) {
    const TargetShardCount = [3, 2, 4, 2][change % 4];
    const scale = new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType: "UNIFORM_SCALING" });
    const changed = await kinesis
      .send(scale)
      .then(() => untilActive(kinesis, StreamName))
      .catch((error: Error) => error);
    if (changed instanceof Error && changed.name !== "LimitExceededException") return;
  }
}

describe("durability", () => {
  it("PutRecords: nothing acknowledged is lost at kill -9, whenever it comes", { timeout: TIMEOUT_MS }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-kinesis-"));
    const acknowledged = new Map<string, string>();
    const StreamName = "crashing";
    for (let round = 0; round <= ROUNDS; round++) {
      const { endpoint, kill } = await startServer(server, folder);
      const kinesis = clientOf(endpoint);
      if (round === 0) await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: SHARDS }));
      await untilActive(kinesis, StreamName);
      const stored = await readAll(kinesis, StreamName);
      for (const [number, each] of acknowledged) expect(stored.get(number)).toBe(each);
      const texts = [...stored.values()];
      expect(new Set(texts).size).toBe(texts.length);
      if (round < ROUNDS) {
        const killAfterMs = randomInt(50, KILL_AFTER_MS_MAX);
        console.log(`round ${round}: ${stored.size} records stored, kill -9 after ${killAfterMs} ms`);
        const writing = Array.from({ length: WRITERS }, (_, writer) =>
          write(kinesis, StreamName, `${round}-${writer}`, acknowledged),
        );
        await sleep(killAfterMs);
        await kill();
        await Promise.all(writing);
      } else await kill();
      kinesis.destroy();
    }
    expect(acknowledged.size).toBeGreaterThan(WRITERS * BATCH_RECORDS);
    await rm(folder, { recursive: true, force: true });
  });

  it(
    "SubscribeToShard: kill -9 on the way loses, doubles and reorders no delivery",
    { timeout: TIMEOUT_MS },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "forebay-kinesis-"));
      const acknowledged = new Map<string, string>();
      const StreamName = "delivering";
      const shards = Array.from({ length: SHARDS }, (_, index) => new Deliveries(shard(index)));
      const delivered = () => shards.flatMap(({ records }) => records);
      let consumer = "";
      for (let round = 0; round < ROUNDS; round++) {
        const { endpoint, kill } = await startServer(server, folder);
        const kinesis = clientOf(endpoint);
        if (round === 0) await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: SHARDS }));
        await untilActive(kinesis, StreamName);
        if (round === 0)
          consumer = await activeConsumer(
            kinesis,
            `arn:aws:kinesis:${region}:000000000000:stream/${StreamName}`,
            "reader",
          );
        const killAfterMs = randomInt(50, KILL_AFTER_MS_MAX);
        console.log(`round ${round}: ${delivered().length} records delivered, kill -9 after ${killAfterMs} ms`);
        const working = [
          ...Array.from({ length: WRITERS }, (_, writer) =>
            write(kinesis, StreamName, `${round}-${writer}`, acknowledged),
          ),
          ...shards.map((each) => each.follow(kinesis, consumer, () => false)),
        ];
        await sleep(killAfterMs);
        await kill();
        await Promise.all(working);
        kinesis.destroy();
      }
      const { endpoint, kill } = await startServer(server, folder);
      const kinesis = clientOf(endpoint);
      const stored = await readAll(kinesis, StreamName);
      await Promise.all(shards.map((each) => each.follow(kinesis, consumer, () => delivered().length >= stored.size)));
      expect(new Map(delivered().map(({ number, text: each }) => [number, each]))).toEqual(stored);
      expect(delivered()).toHaveLength(stored.size);
      for (const { records } of shards)
        expect(
          records.every(({ number }, at) => at === 0 || BigInt(number) > BigInt(records[at - 1]?.number ?? 0)),
        ).toBe(true);
      for (const [number, each] of acknowledged) expect(stored.get(number)).toBe(each);
      kinesis.destroy();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  );

  it("UpdateShardCount: kill -9 on the way loses, doubles and reorders nothing", { timeout: TIMEOUT_MS }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-kinesis-"));
    const acknowledged = new Map<string, string>();
    let StreamName = "resharding-0";
    let acknowledgedBefore = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      const { endpoint, kill } = await startServer(server, folder);
      const kinesis = clientOf(endpoint);
      if (round === 0) await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: SHARDS }));
      await untilActive(kinesis, StreamName);
      const stored = await readLineage(kinesis, StreamName, (_, caughtUp) => caughtUp);
      const byNumber = new Map(stored.map((record) => [record.sequenceNumber.toString(), record.text]));
      expect(byNumber.size).toBe(stored.length);
      expect(new Set(byNumber.values()).size).toBe(stored.length);
      for (const [number, each] of acknowledged) expect(byNumber.get(number)).toBe(each);
      const lastOfShard = new Map<string, bigint>();
      for (const { shardId, sequenceNumber } of stored) {
        expect(sequenceNumber).toBeGreaterThan(lastOfShard.get(shardId) ?? 0n);
        lastOfShard.set(shardId, sequenceNumber);
      }
      if (round < ROUNDS) {
        if (round > 0 && round % ROUNDS_OF_A_STREAM === 0) {
          StreamName = `resharding-${round}`;
          acknowledgedBefore += acknowledged.size;
          acknowledged.clear();
          await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: SHARDS }));
          await untilActive(kinesis, StreamName);
        }
        const killAfterMs = randomInt(50, KILL_AFTER_MS_MAX);
        console.log(
          `round ${round}: ${stored.length} records in ${lastOfShard.size} shards, kill -9 after ${killAfterMs} ms`,
        );
        const working = [
          ...Array.from({ length: WRITERS }, (_, writer) =>
            write(kinesis, StreamName, `${round}-${writer}`, acknowledged),
          ),
          reshard(kinesis, StreamName),
        ];
        await sleep(killAfterMs);
        await kill();
        await Promise.all(working);
      } else await kill();
      kinesis.destroy();
    }
    expect(acknowledgedBefore + acknowledged.size).toBeGreaterThan(WRITERS * BATCH_RECORDS);
    await rm(folder, { recursive: true, force: true });
  });

  it("CreateStream: a stream becomes ACTIVE although the server was killed while it was CREATING", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-kinesis-"));
    const first = await startServer(server, folder);
    const before = clientOf(first.endpoint);
    await before.send(new CreateStreamCommand({ StreamName: "young", ShardCount: 1 }));
    await first.kill();
    before.destroy();
    const second = await startServer(server, folder);
    const after = clientOf(second.endpoint);
    await untilActive(after, "young");
    after.destroy();
    await second.kill();
    await rm(folder, { recursive: true, force: true });
  });
});
