// Intelligent-Tiering: objects that nobody reads go to archive tiers by configuration, and come back when restored. Documented.
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutObjectCommand,
  RestoreObjectCommand,
} from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { forebay, s3, bucket } = await platform();
const Bucket = await bucket();
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const Body = Buffer.alloc(128 * 1024, "x");
const days = (count: number): Promise<void> => forebay.clock.advance(count * DAY_MS);
const put = (Key: string, body = Body) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: body, StorageClass: "INTELLIGENT_TIERING" }));
const read = async (Key: string): Promise<number | undefined> =>
  (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToByteArray())?.length;
const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));
const archived = (AccessTier: string) =>
  failure(403, "InvalidObjectState", { StorageClass: "INTELLIGENT_TIERING", AccessTier });

const IntelligentTieringConfiguration = {
  Id: "archive",
  Status: "Enabled",
  Filter: { Prefix: "cold/" },
  Tierings: [
    { Days: 100, AccessTier: "ARCHIVE_ACCESS" },
    { Days: 200, AccessTier: "DEEP_ARCHIVE_ACCESS" },
  ],
} as const;
await s3.send(
  new PutBucketIntelligentTieringConfigurationCommand({
    Bucket,
    Id: "archive",
    IntelligentTieringConfiguration: {
      ...IntelligentTieringConfiguration,
      Tierings: [...IntelligentTieringConfiguration.Tierings],
    },
  }),
);

it("archives what nobody reads, and leaves what is read, small or not meant", async () => {
  await put("cold/idle");
  await put("cold/read");
  await put("cold/small", Body.subarray(1));
  await put("warm/idle");
  await days(60);
  expect(await read("cold/read")).toBe(Body.length);
  await days(45);
  await expect(read("cold/idle")).rejects.toEqual(archived("ARCHIVE_ACCESS"));
  expect((await head("cold/idle")).ArchiveStatus).toBe("ARCHIVE_ACCESS");
  const CopySource = `${Bucket}/cold/idle`;
  await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }))).rejects.toEqual(
    archived("ARCHIVE_ACCESS"),
  );
  for (const Key of ["cold/read", "cold/small", "warm/idle"]) {
    expect((await head(Key)).ArchiveStatus).toBeUndefined();
    expect(await read(Key)).toBeGreaterThan(0);
  }
  await days(100);
  await expect(read("cold/idle")).rejects.toEqual(archived("DEEP_ARCHIVE_ACCESS"));
});

it("restores into the frequent tier", async () => {
  const Key = "cold/again";
  await put(Key);
  const restore = (RestoreRequest: object) => s3.send(new RestoreObjectCommand({ Bucket, Key, RestoreRequest }));
  const standard = { GlacierJobParameters: { Tier: "Standard" } };
  await expect(restore(standard)).rejects.toEqual(failure(403, "InvalidObjectState"));
  await days(120);
  await expect(restore({ ...standard, Days: 1 })).rejects.toEqual(failure(400, "MalformedXML"));
  await restore(standard);
  await expect(restore(standard)).rejects.toEqual(failure(409, "RestoreAlreadyInProgress"));
  await forebay.clock.advance(2 * HOUR_MS);
  expect(await head(Key)).toMatchObject({ ArchiveStatus: "ARCHIVE_ACCESS", Restore: 'ongoing-request="true"' });
  await expect(read(Key)).rejects.toEqual(archived("ARCHIVE_ACCESS"));
  await forebay.clock.advance(3 * HOUR_MS);
  expect((await head(Key)).ArchiveStatus).toBeUndefined();
  expect(await read(Key)).toBe(Body.length);
  await days(99);
  expect(await read(Key)).toBe(Body.length);
});
