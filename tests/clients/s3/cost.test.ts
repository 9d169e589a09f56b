// The cost ledger: storage by time and class, requests, retrievals, restores, early deletions, and prices of one's own.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type LifecycleRule,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  S3Client,
  type StorageClass,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { forebay as command } from "../../cli/forebay.ts";

const SIZE = 1024 * 1024;
const DAY_MS = 86_400_000;
const folder = await mkdtemp(join(tmpdir(), "forebay-cost-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Cost {
  readonly total: number;
  readonly prices: string;
  readonly lines: readonly {
    readonly account: string;
    readonly resource: string;
    readonly kind: string;
    readonly month: string;
    readonly meter: string;
    readonly quantity: number;
    readonly unitPrice?: number;
    readonly usd: number;
  }[];
}

const costOf = async ({ endpoint }: Forebay): Promise<Cost> =>
  (await (await fetch(`${endpoint}/_forebay/cost`)).json()) as Cost;

/** Sums over months, by `class/meter`. */
const sumsOf = ({ lines }: Cost, bucket: string): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { resource, kind, meter, quantity } of lines)
    if (resource === bucket) sums[`${kind}/${meter}`] = (sums[`${kind}/${meter}`] ?? 0) + quantity;
  return sums;
};

const clientOf = ({ clientConfig }: Forebay): S3Client => new S3Client({ ...clientConfig, forcePathStyle: true });
/** Of `2030-06`. */
const daysIn = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
const GIB_DAYS_OF_JUNE = (bytes: number, days: number): number => (bytes / 1024 ** 3) * (days / 30);

describe("the cost ledger", () => {
  it("counts what lies there and what went, over a restart", async () => {
    const first = await startForebay({ dataFolder: join(folder, "one") });
    const s3 = clientOf(first);
    const Bucket = "costs";
    await first.clock.set("2030-06-01T00:00:00Z");
    await s3.send(new CreateBucketCommand({ Bucket }));
    const put = (Key: string, StorageClass: StorageClass) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(SIZE), StorageClass }));
    await put("standard", "STANDARD");
    await put("early", "STANDARD_IA");
    await put("cold", "GLACIER");
    await s3.send(new GetObjectCommand({ Bucket, Key: "early" })).then(({ Body }) => Body?.transformToByteArray());
    await s3.send(new ListObjectsV2Command({ Bucket }));
    const RestoreRequest = { Days: 1, GlacierJobParameters: { Tier: "Expedited" } } as const;
    await s3.send(new RestoreObjectCommand({ Bucket, Key: "cold", RestoreRequest }));
    await first.clock.set("2030-06-11T00:00:00Z");
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "early" }));
    s3.destroy();
    await first.close();

    const again = await startForebay({ dataFolder: join(folder, "one") });
    await again.clock.set("2030-06-16T00:00:00Z");
    const cost = await costOf(again);
    const sums = sumsOf(cost, Bucket);
    expect(sums["STANDARD/storage"]).toBeCloseTo(GIB_DAYS_OF_JUNE(SIZE, 15), 7);
    expect(sums["STANDARD_IA/storage"]).toBeCloseTo(GIB_DAYS_OF_JUNE(SIZE, 10), 7);
    expect(sums["STANDARD_IA/early-deletion"]).toBeCloseTo(GIB_DAYS_OF_JUNE(SIZE, 20), 7);
    expect(sums["STANDARD_IA/retrieval"]).toBeCloseTo(SIZE / 1024 ** 3, 7);
    expect(sums["GLACIER/retrieval-expedited"]).toBeCloseTo(SIZE / 1024 ** 3, 7);
    expect(sums).toMatchObject({
      "STANDARD/requests-put": 3,
      "STANDARD_IA/requests-put": 1,
      "STANDARD_IA/requests-get": 1,
      "GLACIER/requests-put": 1,
      "GLACIER/restores-expedited": 1,
    });
    expect(new Set(cost.lines.map(({ month }) => month))).toEqual(new Set(["2030-06"]));
    expect(cost.total).toBeCloseTo(0.01012, 5);
    const { stdout } = await command(["cost", "--bucket", Bucket, "--endpoint", again.endpoint]);
    expect(stdout).toMatch(/2030-06 +costs +STANDARD_IA +early-deletion/);
    expect(stdout).toMatch(/Total 0\.0101\d+ USD/);
    await again.close();
  });

  it("counts transitions, and what lies in each class since", async () => {
    const forebay = await startForebay();
    const s3 = clientOf(forebay);
    const Bucket = "moving";
    await forebay.clock.set("2030-06-01T00:00:00Z");
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: Buffer.alloc(SIZE) }));
    const rule: LifecycleRule = { Status: "Enabled", Filter: {}, Transitions: [{ Days: 5, StorageClass: "GLACIER" }] };
    const LifecycleConfiguration = { Rules: [rule] };
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
    await forebay.clock.set("2030-06-07T00:00:01Z");
    await forebay.clock.set(Date.parse("2030-06-07T00:00:01Z") + 10 * DAY_MS);
    const sums = sumsOf(await costOf(forebay), Bucket);
    expect(sums["GLACIER/transitions-in"]).toBe(1);
    expect(sums["STANDARD/storage"]).toBeCloseTo(GIB_DAYS_OF_JUNE(SIZE, 6), 6);
    expect(sums["GLACIER/storage"]).toBeCloseTo(GIB_DAYS_OF_JUNE(SIZE, 10), 6);
    s3.destroy();
    await forebay.close();
  });

  it("counts what is charged besides bytes: smallest sizes, indexes of archives, parts of uploads (documented)", async () => {
    const forebay = await startForebay();
    const s3 = clientOf(forebay);
    const Bucket = "besides";
    await forebay.clock.set("2030-06-01T00:00:00Z");
    await s3.send(new CreateBucketCommand({ Bucket }));
    const put = (Key: string, StorageClass: StorageClass, Body: Buffer) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body, StorageClass }));
    await put("small", "STANDARD_IA", Buffer.alloc(1024));
    await put("large", "STANDARD_IA", Buffer.alloc(SIZE));
    await put("cold", "GLACIER", Buffer.alloc(1024));
    const upload = { Bucket, Key: "upload" };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...upload, StorageClass: "DEEP_ARCHIVE" }));
    const part = (Body: Buffer) => s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body }));
    await part(Buffer.alloc(SIZE));
    await forebay.clock.set("2030-06-04T00:00:00Z");
    await part(Buffer.alloc(2 * SIZE));
    await forebay.clock.set("2030-06-07T00:00:00Z");
    await s3.send(new AbortMultipartUploadCommand({ ...upload, UploadId }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "small" }));
    await forebay.clock.set("2030-06-11T00:00:00Z");
    const cost = await costOf(forebay);
    const sums = sumsOf(cost, Bucket);
    const KIB = 1024;
    expect(sums["STANDARD_IA/storage"]).toBeCloseTo(GIB_DAYS_OF_JUNE(SIZE, 10) + GIB_DAYS_OF_JUNE(KIB, 6), 7);
    expect(sums["STANDARD_IA/small-objects"]).toBeCloseTo(GIB_DAYS_OF_JUNE(127 * KIB, 6), 7);
    expect(sums["STANDARD_IA/early-deletion"]).toBeCloseTo(GIB_DAYS_OF_JUNE(128 * KIB, 24), 7);
    expect(sums["GLACIER/index-overhead"]).toBeCloseTo(GIB_DAYS_OF_JUNE(32 * KIB, 10), 7);
    expect(sums["GLACIER/name-overhead"]).toBeCloseTo(GIB_DAYS_OF_JUNE(8 * KIB, 10), 7);
    expect(sums["DEEP_ARCHIVE/storage-parts"]).toBeCloseTo(GIB_DAYS_OF_JUNE(SIZE, 3 + 2 * 3), 7);
    expect(sums["DEEP_ARCHIVE/storage"]).toBeUndefined();
    expect(cost.lines.filter(({ unitPrice }) => unitPrice === undefined).map(({ meter }) => meter)).toEqual([]);
    s3.destroy();
    await forebay.close();
  });

  it("prices Intelligent-Tiering by tier, over accesses and restores, and its monitoring by object (documented)", async () => {
    const forebay = await startForebay();
    const s3 = clientOf(forebay);
    const Bucket = "tiers";
    await forebay.clock.set("2031-01-01T00:00:00Z");
    await s3.send(new CreateBucketCommand({ Bucket }));
    const Tierings = [{ Days: 120, AccessTier: "ARCHIVE_ACCESS" as const }];
    const IntelligentTieringConfiguration = { Id: "all", Status: "Enabled" as const, Tierings };
    await s3.send(
      new PutBucketIntelligentTieringConfigurationCommand({ Bucket, Id: "all", IntelligentTieringConfiguration }),
    );
    const put = (Key: string, sizeBytes: number) =>
      s3.send(
        new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(sizeBytes), StorageClass: "INTELLIGENT_TIERING" }),
      );
    await put("read", SIZE);
    await put("idle", SIZE);
    await put("small", 1000);
    const passDays = (days: number) => forebay.clock.advance(days * DAY_MS);
    await passDays(50);
    await s3.send(new GetObjectCommand({ Bucket, Key: "read" })).then(({ Body }) => Body?.transformToByteArray());
    await passDays(80);
    await s3.send(
      new RestoreObjectCommand({ Bucket, Key: "idle", RestoreRequest: { GlacierJobParameters: { Tier: "Standard" } } }),
    );
    await passDays(1);
    const { lines } = await costOf(forebay);
    /** In days of the whole object; months differ in length. */
    const days = (meter: string): number =>
      lines
        .filter((line) => line.meter === meter)
        .reduce((sum, { quantity, month }) => sum + quantity * daysIn(month), 0);
    const objects = (meter: string): number => days(meter) / (SIZE / 1024 ** 3);
    // read: 30 + 20, then 30 + 51 of 60; idle: 30 + 60 + 30 + 10, four hours of restore, and 20 hours again; small: 131, little.
    expect(objects("storage")).toBeCloseTo(30 + 30 + 30 + 20 / 24 + (131 * 1000) / SIZE, 1);
    expect(objects("storage-infrequent")).toBeCloseTo(20 + 51 + 60, 1);
    expect(objects("storage-archive-instant")).toBeCloseTo(30, 1);
    expect(objects("storage-archive")).toBeCloseTo(10 + 4 / 24, 1);
    expect(objects("index-overhead-archive")).toBeCloseTo((10 + 4 / 24) / 32, 2);
    expect(days("monitoring")).toBeCloseTo(2 * 131, 1);
    s3.destroy();
    await forebay.close();
  });

  it("takes prices from a file, and refuses one that is none", async () => {
    const file = join(folder, "prices.json");
    await writeFile(file, JSON.stringify({ source: "ours", prices: { "s3/STANDARD/requests-put": 2 } }));
    const forebay = await startForebay({ env: { FOREBAY_PRICES: file } });
    const s3 = clientOf(forebay);
    await s3.send(new CreateBucketCommand({ Bucket: "priced" }));
    await s3.send(new PutObjectCommand({ Bucket: "priced", Key: "a", Body: "a" }));
    expect(await costOf(forebay)).toMatchObject({ total: 4, prices: "ours" });
    s3.destroy();
    await forebay.close();
    await writeFile(file, '{"prices": {"s3/STANDARD/storage": "free"}}');
    const refused = startForebay({ env: { FOREBAY_PRICES: file } });
    await expect(refused).rejects.toThrow(/price of s3\/STANDARD\/storage is not a number/);
  });
});
