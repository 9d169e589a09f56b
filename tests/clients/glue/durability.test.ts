// kill -9 of the whole platform during a crawl: the run goes on where the platform is started again, and counts nothing twice.
// FOREBAY_FAULT_ROUNDS kills more often; FOREBAY_SEED repeats a run.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateCrawlerCommand,
  GetCrawlerCommand,
  GetCrawlerMetricsCommand,
  GetPartitionsCommand,
  GlueClient,
  type GlueClientConfig,
  ListCrawlsCommand,
  StartCrawlerCommand,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, type Child, start } from "../../faults/child.ts";
import { randomOf, seed } from "../../faults/random.ts";
import { newRole } from "../role.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 4);
const PARTITIONS = 450;
const LIFE_MAX_MS = 400;
const Name = "killed";
const Bucket = "killed";

let platform: Bundle;
beforeAll(async () => {
  platform = await bundle("../clients/glue/durability.child.ts");
});
afterAll(() => platform.remove());

interface Life {
  readonly clientConfig: GlueClientConfig;
  readonly child: Child;
  readonly glue: GlueClient;
  readonly s3: S3Client;
}

async function begin(folder: string): Promise<Life> {
  const child = start([platform.path, folder]);
  if (!child.process.stdout) throw new Error("no output");
  const [endpoint] = (await once(createInterface({ input: child.process.stdout }), "line")) as [string];
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const clientConfig = { endpoint, credentials, region: "us-east-1", forcePathStyle: true };
  return { clientConfig, child, glue: new GlueClient(clientConfig), s3: new S3Client(clientConfig) };
}

async function kill({ child, glue, s3 }: Life): Promise<void> {
  child.process.kill("SIGKILL");
  expect(await child.ended).toMatchObject({ signal: "SIGKILL", errors: "" });
  glue.destroy();
  s3.destroy();
}

async function prepare({ clientConfig, glue, s3 }: Life): Promise<void> {
  await newRole({ clientConfig }, "Crawler", ["glue.amazonaws.com"]);
  await s3.send(new CreateBucketCommand({ Bucket }));
  const Body = '{"id":1,"text":"x"}\n'.repeat(200);
  const put = (n: number) => s3.send(new PutObjectCommand({ Bucket, Key: `data/n=${n}/a.json`, Body }));
  await Promise.all(Array.from({ length: PARTITIONS }, (_, n) => put(n)));
  const S3Targets = [{ Path: `s3://${Bucket}/data` }];
  await glue.send(new CreateCrawlerCommand({ Name, Role: "Crawler", DatabaseName: "db", Targets: { S3Targets } }));
  await glue.send(new StartCrawlerCommand({ Name }));
}

async function partitionsOf(glue: GlueClient): Promise<number> {
  const { Partitions } = await glue.send(new GetPartitionsCommand({ DatabaseName: "db", TableName: "data" }));
  return Partitions?.length ?? 0;
}

it(`a crawl survives ${ROUNDS} kills (seed ${seed})`, { timeout: 120_000 }, async () => {
  const random = randomOf(seed);
  const folder = await mkdtemp(join(tmpdir(), "forebay-glue-kill-"));
  let life = await begin(folder);
  await prepare(life);
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(random(LIFE_MAX_MS));
    await kill(life);
    life = await begin(folder);
  }
  const { glue } = life;
  for (;;) {
    const { Crawler } = await glue.send(new GetCrawlerCommand({ Name }));
    if (Crawler?.State === "READY") break;
    await sleep(20);
  }
  const { Crawls } = await glue.send(new ListCrawlsCommand({ CrawlerName: Name }));
  expect(Crawls).toMatchObject([{ State: "COMPLETED" }]);
  const { TABLE, PARTITION } = JSON.parse(Crawls?.[0]?.Summary ?? "{}") as Record<string, string>;
  expect([TABLE, PARTITION]).toEqual(['{"ADD":"{\\"Count\\":1}"}', `{"ADD":"{\\"Count\\":${PARTITIONS}}"}`]);
  expect(await partitionsOf(glue)).toBe(PARTITIONS);
  const { CrawlerMetricsList } = await glue.send(new GetCrawlerMetricsCommand({}));
  expect(CrawlerMetricsList).toMatchObject([{ TablesCreated: 1, TablesUpdated: 0, TablesDeleted: 0 }]);
  await kill(life);
  await rm(folder, { recursive: true });
});
