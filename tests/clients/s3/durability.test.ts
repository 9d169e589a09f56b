// kill -9 of the whole platform while objects are written: what was acknowledged is there, byte for byte, and nothing half done.
// FOREBAY_FAULT_ROUNDS kills more often; FOREBAY_SEED repeats a run.
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, start } from "../../faults/child.ts";
import { randomOf, seed } from "../../faults/random.ts";
import { expectCollected } from "./collected.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 4);
const WRITERS = 6;
const KEYS_A_WRITER = 5;
const LIFE_MAX_MS = 1200;
const PART_SIZE_BYTES = 5 * 1024 ** 2;
const Bucket = "crashing";
/** Each writer has one key there, so that the order of its versions is known. */
const Versioned = "crashing-versions";

/** Digests by key; undefined: no such object. */
type State = string | undefined;
const acknowledged = new Map<string, State>();
/** What was under way when the platform was killed: it may have happened or not. */
const underWay = new Map<string, State>();

let platform: Bundle;
beforeAll(async () => {
  platform = await bundle("../clients/s3/durability.child.ts");
});
afterAll(() => platform.remove());

const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function clientOf(output: NodeJS.ReadableStream): Promise<S3Client> {
  const [endpoint] = (await once(createInterface({ input: output }), "line")) as [string];
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });
}

/** Some objects are encrypted, and some copies are of encrypted ones. */
const encryption = (random: (max: number) => number): { readonly ServerSideEncryption?: "AES256" | "aws:kms" } =>
  [{}, {}, { ServerSideEncryption: "AES256" }, { ServerSideEncryption: "aws:kms" }][random(4)] as object;

async function multipart(s3: S3Client, Key: string, bytes: Buffer, encrypted: object): Promise<void> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...encrypted }));
  const Parts: CompletedPart[] = [];
  for (let at = 0; at < bytes.length; at += PART_SIZE_BYTES) {
    const PartNumber = Parts.length + 1;
    const Body = bytes.subarray(at, at + PART_SIZE_BYTES);
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
}

/** One random change of one key; it is under way until it is acknowledged. */
async function change(s3: S3Client, writer: number, random: (max: number) => number): Promise<void> {
  const Key = `writer ${writer}/key ${random(KEYS_A_WRITER)}`;
  const kind = random(10);
  if (kind === 0) {
    underWay.set(Key, undefined);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  } else if (kind === 1 && acknowledged.get(Key) !== undefined) {
    const copy = `${Key} copied`;
    underWay.set(copy, acknowledged.get(Key));
    await s3.send(new CopyObjectCommand({ Bucket, Key: copy, CopySource: encodeURIComponent(`${Bucket}/${Key}`) }));
    acknowledged.set(copy, underWay.get(copy));
    underWay.delete(copy);
    return;
  } else {
    const bytes = randomBytes(kind === 2 ? PART_SIZE_BYTES + random(100_000) : random(kind < 5 ? 1_000_000 : 3000));
    underWay.set(Key, digestOf(bytes));
    if (kind === 2) await multipart(s3, Key, bytes, encryption(random));
    else await s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes, ...encryption(random) }));
  }
  acknowledged.set(Key, underWay.get(Key));
  underWay.delete(Key);
}

/** Digests by version id, newest first, of each writer's key; undefined: a delete marker. */
const acknowledgedVersions = new Map<number, Map<string, State>>();
/** What a writer was about to do there: the bytes of a new version, a delete marker, or the removal of a version. */
const underWayVersions = new Map<number, { readonly adds: State } | { readonly removes: string }>();

/** One random change of a writer's versions. */
async function changeVersions(s3: S3Client, writer: number, random: (max: number) => number): Promise<void> {
  const Key = `writer ${writer}`;
  const known = acknowledgedVersions.get(writer) ?? new Map<string, State>();
  const VersionId = [...known.keys()][random(3)];
  if (random(3) === 0 && VersionId !== undefined) {
    underWayVersions.set(writer, { removes: VersionId });
    await s3.send(new DeleteObjectCommand({ Bucket: Versioned, Key, VersionId }));
    known.delete(VersionId);
  } else {
    const bytes = random(4) === 0 ? undefined : randomBytes(random(3000));
    const adds = bytes && digestOf(bytes);
    underWayVersions.set(writer, { adds });
    const answer = bytes
      ? await s3.send(new PutObjectCommand({ Bucket: Versioned, Key, Body: bytes }))
      : await s3.send(new DeleteObjectCommand({ Bucket: Versioned, Key }));
    acknowledgedVersions.set(writer, new Map([[answer.VersionId ?? "", adds], ...known]));
  }
  underWayVersions.delete(writer);
}

async function versionsOf(s3: S3Client, writer: number): Promise<Map<string, State>> {
  const Key = `writer ${writer}`;
  const listed = await s3.send(new ListObjectVersionsCommand({ Bucket: Versioned, Prefix: Key }));
  const found: [string, State][] = [];
  for (const { VersionId = "" } of listed.Versions ?? []) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: Versioned, Key, VersionId }));
    found.push([VersionId, digestOf((await Body?.transformToByteArray()) ?? new Uint8Array())]);
  }
  for (const { VersionId = "" } of listed.DeleteMarkers ?? []) found.push([VersionId, undefined]);
  const latest = [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])].filter(({ IsLatest }) => IsLatest);
  expect(latest).toHaveLength(found.length === 0 ? 0 : 1);
  // Ids sort newest first: that is how the latest one can be told here.
  const versions = new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  expect(latest[0]?.VersionId).toBe([...versions.keys()][0]);
  return versions;
}

async function checkVersions(s3: S3Client): Promise<void> {
  for (let writer = 0; writer < WRITERS; writer++) {
    const found = await versionsOf(s3, writer);
    const known = acknowledgedVersions.get(writer) ?? new Map<string, State>();
    const pending = underWayVersions.get(writer);
    const fresh = [...found].filter(([id]) => !known.has(id));
    const lost = [...known.keys()].filter((id) => !found.has(id));
    if (pending !== undefined && "adds" in pending && fresh.length > 0)
      expect(fresh.map(([, digest]) => digest)).toEqual([pending.adds]);
    else expect(fresh).toEqual([]);
    if (pending !== undefined && "removes" in pending && lost.length > 0) expect(lost).toEqual([pending.removes]);
    else expect(lost).toEqual([]);
    for (const [id, digest] of found) if (known.has(id)) expect(digest, id).toBe(known.get(id));
    acknowledgedVersions.set(writer, found);
  }
  underWayVersions.clear();
}

async function write(s3: S3Client, writer: number, random: (max: number) => number): Promise<void> {
  try {
    for (;;) await (random(2) === 0 ? change(s3, writer, random) : changeVersions(s3, writer, random));
  } catch (error) {
    const { $response: answered } = error as { $response?: { statusCode?: number } };
    if (answered?.statusCode !== undefined) throw error;
  }
}

async function stateOf(s3: S3Client, Key: string): Promise<State> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return digestOf((await Body?.transformToByteArray()) ?? new Uint8Array());
  } catch (error) {
    if ((error as Error).name !== "NoSuchKey") throw error;
    return undefined;
  }
}

/** Holds what is stored against what was acknowledged; what was under way becomes what is found. */
async function check(s3: S3Client): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const listed = new Set(Contents.map(({ Key }) => Key));
  for (const key of new Set([...acknowledged.keys(), ...underWay.keys()])) {
    const found = await stateOf(s3, key);
    const allowed = underWay.has(key) ? [acknowledged.get(key), underWay.get(key)] : [acknowledged.get(key)];
    expect(allowed, key).toContain(found);
    expect(listed.has(key), key).toBe(found !== undefined);
    acknowledged.set(key, found);
  }
  underWay.clear();
}

async function createBuckets(s3: S3Client): Promise<void> {
  for (const one of [Bucket, Versioned]) await s3.send(new CreateBucketCommand({ Bucket: one }));
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: Versioned, VersioningConfiguration }));
}

/** Once the collectors have run, nothing is stored but what rows name. */
async function checkCollected(folder: string): Promise<void> {
  await expectCollected(folder, async (s3) => {
    await check(s3);
    await checkVersions(s3);
  });
}

it(
  `every acknowledged object outlives kill -9, ${ROUNDS} times (seed ${seed})`,
  { timeout: 120_000 + ROUNDS * 10_000 },
  async () => {
    const random = randomOf(seed);
    const folder = await mkdtemp(join(tmpdir(), "forebay-s3-kill-"));
    for (let round = 0; round <= ROUNDS; round++) {
      const { process, ended } = start([platform.path, folder]);
      if (!process.stdout) throw new Error("no output");
      const s3 = await clientOf(process.stdout);
      if (round === 0) await createBuckets(s3);
      await check(s3);
      await checkVersions(s3);
      const writers = Array.from({ length: round === ROUNDS ? 0 : WRITERS }, (_, writer) => write(s3, writer, random));
      if (writers.length > 0) await sleep(100 + random(LIFE_MAX_MS));
      process.kill("SIGKILL");
      await Promise.all(writers);
      s3.destroy();
      expect(await ended).toMatchObject({ signal: "SIGKILL", errors: "" });
    }
    await checkCollected(folder);
    expect(acknowledged.size).toBeGreaterThan(WRITERS);
    expect(acknowledgedVersions.size).toBe(WRITERS);
    await rm(folder, { recursive: true });
  },
);
