// Kinesis: signed durable PutRecord against a bare node:http server, PutRecords and reads against the log engine by itself.
// Side by side with kinesalite when KINESALITE_CLI says where its cli.js is: it is no dependency of ours.
import { CreateStreamCommand, DescribeStreamSummaryCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../src/engines/log/log.ts";
import { openSegments } from "../src/engines/log/segments.ts";
import { load, sendAll, wireBytes } from "./load.ts";
import {
  benchGetRecords,
  benchLatency,
  benchSubscribe,
  callOf,
  engineReads,
  ofEngine,
  type Rate,
  rateOf,
} from "./kinesis-readers.ts";
import { median, report } from "./report.ts";
import { type BenchServer, cpuSecondsOf, startBareServer, startForebayServer, startKinesalite } from "./server.ts";
import { signedBytes } from "./sign.ts";

const STREAM = "bench";
const SHARDS = 4;
const RECORD_BYTES = 1024;
const BATCH_RECORDS = 500;
const MiB = 2 ** 20;

/** The two servers are measured in turns, so that what else the machine does meets both. */
const TURNS = 7;
const SINGLE = { requests: 512, connections: 64, warmUpMs: 300, durationMs: 1_000 };
/** What readers find in every shard, in batches as above. */
const SHARD_FILL_BYTES = 16 * MiB;
const KINESALITE_CREATES_MS = 1_000;
const BATCH = { requests: 16, connections: 8, warmUpMs: 1_000, durationMs: 4_000 };

export async function benchKinesis(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  try {
    (await createStream(forebay.endpoint)).destroy();
    const single = await signSingles(forebay.endpoint);
    const ceiling = [bareRequest(bare.endpoint)];
    const turns: { readonly bare: Turn; readonly forebay: Turn }[] = [];
    while (turns.length < TURNS) turns.push({ bare: await turn(bare, ceiling), forebay: await turn(forebay, single) });
    const ratio = median(turns.map((one) => one.forebay.perSecond / one.bare.perSecond));
    const ofCpu = median(turns.map((one) => one.bare.cpuMicros / one.forebay.cpuMicros));
    report(
      "kinesis: signed durable PutRecord 1 KiB",
      `${Math.round(median(turns.map((one) => one.forebay.perSecond)))} req/s`,
      `${ratio.toFixed(2)} of bare node:http (${Math.round(median(turns.map((one) => one.bare.perSecond)))} req/s), ` +
        `${ofCpu.toFixed(2)} by CPU time (${median(turns.map((one) => one.forebay.cpuMicros)).toFixed(0)} us a request)`,
    );
    const batched = await benchBatches(forebay);
    const perSecond = median(turns.map((one) => one.forebay.perSecond));
    await benchReaders(forebay, bare.endpoint);
    await benchKinesalite({ perSecond, mibPerSecond: batched });
  } finally {
    await forebay.stop();
    await bare.stop();
  }
}

interface Turn {
  readonly perSecond: number;
  /** CPU time a request, warm-up excluded. */
  readonly cpuMicros: number;
}

async function turn(server: BenchServer, requests: readonly Buffer[]): Promise<Turn> {
  await load(server.endpoint, requests, SINGLE.connections, SINGLE.warmUpMs);
  const before = cpuSecondsOf(server);
  const { requestsPerSecond, seconds } = await load(server.endpoint, requests, SINGLE.connections, SINGLE.durationMs);
  const cpuSeconds = cpuSecondsOf(server) - before;
  return { perSecond: requestsPerSecond, cpuMicros: (cpuSeconds * 1e6) / (requestsPerSecond * seconds) };
}

/** The ceiling: a server that reads the same body and answers as many bytes. */
function bareRequest(endpoint: string): Buffer {
  const body = Buffer.from(JSON.stringify({ StreamName: STREAM, Data: record(0).toString("base64") }));
  return wireBytes({ method: "POST", path: "/110", headers: { host: new URL(endpoint).host }, body });
}

async function benchReaders(server: BenchServer, bareEndpoint: string): Promise<void> {
  const { endpoint } = server;
  const stream = "readers";
  const kinesis = await createStream(endpoint, stream);
  const batchBytes = BATCH_RECORDS * RECORD_BYTES;
  const batchesPerShard = Math.ceil(SHARD_FILL_BYTES / batchBytes);
  const width = 2n ** 128n / BigInt(SHARDS);
  const filling = await sign(endpoint, "PutRecords", batchesPerShard * SHARDS, (index) => ({
    StreamName: stream,
    Records: batch(index).map(({ key, data }) => ({
      PartitionKey: key,
      ExplicitHashKey: (width * BigInt(index % SHARDS)).toString(),
      Data: data.toString("base64"),
    })),
  }));
  await sendAll(endpoint, filling, BATCH.connections);
  const shardIds = Array.from({ length: SHARDS }, (_, index) => `shardId-${String(index).padStart(12, "0")}`);
  const filled = { kinesis, server, endpoint, stream, shardIds, shardBytes: batchesPerShard * batchBytes };
  const engine = await withLog(async (log, shards) => {
    for (const shard of shards)
      for (let at = 0; at < batchesPerShard; at++)
        await log.append(
          shard,
          batch(at).map((each) => ({ ...each, timestampMs: 0 })),
        );
    return engineReads(log, shards);
  });
  await benchGetRecords(filled, bareEndpoint, engine);
  await benchSubscribe(filled, engine);
  await benchLatency(filled);
  kinesis.destroy();
}

/** kinesalite keeps its records in memory. */
async function benchKinesalite(forebay: { readonly perSecond: number; readonly mibPerSecond: number }): Promise<void> {
  const server = await startKinesalite();
  if (!server) return console.log("kinesis: kinesalite is not here (KINESALITE_CLI), so there is nothing beside it");
  try {
    // By hand: kinesalite does not speak the SDK's HTTP/2.
    const input = { StreamName: STREAM, ShardCount: SHARDS };
    await sendAll(server.endpoint, await sign(server.endpoint, "CreateStream", 1, () => input), 1);
    await sleep(KINESALITE_CREATES_MS);
    const { perSecond } = await turn(server, await signSingles(server.endpoint));
    report("kinesalite: PutRecord 1 KiB", `${Math.round(perSecond)} req/s`, ratioOf(forebay.perSecond, perSecond));
    const { mibPerSecond } = await batchRate(server);
    report(
      "kinesalite: PutRecords of 500 x 1 KiB",
      `${mibPerSecond.toFixed(0)} MiB/s`,
      ratioOf(forebay.mibPerSecond, mibPerSecond),
    );
  } finally {
    await server.stop();
  }
}

const ratioOf = (ours: number, theirs: number): string => `Forebay: ${(ours / theirs).toFixed(1)} times that`;

/** MiB/s in. */
async function benchBatches(server: BenchServer): Promise<number> {
  const rate = await batchRate(server);
  const engine = await benchEngine();
  report("kinesis: PutRecords of 500 x 1 KiB", `${rate.mibPerSecond.toFixed(0)} MiB/s`, ofEngine(rate, engine));
  return rate.mibPerSecond;
}

async function batchRate(server: BenchServer): Promise<Rate> {
  const { endpoint } = server;
  const batches = await sign(endpoint, "PutRecords", BATCH.requests, (index) => ({
    StreamName: STREAM,
    Records: batch(index).map(({ key, data }) => ({ PartitionKey: key, Data: data.toString("base64") })),
  }));
  await load(endpoint, batches, BATCH.connections, BATCH.warmUpMs);
  const before = cpuSecondsOf(server);
  const { requestsPerSecond, seconds } = await load(endpoint, batches, BATCH.connections, BATCH.durationMs);
  const mibPerSecond = (requestsPerSecond * BATCH_RECORDS * RECORD_BYTES) / MiB;
  return { mibPerSecond, cpuMsPerMib: ((cpuSecondsOf(server) - before) * 1000) / (mibPerSecond * seconds) };
}

/** The same batches appended to the log in this process, divided among as many shards. */
const benchEngine = (): Promise<Rate> =>
  withLog(async (log, shards) => {
    const begun = performance.now();
    const cpu = process.cpuUsage();
    let batches = 0;
    const write = async (writer: number): Promise<void> => {
      const records = batch(writer).map((each) => ({ ...each, timestampMs: 0 }));
      const share = BATCH_RECORDS / SHARDS;
      while (performance.now() - begun < BATCH.durationMs) {
        const parts = shards.map((shard, index) =>
          log.append(shard, records.slice(index * share, (index + 1) * share)),
        );
        await Promise.all(parts);
        batches++;
      }
    };
    await Promise.all(Array.from({ length: BATCH.connections }, (_, writer) => write(writer)));
    return rateOf(batches * BATCH_RECORDS * RECORD_BYTES, begun, cpu);
  });

/** The log engine by itself, in this process, with as many shards. */
async function withLog(run: (log: Log, shards: readonly string[]) => Promise<Rate>): Promise<Rate> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-bench-log-"));
  const log = await openSegments(folder);
  try {
    const shards = Array.from({ length: SHARDS }, (_, index) => `bench/${index}`);
    for (const shard of shards) await log.create(shard);
    return await run(log, shards);
  } finally {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const record = (index: number): Buffer => Buffer.alloc(RECORD_BYTES, `record ${index} `);

const batch = (index: number): { key: string; data: Buffer }[] =>
  Array.from({ length: BATCH_RECORDS }, (_, place) => ({ key: `key-${index}-${place}`, data: record(place) }));

/** A client with which the stream is ACTIVE. */
async function createStream(endpoint: string, StreamName = STREAM): Promise<KinesisClient> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const kinesis = new KinesisClient({ endpoint, region: "us-east-1", credentials });
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: SHARDS }));
  for (let status: string | undefined; status !== "ACTIVE"; await sleep(50)) {
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    status = StreamDescriptionSummary?.StreamStatus;
  }
  return kinesis;
}

const signSingles = (endpoint: string): Promise<Buffer[]> =>
  sign(endpoint, "PutRecord", SINGLE.requests, (index) => ({
    StreamName: STREAM,
    PartitionKey: `key-${index}`,
    Data: record(index).toString("base64"),
  }));

const sign = (endpoint: string, operation: string, count: number, bodyOf: (index: number) => object) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => signedBytes(endpoint, "kinesis", callOf(operation, bodyOf(index)))),
  );
