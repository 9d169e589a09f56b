// Storage class analysis: what was put and read, day by day, in the exported file. Columns and age groups are documented; how the
// ratio and the ages are computed is inferred.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AnalyticsFilter,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketAnalyticsConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketAnalyticsConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
  type StorageClass,
} from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { startForebay } from "../../../src/index.ts";
import { bucketName, failure, platform } from "./platform.ts";

const { forebay, s3, bucket } = await platform();
const MIB = 1024 ** 2;
const DAY_MS = 86_400_000;
const Body = Buffer.alloc(MIB, "x");
const days = (count: number): Promise<void> => forebay.clock.advance(count * DAY_MS);
await forebay.clock.set("2030-01-01T12:00:00Z");

const put = (
  Bucket: string,
  Key: string,
  body: Buffer = Body,
  more: { StorageClass?: StorageClass; Tagging?: string } = {},
) => s3.send(new PutObjectCommand({ Bucket, Key, Body: body, ...more }));
const read = async (Bucket: string, Key: string, Range?: string, client = s3): Promise<void> => {
  await (await client.send(new GetObjectCommand({ Bucket, Key, Range }))).Body?.transformToByteArray();
};

async function letIn(destination: string, source: string, client = s3): Promise<void> {
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${destination}/*`,
    Condition: {
      ArnLike: { "aws:SourceArn": `arn:aws:s3:::${source}` },
      StringEquals: { "aws:SourceAccount": "000000000000", "s3:x-amz-acl": "bucket-owner-full-control" },
    },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await client.send(new PutBucketPolicyCommand({ Bucket: destination, Policy }));
}

interface Wanted {
  readonly Id?: string;
  readonly Filter?: AnalyticsFilter;
  readonly BucketAccountId?: string;
  readonly arn?: string;
}

const configure = (source: string, destination: string, wanted: Wanted = {}, client = s3) => {
  const { Id = "all", Filter, BucketAccountId, arn = `arn:aws:s3:::${destination}` } = wanted;
  const S3BucketDestination = { Format: "CSV", Bucket: arn, Prefix: "reports", BucketAccountId } as const;
  const DataExport = { OutputSchemaVersion: "V_1", Destination: { S3BucketDestination } } as const;
  const AnalyticsConfiguration = { Id, Filter, StorageClassAnalysis: { DataExport } };
  return client.send(new PutBucketAnalyticsConfigurationCommand({ Bucket: source, Id, AnalyticsConfiguration }));
};

type Row = Readonly<Record<string, string>>;

async function rowsOf(destination: string, source: string, id = "all", client = s3): Promise<readonly Row[]> {
  const Key = `reports/${source}/${id}.csv`;
  const { Body: body, ContentType } = await client.send(new GetObjectCommand({ Bucket: destination, Key }));
  expect(ContentType).toBe("text/csv");
  const [header = "", ...lines] = ((await body?.transformToString()) ?? "").trimEnd().split("\n");
  expect(header).toBe(
    "Date,ConfigId,Filter,StorageClass,ObjectAge,ObjectCount,DataUploaded_MB,Storage_MB,DataRetrieved_MB,GetRequestCount," +
      "CumulativeAccessRatio,ObjectAgeForSIATransition,RecommendedObjectAgeForSIATransition",
  );
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at] ?? "", cell])));
}

const keysOf = async (Bucket: string): Promise<readonly string[]> =>
  ((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key = "" }) => Key);

/** The figures of one row, as the file has them. */
function figures(
  rows: readonly Row[],
  date: string,
  storageClass: string,
  age: string,
): readonly (string | undefined)[] {
  const found = rows.filter(
    (row) => row["Date"] === date && row["StorageClass"] === storageClass && row["ObjectAge"] === age,
  );
  expect(found.length).toBeLessThanOrEqual(1);
  const [row] = found;
  if (row === undefined) return [];
  return [
    "ObjectCount",
    "DataUploaded_MB",
    "Storage_MB",
    "DataRetrieved_MB",
    "GetRequestCount",
    "CumulativeAccessRatio",
  ].map((name) => row[name]);
}

it("counts what its filter chooses, by class and age, and exports after 24 hours", async () => {
  const [source, destination] = [await bucket(), await bucket()];
  await letIn(destination, source);
  const Tags = [{ Key: "team", Value: "data" }];
  await configure(source, destination, { Filter: { And: { Prefix: "logs/", Tags } }, BucketAccountId: "000000000000" });
  const Tagging = "team=data&more=1";
  await put(source, "logs/a", Body, { Tagging });
  await put(source, "logs/small", Body.subarray(0, 1024), { Tagging });
  await put(source, "logs/cool", Body.subarray(0, MIB / 2), { Tagging, StorageClass: "STANDARD_IA" });
  await put(source, "logs/untagged");
  await put(source, "else/a", Body, { Tagging });
  await s3.send(new CopyObjectCommand({ Bucket: source, Key: "logs/copy", CopySource: `${source}/logs/a` }));
  await read(source, "logs/a");
  await read(source, "logs/a", `bytes=0-${MIB / 4 - 1}`);
  await read(source, "logs/small");
  await read(source, "logs/untagged");
  await read(source, "else/a");
  await s3.send(new HeadObjectCommand({ Bucket: source, Key: "logs/a" }));
  await expect(read(source, "logs/none")).rejects.toEqual(failure(404, "NoSuchKey"));
  await forebay.clock.set("2030-01-02T00:00:30Z");
  expect(await keysOf(destination)).toEqual([]);
  await read(source, "logs/cool");
  await forebay.clock.set("2030-01-03T00:00:30Z");
  expect(await keysOf(destination)).toEqual([`reports/${source}/all.csv`]);
  const rows = await rowsOf(destination, source);
  const [one, two] = ["01-02-2030", "01-03-2030"];
  expect(rows[0]).toMatchObject({ Date: one, ConfigId: "all", Filter: "prefix=logs/&tag:team=data" });
  expect(figures(rows, one, "STANDARD", "000-014")).toEqual(["2", "2", "2", "1.25", "2", "0.625"]);
  expect(figures(rows, one, "STANDARD", "ALL")).toEqual(["3", "2.000977", "2.000977", "1.250977", "3", "0.625183"]);
  expect(figures(rows, one, "STANDARD_IA", "000-014")).toEqual(["1", "0.5", "0.5", "", "", "0"]);
  expect(figures(rows, two, "STANDARD", "000-014")).toEqual(["2", "", "2", "", "", "0.3125"]);
  expect(figures(rows, two, "STANDARD_IA", "000-014")).toEqual(["1", "", "0.5", "0.5", "1", "0.5"]);
  // Documented: by date within age groups, ALL at the end.
  const ages = [...new Set(rows.map((row) => row["ObjectAge"]))];
  expect(ages).toEqual(
    "000-014 015-029 030-044 045-059 060-074 075-089 090-119 120-149 150-179 180-364 365-729 730+ ALL".split(" "),
  );
  expect(rows.length).toBe(ages.length * 2 * 2);
  expect(rows.slice(0, 4).map((row) => row["Date"])).toEqual([one, one, two, two]);
});

it("finds the age for STANDARD_IA after 30 days, and recommends it once it is stable", async () => {
  await forebay.clock.set("2030-02-01T12:00:00Z");
  const [source, destination] = [await bucket(), await bucket()];
  await letIn(destination, source);
  for (const Id of ["cold", "warm"]) {
    await configure(source, destination, { Id, Filter: { Prefix: `${Id}/` } });
    await put(source, `${Id}/a`);
  }
  for (let reads = 0; reads < 3; reads++) await read(source, "cold/a");
  await days(32);
  for (let reads = 0; reads < 3; reads++) await read(source, "warm/a");
  await days(8);
  const agesOf = async (id: string): Promise<Record<string, readonly string[]>> =>
    Object.fromEntries(
      (await rowsOf(destination, source, id))
        .filter((row) => row["ObjectAge"] === "ALL")
        .map((row) => [row["Date"], [row["ObjectAgeForSIATransition"], row["RecommendedObjectAgeForSIATransition"]]]),
    ) as Record<string, readonly string[]>;
  const cold = await agesOf("cold");
  expect(Object.keys(cold).length).toBe(40);
  // The object is 30 days old at the end of March 3rd, the 31st day of the analysis.
  expect(cold["03-03-2030"]).toEqual(["", ""]);
  expect(cold["03-04-2030"]).toEqual(["30", ""]);
  expect(cold["03-09-2030"]).toEqual(["30", ""]);
  expect(cold["03-10-2030"]).toEqual(["30", "30"]);
  // Read at the age of 32 days: not before it is older than that.
  const warm = await agesOf("warm");
  expect(warm["03-04-2030"]).toEqual(["30", ""]);
  expect(warm["03-06-2030"]).toEqual(["", ""]);
  expect(warm["03-13-2030"]).toEqual(["", ""]);
  const rows = await rowsOf(destination, source, "cold");
  expect(figures(rows, "02-02-2030", "STANDARD", "ALL")).toEqual(["1", "1", "1", "3", "3", "3"]);
  expect(figures(rows, "03-04-2030", "STANDARD", "015-029")).toEqual(["", "", "", "", "", "0"]);
  expect(figures(rows, "03-04-2030", "STANDARD", "030-044")).toEqual(["1", "", "1", "", "", "0"]);
});

it("writes nothing where it is not let in, and everything once it is", async () => {
  const [source, closed, others] = [await bucket(), await bucket(), await bucket()];
  const elsewhere = bucketName();
  const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
  await s3.send(new CreateBucketCommand({ Bucket: elsewhere, CreateBucketConfiguration }));
  await letIn(others, source);
  await letIn(elsewhere, source);
  await configure(source, closed);
  await configure(source, others, { Id: "others", BucketAccountId: "111111111111" });
  await configure(source, elsewhere, { Id: "elsewhere" });
  await put(source, "k");
  await days(3);
  for (const destination of [closed, others, elsewhere]) expect(await keysOf(destination)).toEqual([]);
  await letIn(closed, source);
  await days(1);
  expect((await rowsOf(closed, source)).filter((row) => row["ObjectAge"] === "ALL").length).toBe(4);
  await s3.send(new DeleteBucketAnalyticsConfigurationCommand({ Bucket: source, Id: "all" }));
  await configure(source, closed, { Filter: { Prefix: "other" } });
  await days(2);
  expect((await rowsOf(closed, source)).filter((row) => row["ObjectAge"] === "ALL").length).toBe(2);
});

it("refuses destinations that are no buckets, and tags that are there twice", async () => {
  const source = await bucket();
  await expect(configure(source, source, { arn: source })).rejects.toEqual(failure(400, "InvalidS3DestinationBucket"));
  const Tags = ["1", "2"].map((Value) => ({ Key: "a", Value }));
  await expect(configure(source, source, { Filter: { And: { Tags } } })).rejects.toEqual(failure(400, "MalformedXML"));
});

it("knows what was read before the platform was closed", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "forebay-analysis-"));
  const [Bucket, destination] = [bucketName(), bucketName()];
  const first = await startForebay({ dataFolder });
  await first.clock.set("2030-01-01T12:00:00Z");
  const client = new S3Client({ ...first.clientConfig, forcePathStyle: true });
  for (const name of [Bucket, destination]) await client.send(new CreateBucketCommand({ Bucket: name }));
  await letIn(destination, Bucket, client);
  await configure(Bucket, destination, {}, client);
  await client.send(new PutObjectCommand({ Bucket, Key: "k", Body }));
  await read(Bucket, "k", undefined, client);
  client.destroy();
  await first.close();
  const second = await startForebay({ dataFolder });
  const again = new S3Client({ ...second.clientConfig, forcePathStyle: true });
  try {
    await read(Bucket, "k", undefined, again);
    await second.clock.set("2030-01-03T00:00:30Z");
    const rows = await rowsOf(destination, Bucket, "all", again);
    expect(figures(rows, "01-02-2030", "STANDARD", "ALL")).toEqual(["1", "1", "1", "2", "2", "2"]);
  } finally {
    again.destroy();
    await second.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});
