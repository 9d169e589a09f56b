import { PutRecordBatchCommand } from "@aws-sdk/client-firehose";
import { CreateStreamCommand, PutRecordsCommand, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Forebay } from "../../../src/index.ts";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import {
  account,
  activeStream,
  clientsOf,
  contents,
  newBucket,
  region,
  roleArn,
  text,
  toBucket,
  until,
  type Clients,
} from "./platform.ts";
import { endpoint, json, receipt, textsIn } from "./endpoint.ts";
import { newRole } from "../role.ts";
import { extraction, functions, handler, partitioned, processor } from "./processing.ts";

const ROUNDS = 4;
const WRITERS = 4;
const BATCH_RECORDS = 20;
const KILL_AFTER_MS_MAX = 1_500;
const TEST_TIMEOUT_MS = 120_000;

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/kinesis/server.child.ts")));
afterAll(() => server.remove());

interface Server {
  readonly clientConfig: Forebay["clientConfig"];
  readonly clients: Clients;
  readonly kill: () => Promise<void>;
}

async function start(folder: string): Promise<Server> {
  const { endpoint, kill: end } = await startServer(server, folder);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const clientConfig = { endpoint, region, credentials, forcePathStyle: true } as const;
  const clients = clientsOf(clientConfig);
  const kill = async (): Promise<void> => {
    await end();
    for (const client of Object.values(clients)) client.destroy();
  };
  return { clientConfig, clients, kill };
}

type Arrivals = (s3: Clients["s3"], bucket: string) => Promise<readonly string[]>;

const inBucket: Arrivals = async (s3, bucket) => (await contents(s3, bucket)).split("\n");

type Put = (clients: Clients, texts: readonly string[]) => Promise<unknown>;

/** Puts until the server is gone; what it acknowledged goes to `acknowledged`. */
async function write(clients: Clients, put: Put, writer: string, acknowledged: Set<string>): Promise<void> {
  for (let batch = 0; ; batch++) {
    const texts = Array.from({ length: BATCH_RECORDS }, (_, index) => `${writer}-${batch}-${index}`);
    const done = await put(clients, texts).then(
      () => true,
      () => false,
    );
    if (!done) return;
    for (const each of texts) acknowledged.add(each);
  }
}

/** Kills the server while records are put and delivered; afterwards everything acknowledged must have been delivered. */
async function survive(
  prepare: (clients: Clients, bucket: string, running: Server) => Promise<Put>,
  arrivals: Arrivals = inBucket,
): Promise<{ readonly missing: number; readonly delivered: number; readonly acknowledged: number }> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-firehose-kill-"));
  const acknowledged = new Set<string>();
  try {
    let running = await start(folder);
    await newRole(running, "firehose", ["firehose.amazonaws.com"]);
    const bucket = await newBucket(running.clients.s3);
    const put = await prepare(running.clients, bucket, running);
    for (let round = 0; round < ROUNDS; round++) {
      const { clients } = running;
      const writers = Array.from({ length: WRITERS }, (_, index) =>
        write(clients, put, `${round}-${index}`, acknowledged),
      );
      await sleep(randomInt(KILL_AFTER_MS_MAX));
      await running.kill();
      await Promise.all(writers);
      running = await start(folder);
    }
    const arrived = new Set<string>();
    const { s3 } = running.clients;
    // Only S3 is asked: deliveries go on by themselves.
    await until(async () => {
      for (const line of await arrivals(s3, bucket)) arrived.add(line);
      return [...acknowledged].every((each) => arrived.has(each));
    }).catch(() => {});
    await running.kill();
    const missing = [...acknowledged].filter((each) => !arrived.has(each)).length;
    return { missing, delivered: arrived.size, acknowledged: acknowledged.size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const lines = (texts: readonly string[]) => texts.map((each) => text(`${each}\n`));

it(
  "nothing that PutRecordBatch acknowledged is lost at kill -9",
  async () => {
    const result = await survive(async ({ firehose }, bucket) => {
      const hints = { SizeInMBs: 1, IntervalInSeconds: 1 };
      const DeliveryStreamName = await activeStream(firehose, {
        ExtendedS3DestinationConfiguration: toBucket(bucket, { BufferingHints: hints }),
      });
      return (clients, texts) => {
        const Records = lines(texts).map((Data) => ({ Data }));
        return clients.firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
      };
    });
    expect(result).toMatchObject({ missing: 0 });
    expect(result.acknowledged).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);

it(
  "nothing that PutRecordBatch acknowledged for an HTTP endpoint is lost at kill -9",
  async () => {
    // Every third request fails, so that some are under way again when the process ends.
    const server = await endpoint((received, response, count) => {
      if (count % 3 === 2) json(response, 500, {});
      else receipt(received, response);
    });
    const result = await survive(
      async ({ firehose }, bucket) => {
        const DeliveryStreamName = await activeStream(firehose, {
          HttpEndpointDestinationConfiguration: {
            EndpointConfiguration: { Url: server.url },
            BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
            S3Configuration: { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${bucket}` },
          },
        });
        return (clients, texts) => {
          const Records = texts.map((each) => ({ Data: text(each) }));
          return clients.firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
        };
      },
      async () => server.requests.filter((_, index) => index % 3 !== 2).flatMap(textsIn),
    );
    expect(result).toMatchObject({ missing: 0 });
    expect(result.acknowledged).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);

it(
  "nothing that the Kinesis source acknowledged is lost at kill -9",
  async () => {
    const StreamName = "source";
    const result = await survive(async ({ firehose, kinesis }, bucket) => {
      await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
      await waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName });
      const KinesisStreamARN = `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`;
      await activeStream(firehose, {
        DeliveryStreamType: "KinesisStreamAsSource",
        KinesisStreamSourceConfiguration: { KinesisStreamARN, RoleARN: roleArn },
        ExtendedS3DestinationConfiguration: toBucket(bucket, {
          BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 },
        }),
      });
      return async (clients, texts) => {
        const Records = lines(texts).map((Data, index) => ({ Data, PartitionKey: String(index) }));
        const { FailedRecordCount } = await clients.kinesis.send(new PutRecordsCommand({ StreamName, Records }));
        if (FailedRecordCount) throw new Error(`${FailedRecordCount} records were refused`);
      };
    });
    expect(result).toMatchObject({ missing: 0 });
    expect(result.acknowledged).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);

it(
  "nothing that a transformed and partitioned stream acknowledged is lost at kill -9",
  async () => {
    const result = await survive(
      async ({ firehose }, bucket, { clientConfig }) => {
        const newFunction = await functions({ clientConfig });
        const arn = await newFunction(handler('return ok(JSON.stringify({ t: text.trim() }) + "\\n");'));
        const lambda = processor("Lambda", { LambdaArn: arn, BufferSizeInMBs: "1", BufferIntervalInSeconds: "1" });
        const DeliveryStreamName = await activeStream(firehose, {
          ExtendedS3DestinationConfiguration: partitioned(bucket, "last=!{partitionKeyFromQuery:last}/", [
            lambda,
            extraction("{last: .t[-1:]}"),
          ]),
        });
        return (clients, texts) => {
          const Records = lines(texts).map((Data) => ({ Data }));
          return clients.firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
        };
      },
      async (s3, bucket) => (await inBucket(s3, bucket)).map((line) => /^\{"t":"(.*)"\}$/.exec(line)?.[1] ?? ""),
    );
    expect(result).toMatchObject({ missing: 0 });
    expect(result.acknowledged).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);
