// Kinesis: signed durable PutRecord against a bare node:http server, PutRecords against the log engine by itself.
import { CreateStreamCommand, DescribeStreamSummaryCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openSegments } from "../src/engines/log/segments.ts";
import { load, wireBytes, type PreparedRequest } from "./load.ts";
import { median, report } from "./report.ts";
import { type BenchServer, cpuSecondsOf, startBareServer, startForebayServer } from "./server.ts";
import { signedBytes } from "./sign.ts";

const STREAM = "bench";
const SHARDS = 4;
const RECORD_BYTES = 1024;
const BATCH_RECORDS = 500;
const MiB = 2 ** 20;

/** The two servers are measured in turns, so that what else the machine does meets both. */
const TURNS = 7;
const SINGLE = { requests: 512, connections: 64, warmUpMs: 300, durationMs: 1_000 };
const BATCH = { requests: 16, connections: 8, warmUpMs: 1_000, durationMs: 4_000 };

export async function benchKinesis(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  try {
    await createStream(forebay.endpoint);
    const single = await sign(forebay.endpoint, "PutRecord", SINGLE.requests, (index) => ({
      StreamName: STREAM,
      PartitionKey: `key-${index}`,
      Data: record(index).toString("base64"),
    }));
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
    await benchBatches(forebay.endpoint);
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

async function benchBatches(endpoint: string): Promise<void> {
  const batches = await sign(endpoint, "PutRecords", BATCH.requests, (index) => ({
    StreamName: STREAM,
    Records: batch(index).map(({ key, data }) => ({ PartitionKey: key, Data: data.toString("base64") })),
  }));
  const batchesPerSecond = await measure(endpoint, batches, BATCH);
  const mibPerSecond = (batchesPerSecond * BATCH_RECORDS * RECORD_BYTES) / MiB;
  const engine = await benchEngine();
  report(
    "kinesis: PutRecords of 500 x 1 KiB",
    `${mibPerSecond.toFixed(0)} MiB/s`,
    `${(mibPerSecond / engine).toFixed(2)} of the log engine by itself (${engine.toFixed(0)} MiB/s)`,
  );
}

/** MiB/s of the same batches appended to the log in this process, divided among as many shards. */
async function benchEngine(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-bench-log-"));
  const log = await openSegments(folder);
  try {
    const shards = Array.from({ length: SHARDS }, (_, index) => `bench/${index}`);
    for (const shard of shards) await log.create(shard);
    const begun = performance.now();
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
    const seconds = (performance.now() - begun) / 1000;
    return (batches * BATCH_RECORDS * RECORD_BYTES) / MiB / seconds;
  } finally {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const record = (index: number): Buffer => Buffer.alloc(RECORD_BYTES, `record ${index} `);

const batch = (index: number): { key: string; data: Buffer }[] =>
  Array.from({ length: BATCH_RECORDS }, (_, place) => ({ key: `key-${index}-${place}`, data: record(place) }));

async function createStream(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const kinesis = new KinesisClient({ endpoint, region: "us-east-1", credentials });
  await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: SHARDS }));
  for (let status: string | undefined; status !== "ACTIVE"; await sleep(50)) {
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: STREAM }));
    status = StreamDescriptionSummary?.StreamStatus;
  }
  kinesis.destroy();
}

const sign = (endpoint: string, operation: string, count: number, bodyOf: (index: number) => object) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => {
      const request: PreparedRequest = {
        method: "POST",
        path: "/",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Kinesis_20131202.${operation}` },
        body: Buffer.from(JSON.stringify(bodyOf(index))),
      };
      return signedBytes(endpoint, "kinesis", request);
    }),
  );

async function measure(endpoint: string, requests: readonly Buffer[], plan: typeof SINGLE): Promise<number> {
  await load(endpoint, requests, plan.connections, plan.warmUpMs);
  return (await load(endpoint, requests, plan.connections, plan.durationMs)).requestsPerSecond;
}
