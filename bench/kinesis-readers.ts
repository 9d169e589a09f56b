// What leaves Kinesis: GetRecords and SubscribeToShard in bulk, and how soon a subscriber sees a put.
import {
  DescribeStreamConsumerCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  SubscribeToShardCommand,
} from "@aws-sdk/client-kinesis";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../src/engines/log/log.ts";
import { load, type PreparedRequest, wireBytes } from "./load.ts";
import { report } from "./report.ts";
import { type BenchServer, cpuSecondsOf } from "./server.ts";
import { signedBytes } from "./sign.ts";

const MiB = 2 ** 20;
const READ_BYTES = 10 * MiB;
const READ_RECORDS = 10_000;
const READING = { connections: 4, warmUpMs: 500, durationMs: 3_000 };
const LATENCY_PUTS = 400;
const LATENCY_GAP_MS = 5;

/** Of bytes in or out, by the wall and by the CPU of whoever moves them. */
export interface Rate {
  readonly mibPerSecond: number;
  readonly cpuMsPerMib: number;
}

/** `0.41 of the log engine by itself (250 MiB/s), 0.35 by CPU time` */
export const ofEngine = (own: Rate, engine: Rate): string =>
  `${(own.mibPerSecond / engine.mibPerSecond).toFixed(2)} of the log engine by itself (${engine.mibPerSecond.toFixed(0)} MiB/s), ` +
  `${(engine.cpuMsPerMib / own.cpuMsPerMib).toFixed(2)} by CPU time (${own.cpuMsPerMib.toFixed(1)} ms a MiB)`;

export interface Filled {
  readonly kinesis: KinesisClient;
  readonly server: BenchServer;
  readonly endpoint: string;
  readonly stream: string;
  readonly shardIds: readonly string[];
  /** In every shard, in bytes of data. */
  readonly shardBytes: number;
}

/** The same request over and over: an iterator may be used again. */
export async function benchGetRecords(filled: Filled, bareEndpoint: string, engine: Rate): Promise<void> {
  const { kinesis, server, endpoint, stream: StreamName } = filled;
  const requests: Buffer[] = [];
  for (const ShardId of filled.shardIds) {
    const at = new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" });
    const { ShardIterator } = await kinesis.send(at);
    requests.push(await signedBytes(endpoint, "kinesis", callOf("GetRecords", { ShardIterator })));
  }
  const readBytes = Math.min(READ_BYTES, filled.shardBytes);
  await load(endpoint, requests, READING.connections, READING.warmUpMs);
  const before = cpuSecondsOf(server);
  const read = await load(endpoint, requests, READING.connections, READING.durationMs);
  const mibPerSecond = (read.requestsPerSecond * readBytes) / MiB;
  const cpuMsPerMib = ((cpuSecondsOf(server) - before) * 1000) / (mibPerSecond * read.seconds);
  const answerBytes = Math.round(read.receivedBytesPerSecond / read.requestsPerSecond);
  const bare = await bareMibPerSecond(bareEndpoint, answerBytes);
  const ofBare = read.receivedBytesPerSecond / MiB / bare;
  report(
    "kinesis: GetRecords of 10 MiB",
    `${mibPerSecond.toFixed(0)} MiB/s`,
    `${ofEngine({ mibPerSecond, cpuMsPerMib }, engine)}, ` +
      `${ofBare.toFixed(2)} of bare node:http in bytes sent (${bare.toFixed(0)} MiB/s)`,
  );
}

async function bareMibPerSecond(endpoint: string, answerBytes: number): Promise<number> {
  const headers = { host: new URL(endpoint).host };
  const ask = wireBytes({ method: "POST", path: `/${answerBytes}`, headers, body: Buffer.alloc(300) });
  await load(endpoint, [ask], READING.connections, READING.warmUpMs);
  return (await load(endpoint, [ask], READING.connections, READING.durationMs)).receivedBytesPerSecond / MiB;
}

/** The same reads from the log in this process. */
export async function engineReads(log: Log, shards: readonly string[]): Promise<Rate> {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  let readBytes = 0;
  while (performance.now() - begun < READING.durationMs)
    for (const shard of shards) {
      const records = await log.read(shard, { from: 0, recordsMax: READ_RECORDS, sizeMaxBytes: READ_BYTES });
      for (const { data } of records) readBytes += data.length;
    }
  return rateOf(readBytes, begun, cpu);
}

/** Of this process, since `begun` and `cpu`. */
export function rateOf(movedBytes: number, begun: number, cpu: NodeJS.CpuUsage): Rate {
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { mibPerSecond: movedBytes / MiB / seconds, cpuMsPerMib: (user + system) / 1000 / (movedBytes / MiB) };
}

/** Every consumer reads every shard at once; one more has warmed the server up. */
export async function benchSubscribe(filled: Filled, engine: Rate): Promise<void> {
  const readAll = (arns: readonly string[]) =>
    Promise.all(arns.flatMap((arn) => filled.shardIds.map((shardId) => readToEnd(filled, arn, shardId))));
  await readAll([await activeConsumer(filled, "warm-up")]);
  for (const consumers of [1, 2]) {
    const arns = await Promise.all(
      Array.from({ length: consumers }, (_, index) => activeConsumer(filled, `bulk-${consumers}-${index}`)),
    );
    const before = cpuSecondsOf(filled.server);
    const begun = performance.now();
    await readAll(arns);
    const seconds = (performance.now() - begun) / 1000;
    const mib = (filled.shardBytes * filled.shardIds.length * consumers) / MiB;
    const rate = { mibPerSecond: mib / seconds, cpuMsPerMib: ((cpuSecondsOf(filled.server) - before) * 1000) / mib };
    report(
      `kinesis: SubscribeToShard, ${consumers} consumer${consumers > 1 ? "s" : ""}`,
      `${rate.mibPerSecond.toFixed(0)} MiB/s`,
      ofEngine(rate, engine),
    );
  }
}

/** Resolves when the subscription has caught up; what it was sent is counted and thrown away. */
async function readToEnd({ endpoint }: Filled, ConsumerARN: string, ShardId: string): Promise<void> {
  const input = { ConsumerARN, ShardId, StartingPosition: { Type: "TRIM_HORIZON" } };
  const signed = (await signedBytes(endpoint, "kinesis", callOf("SubscribeToShard", input))).toString();
  const [head = "", body = ""] = signed.split("\r\n\r\n");
  const headers = Object.fromEntries(
    head
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(/: (.*)/s)),
  );
  await new Promise<void>((resolve, reject) => {
    const sent = request(endpoint, { method: "POST", headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`SubscribeToShard answered ${answer.statusCode}`));
      let tail = "";
      answer.on("data", (chunk: Buffer) => {
        tail = (tail + chunk.subarray(-200).toString("latin1")).slice(-400);
        if (!tail.includes('"MillisBehindLatest":0')) return;
        answer.destroy();
        resolve();
      });
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

export async function benchLatency(filled: Filled): Promise<void> {
  const { kinesis, stream: StreamName } = filled;
  const going = new AbortController();
  const subscribe = new SubscribeToShardCommand({
    ConsumerARN: await activeConsumer(filled, "latency"),
    ShardId: filled.shardIds[0],
    StartingPosition: { Type: "LATEST" },
  });
  const { EventStream } = await kinesis.send(subscribe, { abortSignal: going.signal });
  const begunAt = new Map<string, number>();
  const latenciesMs: number[] = [];
  const reading = (async () => {
    for await (const { SubscribeToShardEvent: event } of EventStream ?? []) {
      const now = performance.now();
      for (const { Data } of event?.Records ?? []) {
        const begun = begunAt.get(Buffer.from(Data ?? []).toString());
        if (begun !== undefined) latenciesMs.push(now - begun);
      }
      if (latenciesMs.length >= LATENCY_PUTS) return;
    }
  })();
  for (let put = 0; put < LATENCY_PUTS; put++) {
    begunAt.set(`latency-${put}`, performance.now());
    const Data = Buffer.from(`latency-${put}`);
    await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "a", ExplicitHashKey: "0", Data }));
    await sleep(LATENCY_GAP_MS);
  }
  await reading;
  going.abort();
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
  report(
    "kinesis: put to subscriber, SDK to SDK",
    `${at(0.5)} ms p50`,
    `${at(0.99)} ms p99, durable before it is sent`,
  );
}

async function activeConsumer({ kinesis, endpoint, stream }: Filled, ConsumerName: string): Promise<string> {
  const StreamARN = `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`;
  const { Consumer } = await kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName }));
  const ConsumerARN = Consumer?.ConsumerARN ?? "";
  for (let status: string | undefined; status !== "ACTIVE"; await sleep(50)) {
    const described = await kinesis.send(new DescribeStreamConsumerCommand({ ConsumerARN }));
    status = described.ConsumerDescription?.ConsumerStatus;
    if (status === undefined) throw new Error(`no consumer ${ConsumerName} at ${endpoint}`);
  }
  return ConsumerARN;
}

export const callOf = (operation: string, body: object): PreparedRequest => ({
  method: "POST",
  path: "/",
  headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Kinesis_20131202.${operation}` },
  body: Buffer.from(JSON.stringify(body)),
});
