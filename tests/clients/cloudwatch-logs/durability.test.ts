// Kills of the server amid writers. FOREBAY_FAULT_ROUNDS kills more often than the usual few.
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from "@aws-sdk/client-kinesis";
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { newRole } from "../role.ts";
import { account, region } from "./platform.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 3);
const TIMEOUT_MS = 60_000 + ROUNDS * 10_000;
const WRITERS = 4;
const BATCH_EVENTS = 20;
const KILL_AFTER_MS_MAX = 700;
const logGroupName = "/crashing";

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/kinesis/server.child.ts")));
afterAll(() => server.remove());

const configOf = (endpoint: string) => ({
  endpoint,
  region,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
  forcePathStyle: true as const,
});

/** Writes until the server is gone; notes what was acknowledged. */
async function write(logs: CloudWatchLogsClient, writer: string, acknowledged: Set<string>): Promise<void> {
  for (let batch = 0; ; batch++) {
    const messages = Array.from({ length: BATCH_EVENTS }, (_, index) => `${writer}-${batch}-${index}`);
    const logEvents = messages.map((message) => ({ timestamp: Date.now(), message }));
    const put = new PutLogEventsCommand({ logGroupName, logStreamName: "s", logEvents });
    const answer = await logs.send(put).catch(() => undefined);
    if (!answer) return;
    for (const message of messages) acknowledged.add(message);
  }
}

async function readAll(logs: CloudWatchLogsClient): Promise<string[]> {
  const all: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
    all.push(...(page.events ?? []).map(({ message = "" }) => message));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return all;
}

/** Every message that the subscription's stream was given. */
async function delivered(kinesis: KinesisClient): Promise<Set<string>> {
  const place = { StreamName: "sub", ShardId: "shardId-000000000000", ShardIteratorType: "TRIM_HORIZON" } as const;
  let { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(place));
  const all = new Set<string>();
  for (;;) {
    const {
      Records = [],
      NextShardIterator,
      MillisBehindLatest,
    } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    for (const { Data = Buffer.alloc(0) } of Records) {
      const { logEvents } = JSON.parse(gunzipSync(Data).toString()) as { logEvents: { message: string }[] };
      for (const { message } of logEvents) all.add(message);
    }
    ShardIterator = NextShardIterator;
    if (Records.length === 0 && MillisBehindLatest === 0) return all;
  }
}

async function begin(endpoint: string, logs: CloudWatchLogsClient, kinesis: KinesisClient): Promise<void> {
  const roleArn = await newRole({ clientConfig: configOf(endpoint) }, "delivers", ["logs.amazonaws.com"]);
  await kinesis.send(new CreateStreamCommand({ StreamName: "sub", ShardCount: 1 }));
  for (let status: string | undefined; status !== "ACTIVE"; await sleep(50))
    status = (await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "sub" }))).StreamDescriptionSummary
      ?.StreamStatus;
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "s" }));
  const destinationArn = `arn:aws:kinesis:${region}:${account}:stream/sub`;
  await logs.send(
    new PutSubscriptionFilterCommand({ logGroupName, filterName: "f", filterPattern: "", destinationArn, roleArn }),
  );
}

it(
  "PutLogEvents: nothing acknowledged is lost at kill -9, nor on its way to a destination",
  { timeout: TIMEOUT_MS },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-logs-"));
    const acknowledged = new Set<string>();
    for (let round = 0; round <= ROUNDS; round++) {
      const { endpoint, kill } = await startServer(server, folder);
      const logs = new CloudWatchLogsClient(configOf(endpoint));
      const kinesis = new KinesisClient(configOf(endpoint));
      if (round === 0) await begin(endpoint, logs, kinesis);
      const stored = await readAll(logs);
      expect(new Set(stored).size).toBe(stored.length);
      for (const message of acknowledged) expect(stored).toContain(message);
      if (round < ROUNDS) {
        const killAfterMs = randomInt(50, KILL_AFTER_MS_MAX);
        console.log(`round ${round}: ${stored.length} events stored, kill -9 after ${killAfterMs} ms`);
        const writing = Array.from({ length: WRITERS }, (_, writer) => write(logs, `${round}-${writer}`, acknowledged));
        await sleep(killAfterMs);
        await kill();
        await Promise.all(writing);
      } else {
        let found = await delivered(kinesis);
        for (let tries = 0; tries < 100 && stored.some((message) => !found.has(message)); tries++) {
          await sleep(100);
          found = await delivered(kinesis);
        }
        expect(stored.filter((message) => !found.has(message))).toEqual([]);
        await kill();
      }
      logs.destroy();
      kinesis.destroy();
    }
    expect(acknowledged.size).toBeGreaterThan(WRITERS * BATCH_EVENTS);
    await rm(folder, { recursive: true, force: true });
  },
);
