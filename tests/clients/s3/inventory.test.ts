// Inventories: written at midnight of the platform's clock, as AWS lays them out. Documented.
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type InventoryConfiguration,
  ListObjectsV2Command,
  PutBucketInventoryConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { plainRows } from "../../../src/formats/orc/plain-rows.ts";
import { openOrcFile } from "../../../src/formats/orc/reader.ts";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, it } from "vitest";
import { platform } from "./platform.ts";

const { forebay, s3, bucket } = await platform();
const folder = await mkdtemp(join(tmpdir(), "forebay-inventory-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
await forebay.clock.set("2030-06-05T12:00:00Z"); // a Wednesday

async function destinationFor(source: string): Promise<string> {
  const Bucket = await bucket();
  const Condition = {
    ArnLike: { "aws:SourceArn": `arn:aws:s3:::${source}` },
    StringEquals: { "aws:SourceAccount": "000000000000", "s3:x-amz-acl": "bucket-owner-full-control" },
  };
  const Principal = { Service: "s3.amazonaws.com" };
  const Statement = {
    Effect: "Allow",
    Principal,
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${Bucket}/*`,
    Condition,
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));
  return Bucket;
}

async function configure(
  Bucket: string,
  destination: string,
  more: Partial<InventoryConfiguration>,
  Format: "CSV" | "ORC" | "Parquet" = "CSV",
) {
  const Id = more.Id ?? "all";
  const InventoryConfiguration: InventoryConfiguration = {
    Id,
    IsEnabled: true,
    IncludedObjectVersions: "Current",
    Schedule: { Frequency: "Daily" },
    Destination: { S3BucketDestination: { Bucket: `arn:aws:s3:::${destination}`, Format, Prefix: "reports" } },
    ...more,
  };
  await s3.send(new PutBucketInventoryConfigurationCommand({ Bucket, Id, InventoryConfiguration }));
}

const keysOf = async (Bucket: string): Promise<string[]> =>
  ((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key = "" }) => Key);
const bytesOf = async (Bucket: string, Key: string): Promise<Buffer> =>
  Buffer.from((await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToByteArray()) ?? []);

interface Manifest {
  readonly fileSchema: string;
  readonly files: readonly [{ readonly key: string; readonly size: number; readonly MD5checksum: string }];
}

async function manifestOf(destination: string): Promise<Manifest> {
  const key = (await keysOf(destination)).find((one) => one.endsWith("manifest.json")) ?? "";
  return JSON.parse((await bytesOf(destination, key)).toString()) as Manifest;
}

it("writes a CSV with its manifest, checksum and symlink", async () => {
  const source = await bucket();
  const destination = await destinationFor(source);
  await s3.send(new PutObjectCommand({ Bucket: source, Key: 'a b/"ü".txt', Body: "hello" }));
  await s3.send(new PutObjectCommand({ Bucket: source, Key: "left/out", Body: "x" }));
  await configure(source, destination, {
    Filter: { Prefix: "a" },
    OptionalFields: ["ETag", "Size", "StorageClass", "LastModifiedDate"],
  });
  await forebay.clock.set("2030-06-06T00:00:30Z");
  const keys = await keysOf(destination);
  const root = `reports/${source}/all`;
  expect(keys).toEqual([
    `${root}/2030-06-06T00-00Z/manifest.checksum`,
    `${root}/2030-06-06T00-00Z/manifest.json`,
    expect.stringMatching(new RegExp(`^${root}/data/[0-9a-f-]{36}\\.csv\\.gz$`)),
    `${root}/hive/dt=2030-06-06-00-00/symlink.txt`,
  ]);
  const manifest = await manifestOf(destination);
  const data = keys[2] ?? "";
  const bytes = await bytesOf(destination, data);
  expect(manifest).toEqual({
    sourceBucket: source,
    destinationBucket: `arn:aws:s3:::${destination}`,
    version: "2016-11-30",
    creationTimestamp: expect.stringMatching(/^\d{13}$/),
    fileFormat: "CSV",
    fileSchema: "Bucket, Key, Size, LastModifiedDate, ETag, StorageClass",
    files: [{ key: data, size: bytes.length, MD5checksum: createHash("md5").update(bytes).digest("hex") }],
  });
  const sum = createHash("md5")
    .update(await bytesOf(destination, keys[1] ?? ""))
    .digest("hex");
  expect((await bytesOf(destination, keys[0] ?? "")).toString()).toBe(sum);
  expect((await bytesOf(destination, keys[3] ?? "")).toString()).toBe(`s3://${destination}/${data}`);
  expect(gunzipSync(bytes).toString()).toMatch(
    new RegExp(
      `^"${source}","a\\+b/%22%C3%BC%22\\.txt","5","2030-06-05T12:00:\\d\\d\\.000Z","5d41402abc4b2a76b9719d911017c592","STANDARD"\n$`,
    ),
  );
});

it("writes every version as Parquet", async () => {
  const source = await bucket();
  const destination = await destinationFor(source);
  await s3.send(new PutBucketVersioningCommand({ Bucket: source, VersioningConfiguration: { Status: "Enabled" } }));
  for (const Body of ["one", "three"]) await s3.send(new PutObjectCommand({ Bucket: source, Key: 'k,"é', Body }));
  await s3.send(new DeleteObjectCommand({ Bucket: source, Key: 'k,"é' }));
  await configure(
    source,
    destination,
    { IncludedObjectVersions: "All", OptionalFields: ["Size", "LastModifiedDate"] },
    "Parquet",
  );
  await forebay.clock.set("2030-06-07T00:00:30Z");
  const { files, fileSchema } = await manifestOf(destination);
  expect(fileSchema).toContain("optional int64 last_modified_date (TIMESTAMP_MILLIS);");
  const path = join(folder, "inventory.parquet");
  await writeFile(path, await bytesOf(destination, files[0].key));
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const rows =
    await connection.runAndReadAll(`SELECT key, is_latest, is_delete_marker, size::INTEGER, length(version_id)::INTEGER,
    year(last_modified_date)::INTEGER FROM read_parquet('${path}') ORDER BY is_latest, size`);
  connection.closeSync();
  expect(rows.getRowsJson()).toEqual([
    ['k,"é', false, false, 3, 32, 2030],
    ['k,"é', false, false, 5, 32, 2030],
    ['k,"é', true, true, null, 32, 2030],
  ]);
});

it("writes ORC, with the schema that AWS documents", async () => {
  const source = await bucket();
  const destination = await destinationFor(source);
  for (const Key of ["a", "b,c"]) await s3.send(new PutObjectCommand({ Bucket: source, Key, Body: Key }));
  await configure(source, destination, { OptionalFields: ["Size", "LastModifiedDate", "IsMultipartUploaded"] }, "ORC");
  await forebay.clock.set("2030-06-07T12:00:00Z");
  await forebay.clock.set("2030-06-08T00:00:10Z");
  const { files, fileSchema } = await manifestOf(destination);
  expect(fileSchema).toBe(
    "struct<bucket:string,key:string,size:bigint,last_modified_date:timestamp,is_multipart_uploaded:boolean>",
  );
  expect(files[0].key).toMatch(/\.orc$/);
  const path = join(folder, "inventory.orc");
  await writeFile(path, await bytesOf(destination, files[0].key));
  const { file, close } = await openOrcFile(path);
  for await (const { rows, columns } of file.batches()) {
    expect(rows).toBe(2);
    const plain = columns.map((column, at) => plainRows(file.columns[at]!, column));
    expect(plain[1]).toEqual(["a", "b,c"]);
    expect(plain[2]).toEqual([1n, 3n]);
    expect(plain[3]?.[0]).toMatch(/^2030-06-0\d /);
    expect(plain[4]).toEqual([false, false]);
  }
  await close();
  expect(file.postscript.compression).toBe("zlib");
});

it("writes weekly ones on Sundays, and nothing where the destination does not let S3 in", async () => {
  const [source, closed] = [await bucket(), await bucket()];
  const destination = await destinationFor(source);
  await s3.send(new PutObjectCommand({ Bucket: source, Key: "k", Body: "1" }));
  await configure(source, destination, { Schedule: { Frequency: "Weekly" } });
  await configure(source, closed, { Id: "closed" });
  await forebay.clock.set("2030-06-08T00:00:30Z");
  expect(await keysOf(destination)).toEqual([]);
  await forebay.clock.set("2030-06-09T00:00:30Z");
  expect((await keysOf(destination)).length).toBe(4);
  expect(await keysOf(closed)).toEqual([]);
});

it("says how objects are encrypted, who may read them and when they expire, and encrypts itself", async () => {
  const source = await bucket();
  const destination = await destinationFor(source);
  await s3.send(new PutBucketVersioningCommand({ Bucket: source, VersioningConfiguration: { Status: "Enabled" } }));
  const Rules = [
    {
      Status: "Enabled" as const,
      Filter: { Prefix: "temporary/" },
      Expiration: { Days: 5 },
      NoncurrentVersionExpiration: { NoncurrentDays: 3 },
    },
  ];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket: source, LifecycleConfiguration: { Rules } }));
  const put = (Key: string, more: object = {}) =>
    s3.send(new PutObjectCommand({ Bucket: source, Key, Body: "1", ...more }));
  await put("kept", { ServerSideEncryption: "AES256" });
  await put("temporary/a", { StorageClass: "INTELLIGENT_TIERING" });
  await put("temporary/a");
  await configure(source, destination, {
    IncludedObjectVersions: "All",
    OptionalFields: [
      "EncryptionStatus",
      "ObjectAccessControlList",
      "ObjectOwner",
      "IntelligentTieringAccessTier",
      "LifecycleExpirationDate",
    ],
    Destination: {
      S3BucketDestination: { Bucket: `arn:aws:s3:::${destination}`, Format: "CSV", Encryption: { SSES3: {} } },
    },
  });
  await forebay.clock.set("2030-06-10T00:00:30Z");
  const { files } = await manifestOf(destination);
  const lines = gunzipSync(await bytesOf(destination, files[0].key))
    .toString()
    .trim()
    .split("\n")
    .map((line) => line.slice(1, -1).split('","'));
  const { Owner } = await s3.send(new GetObjectAclCommand({ Bucket: source, Key: "kept" }));
  const acl = {
    version: "2022-11-10",
    status: "AVAILABLE",
    grants: [{ canonicalId: Owner?.ID, type: "CanonicalUser", permission: "FULL_CONTROL" }],
  };
  const shown = lines.map(([, key, , isLatest, , encryption, tier, list = "", owner, expires]) => [
    key,
    isLatest,
    encryption,
    tier,
    JSON.parse(Buffer.from(list, "base64").toString()) as object,
    owner === Owner?.ID,
    expires,
  ]);
  expect(shown).toEqual([
    ["kept", "true", "SSE-S3", "", acl, true, ""],
    ["temporary/a", "true", "NOT-SSE", "", acl, true, "2030-06-15T00:00:00.000Z"],
    ["temporary/a", "false", "NOT-SSE", "FREQUENT", acl, true, "2030-06-13T00:00:00.000Z"],
  ]);
  const head = await s3.send(new HeadObjectCommand({ Bucket: destination, Key: files[0].key }));
  expect(head.ServerSideEncryption).toBe("AES256");
});
