// kill -9 of the whole platform while archived objects are compressed and lifecycle rules are carried out: at every start what was
// acknowledged is there, byte for byte, until the midnight that its rule says, and not after it; no blob is left that no row names.
// FOREBAY_FAULT_ROUNDS kills more often; FOREBAY_SEED repeats a run.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  type LifecycleRule,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isCompressible } from "../../../src/services/s3/archive/queue.ts";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { randomOf, seed } from "../../faults/random.ts";
import { expectCollected } from "./collected.ts";
import { type Time, timeOf } from "./virtual-time.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 4);
const OBJECTS_A_ROUND = 24;
const VERSIONED_KEYS = 6;
const LIFE_MAX_MS = 250;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const Plain = "archived";
const Versioned = "archived-versions";

let platform: Bundle;
beforeAll(async () => {
  platform = await bundle("../clients/s3/durability.child.ts");
});
afterAll(() => platform.remove());

type Random = (max: number) => number;
const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const key = Buffer.alloc(32, 3);
const CUSTOMER = {
  SSECustomerAlgorithm: "AES256",
  SSECustomerKey: key.toString("base64"),
  SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
};
const ENCRYPTION = [{}, { ServerSideEncryption: "AES256" as const }, { ServerSideEncryption: "aws:kms" as const }];

interface Written {
  readonly digest: string;
  readonly writtenMs: number;
  /** What reads need. */
  readonly read: object;
}

/** By key. */
const objects = new Map<string, Written>();
/** By key: those of a key with their ids, newest first. */
const versions = new Map<string, (Written & { readonly VersionId: string })[]>();
/** When they began, by upload id. */
const uploads = new Map<string, number>();
let written = 0;

const EXPIRATION_DAYS: Readonly<Record<string, number>> = { tmp: 1, cold: 5 };
const NONCURRENT_DAYS = 2;
const ABORT_DAYS = 1;
const daysAfter = (fromMs: number, days: number): number => (Math.floor(fromMs / DAY_MS) + days + 1) * DAY_MS;
const expiresMs = (Key: string, { writtenMs }: Written): number =>
  daysAfter(writtenMs, EXPIRATION_DAYS[Key.split("/")[0] ?? ""] ?? Infinity);

/** One noncurrent version stays; the others go once they are it for two days. */
const goesMs = (all: readonly Written[], index: number): number => {
  const [successor, next] = [all[index - 1], all[index - 2]];
  if (successor === undefined || next === undefined) return Infinity;
  return Math.max(daysAfter(successor.writtenMs, NONCURRENT_DAYS), daysAfter(next.writtenMs, 0));
};

const enabled = (rule: Partial<LifecycleRule>): LifecycleRule => ({ Status: "Enabled", Filter: {}, ...rule });
const RULES = {
  [Plain]: [
    enabled({ Filter: { Prefix: "tmp/" }, Expiration: { Days: EXPIRATION_DAYS["tmp"] } }),
    enabled({
      Filter: { Prefix: "cold/" },
      Transitions: [{ Days: 1, StorageClass: "GLACIER" }],
      Expiration: { Days: EXPIRATION_DAYS["cold"] },
    }),
    enabled({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_DAYS } }),
  ],
  [Versioned]: [
    enabled({
      NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: "GLACIER" }],
      NoncurrentVersionExpiration: { NoncurrentDays: NONCURRENT_DAYS, NewerNoncurrentVersions: 1 },
    }),
  ],
};

async function prepare(s3: S3Client): Promise<void> {
  for (const [Bucket, Rules] of Object.entries(RULES)) {
    await s3.send(new CreateBucketCommand({ Bucket }));
    const TransitionDefaultMinimumObjectSize = "varies_by_storage_class";
    const setting = { Bucket, LifecycleConfiguration: { Rules }, TransitionDefaultMinimumObjectSize } as const;
    await s3.send(new PutBucketLifecycleConfigurationCommand(setting));
  }
  const VersioningConfiguration = { Status: "Enabled" } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: Versioned, VersioningConfiguration }));
}

/** Most of them shrink, some of them do not. */
function bytesOf(random: Random): Buffer {
  const sizeBytes = random(random(4) === 0 ? 1_500_000 : 60_000);
  return random(5) === 0 ? randomBytes(sizeBytes) : Buffer.from(randomBytes(sizeBytes / 2).toString("hex"));
}

async function write(s3: S3Client, random: Random, clock: () => Promise<number>): Promise<void> {
  for (let count = 0; count < OBJECTS_A_ROUND; count++) {
    const bytes = bytesOf(random);
    const isCustomers = random(8) === 0;
    const encryption = isCustomers ? CUSTOMER : (ENCRYPTION[random(ENCRYPTION.length)] ?? {});
    const isVersioned = random(3) === 0;
    const prefix = random(3) === 0 ? "tmp" : "cold";
    const Key = isVersioned ? `key ${random(VERSIONED_KEYS)}` : `${prefix}/${written++}`;
    const StorageClass = random(2) === 0 ? "GLACIER" : "STANDARD";
    const Bucket = isVersioned ? Versioned : Plain;
    const put = new PutObjectCommand({ Bucket, Key, Body: bytes, StorageClass, ...encryption });
    const { VersionId = "" } = await s3.send(put);
    const one = { digest: digestOf(bytes), writtenMs: await clock(), read: isCustomers ? CUSTOMER : {} };
    if (isVersioned) versions.set(Key, [{ ...one, VersionId }, ...(versions.get(Key) ?? [])]);
    else objects.set(Key, one);
  }
  const upload = { Bucket: Plain, Key: "cold/upload" };
  const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand(upload));
  await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: randomBytes(1000) }));
  uploads.set(UploadId, await clock());
}

/** What is to be there at a time; what is not any more is forgotten. */
function expire(nowMs: number): void {
  for (const [Key, one] of objects) if (expiresMs(Key, one) <= nowMs) objects.delete(Key);
  for (const [Key, all] of versions)
    versions.set(
      Key,
      all.filter((_, index) => goesMs(all, index) > nowMs),
    );
  for (const [id, beganMs] of uploads) if (daysAfter(beganMs, ABORT_DAYS) <= nowMs) uploads.delete(id);
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

const places = (): (readonly [Place, Written])[] => [
  ...[...objects].map(([Key, one]) => [{ Bucket: Plain, Key }, one] as const),
  ...[...versions].flatMap(([Key, all]) =>
    all.map((one) => [{ Bucket: Versioned, Key, VersionId: one.VersionId }, one] as const),
  ),
];

/** The digest of what a place holds; undefined: it must be restored first. */
async function read(s3: S3Client, place: Place, { read: more }: Written): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ ...place, ...more }));
    return digestOf((await Body?.transformToByteArray()) ?? new Uint8Array());
  } catch (error) {
    if ((error as Error).name !== "InvalidObjectState") throw error;
    return undefined;
  }
}

/** Names of all that there is. */
async function listed(s3: S3Client): Promise<Set<string>> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: Plain }));
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: Versioned }));
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: Plain }));
  return new Set([
    ...Contents.map(({ Key }) => String(Key)),
    ...Versions.map(({ Key, VersionId }) => `${Key} ${VersionId}`),
    ...Uploads.map(({ UploadId }) => String(UploadId)),
  ]);
}

const expected = (): Set<string> =>
  new Set([
    ...objects.keys(),
    ...[...versions].flatMap(([Key, all]) => all.map(({ VersionId }) => `${Key} ${VersionId}`)),
    ...uploads.keys(),
  ]);

/** At rest: everything is there that is to be, nothing else is, and all of it can be read, once it is restored. */
async function check(s3: S3Client, time: Time): Promise<void> {
  const RestoreRequest = { Days: 1, GlacierJobParameters: { Tier: "Expedited" } } as const;
  for (let advanceMs = 0; ; advanceMs = HOUR_MS) {
    expire(await time.settle(advanceMs));
    let restores = 0;
    for (const [place, one] of places()) {
      const digest = await read(s3, place, one);
      if (digest !== undefined) expect(digest, JSON.stringify(place)).toBe(one.digest);
      else {
        restores++;
        await s3.send(new RestoreObjectCommand({ ...place, RestoreRequest }));
      }
    }
    if (restores === 0) break;
  }
  expect(await listed(s3)).toEqual(expected());
}

it(
  `archived objects outlive kill -9, ${ROUNDS} times (seed ${seed})`,
  { timeout: 120_000 + ROUNDS * 15_000 },
  async () => {
    const random = randomOf(seed);
    const folder = await mkdtemp(join(tmpdir(), "forebay-s3-archive-"));
    for (let round = 0; round <= ROUNDS; round++) {
      const { endpoint, kill } = await startServer(platform, folder);
      const credentials = { accessKeyId: "test", secretAccessKey: "test" };
      const s3 = new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });
      try {
        await s3.send(new ListBucketsCommand({})); // services start at their first request
        const time = timeOf(endpoint);
        if (round === 0) await prepare(s3);
        await check(s3, time);
        if (round < ROUNDS) {
          await write(s3, random, time.now);
          const advanceMs = (1 + random(2)) * DAY_MS;
          if (random(3) > 0)
            await fetch(`${endpoint}/_forebay/clock`, { method: "POST", body: JSON.stringify({ advanceMs }) });
          await sleep(random(LIFE_MAX_MS));
        }
      } finally {
        await kill();
        s3.destroy();
      }
    }
    const rows = await expectCollected(folder, async (s3, { clock }) => {
      await clock.advance(0);
      expire(clock.now().getTime());
      expect(await listed(s3)).toEqual(expected());
    });
    const cold = rows.filter(({ storageClass }) => storageClass === "GLACIER");
    expect(cold.length).toBeGreaterThan(0);
    expect(cold.filter(isCompressible)).toEqual([]);
    await rm(folder, { recursive: true });
  },
);
