// kill -9 of the whole platform while lifecycle rules are carried out: what they do not name stays, what they name is whole or gone.
// FOREBAY_FAULT_ROUNDS kills more often; FOREBAY_SEED repeats a run.
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, start } from "../../faults/child.ts";
import { randomOf, seed } from "../../faults/random.ts";
import { timeOf } from "./virtual-time.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 3);
const KEYS_A_ROUND = 60;
/** A page of versions has them all, with those that are to go. */
const KEPT_MAX = 500;
const SWEEP_MAX_MS = 150;
const Bucket = "expiring";
const THREE_DAYS_MS = 3 * 86_400_000;

let platform: Bundle;
beforeAll(async () => {
  platform = await bundle("../clients/s3/durability.child.ts");
});
afterAll(() => platform.remove());

/** Digests by `key/version id`. */
const written = new Map<string, string>();
const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function prepare(s3: S3Client): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  const Rules = [
    {
      Status: "Enabled" as const,
      Filter: { Prefix: "tmp/" },
      Expiration: { Days: 1 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    },
  ];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
}

async function write(s3: S3Client, random: (max: number) => number): Promise<void> {
  const isFull = written.size > KEPT_MAX;
  const prefix = (): string => (isFull || random(2) === 0 ? "tmp" : "kept");
  const keys = Array.from({ length: KEYS_A_ROUND }, () => `${prefix()}/${random(40)}`);
  await Promise.all(
    keys.map(async (Key) => {
      const bytes = randomBytes(random(2000));
      const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes }));
      written.set(`${Key}/${VersionId}`, digestOf(bytes));
    }),
  );
}

async function check(s3: S3Client): Promise<void> {
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  const listed = new Set(Versions.map(({ Key, VersionId }) => `${Key}/${VersionId}`));
  for (const [name, digest] of written) {
    const [, Key = "", VersionId] = /^(.*)\/([^/]+)$/.exec(name) ?? [];
    if (!listed.has(name)) {
      expect(Key, name).toMatch(/^tmp\//);
      written.delete(name);
      continue;
    }
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    expect(digestOf((await Body?.transformToByteArray()) ?? new Uint8Array()), name).toBe(digest);
  }
  expect(listed.size).toBe(written.size);
}

/** Waits until every object that is to expire has: a pass that was cut short is made up for. */
async function swept(s3: S3Client): Promise<void> {
  const left = async () => (await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "tmp/" }))).KeyCount;
  while ((await left()) !== 0) await sleep(50);
}

it(
  `lifecycle rules outlive kill -9, ${ROUNDS} times (seed ${seed})`,
  { timeout: 120_000 + ROUNDS * 10_000 },
  async () => {
    const random = randomOf(seed);
    const folder = await mkdtemp(join(tmpdir(), "forebay-s3-lifecycle-"));
    for (let round = 0; round <= ROUNDS; round++) {
      const { process, ended } = start([platform.path, folder]);
      if (!process.stdout) throw new Error("no output");
      const [endpoint] = (await once(createInterface({ input: process.stdout }), "line")) as [string];
      const credentials = { accessKeyId: "test", secretAccessKey: "test" };
      const s3 = new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });
      if (round === 0) await prepare(s3);
      await s3.send(new ListBucketsCommand({}));
      await timeOf(endpoint).settle(); // a pass that was cut short is made up for at once
      await check(s3);
      await write(s3, random);
      const body = JSON.stringify({ advanceMs: THREE_DAYS_MS });
      await fetch(`${endpoint}/_forebay/clock`, { method: "POST", body });
      await (round === ROUNDS ? swept(s3) : sleep(random(SWEEP_MAX_MS)));
      process.kill("SIGKILL");
      s3.destroy();
      expect(await ended).toMatchObject({ signal: "SIGKILL", errors: "" });
    }
    expect(written.size).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
  },
);
