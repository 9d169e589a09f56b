// kill -9 of the whole platform while it replicates: every acknowledged object arrives in the end, byte for byte, and once.
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
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, start } from "../../faults/child.ts";
import { randomOf, seed } from "../../faults/random.ts";
import { newRole } from "../role.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 3);
const KEYS_A_ROUND = 40;
const REPLICATES_MAX_MS = 60;
const [source, replicas] = ["written", "replicated"];

let platform: Bundle;
beforeAll(async () => {
  platform = await bundle("../clients/s3/durability.child.ts");
});
afterAll(() => platform.remove());

/** Digests by key. */
const written = new Map<string, string>();
const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function prepare(s3: S3Client, Role: string): Promise<void> {
  for (const Bucket of [source, replicas]) {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  }
  const Destination = { Bucket: `arn:aws:s3:::${replicas}` };
  const rule = {
    Status: "Enabled",
    Priority: 1,
    Filter: {},
    DeleteMarkerReplication: { Status: "Disabled" },
    Destination,
  } as const;
  await s3.send(new PutBucketReplicationCommand({ Bucket: source, ReplicationConfiguration: { Role, Rules: [rule] } }));
}

async function write(s3: S3Client, round: number, random: (max: number) => number): Promise<void> {
  const keys = Array.from({ length: KEYS_A_ROUND }, (_, at) => `${round}/${at}`);
  await Promise.all(
    keys.map(async (Key) => {
      const bytes = randomBytes(random(300_000));
      await s3.send(new PutObjectCommand({ Bucket: source, Key, Body: bytes }));
      written.set(Key, digestOf(bytes));
    }),
  );
}

async function replicated(s3: S3Client): Promise<void> {
  for (const Key of written.keys()) {
    for (;;) {
      const { ReplicationStatus } = await s3.send(new HeadObjectCommand({ Bucket: source, Key }));
      expect(ReplicationStatus).not.toBe("FAILED");
      if (ReplicationStatus === "COMPLETED") break;
      await sleep(20);
    }
  }
}

async function check(s3: S3Client): Promise<void> {
  for (const [Key, digest] of written) {
    const { Body, ReplicationStatus } = await s3.send(new GetObjectCommand({ Bucket: replicas, Key }));
    expect(digestOf((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(digest);
    expect(ReplicationStatus).toBe("REPLICA");
  }
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: replicas }));
  expect(Versions.length).toBe(Math.min(1000, written.size));
}

it(`replication outlives kill -9, ${ROUNDS} times (seed ${seed})`, { timeout: 120_000 + ROUNDS * 10_000 }, async () => {
  const random = randomOf(seed);
  const folder = await mkdtemp(join(tmpdir(), "forebay-s3-replication-"));
  for (let round = 0; round <= ROUNDS; round++) {
    const { process, ended } = start([platform.path, folder]);
    if (!process.stdout) throw new Error("no output");
    const [endpoint] = (await once(createInterface({ input: process.stdout }), "line")) as [string];
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const clientConfig = { endpoint, credentials, region: "us-east-1", maxAttempts: 1 };
    const s3 = new S3Client({ ...clientConfig, forcePathStyle: true });
    if (round === 0) await prepare(s3, await newRole({ clientConfig }, "replicates", ["s3.amazonaws.com"]));
    if (round < ROUNDS) await write(s3, round, random);
    if (round < ROUNDS) await sleep(random(REPLICATES_MAX_MS));
    else {
      await replicated(s3);
      await check(s3);
    }
    process.kill("SIGKILL");
    s3.destroy();
    expect(await ended).toMatchObject({ signal: "SIGKILL", errors: "" });
  }
  expect(written.size).toBe(ROUNDS * KEYS_A_ROUND);
  await rm(folder, { recursive: true });
});
