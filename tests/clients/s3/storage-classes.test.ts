// Storage classes, archives and restores through the AWS SDK, on the virtual clock.
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  RestoreObjectCommand,
  type StorageClass,
  type Tier,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const put = (Key: string, StorageClass: StorageClass) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: "cold", StorageClass }));
const read = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const restore = async (Key: string, Tier?: Tier, Days = 1) => {
  const RestoreRequest = { Days, ...(Tier && { GlacierJobParameters: { Tier } }) };
  return (await s3.send(new RestoreObjectCommand({ Bucket, Key, RestoreRequest }))).$metadata.httpStatusCode;
};
const header = async (Key: string) => (await s3.send(new HeadObjectCommand({ Bucket, Key }))).Restore;

describe("archives", () => {
  it.each(["GLACIER", "DEEP_ARCHIVE"] as const)("GetObject: %s refuses (recorded)", async (storageClass) => {
    const Key = `refused ${storageClass}`;
    await put(Key, storageClass);
    await expect(read(Key)).rejects.toEqual(
      failure(403, "InvalidObjectState", {
        message: "The operation is not valid for the object's storage class",
        StorageClass: storageClass,
      }),
    );
    await expect(
      s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: encodeURI(`${Bucket}/${Key}`) })),
    ).rejects.toEqual(failure(403, "InvalidObjectState"));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ StorageClass: storageClass });
  });

  it.each([
    ["GLACIER", "Expedited", MINUTE_MS, 5 * MINUTE_MS],
    ["GLACIER", undefined, 3 * HOUR_MS - MINUTE_MS, 5 * HOUR_MS],
    ["GLACIER", "Bulk", 5 * HOUR_MS - MINUTE_MS, 12 * HOUR_MS],
    ["DEEP_ARCHIVE", "Standard", 10 * HOUR_MS, 12 * HOUR_MS],
    ["DEEP_ARCHIVE", "Bulk", 40 * HOUR_MS, 48 * HOUR_MS],
  ] as const)("RestoreObject: %s, %s (documented)", async (storageClass, tier, notBeforeMs, untilMs) => {
    const Key = `restored ${storageClass} ${tier}`;
    await put(Key, storageClass);
    expect(await restore(Key, tier, 2)).toBe(202);
    expect(await header(Key)).toBe('ongoing-request="true"');
    await expect(restore(Key, "Bulk")).rejects.toEqual(
      failure(409, "RestoreAlreadyInProgress", { message: "Object restore is already in progress" }),
    );
    await forebay.clock.advance(notBeforeMs);
    await expect(read(Key)).rejects.toEqual(failure(403, "InvalidObjectState"));
    await forebay.clock.advance(untilMs - notBeforeMs + 1000);
    expect(await read(Key)).toBe("cold");
    const [, expiry = ""] = /^ongoing-request="false", expiry-date="(.*)"$/.exec((await header(Key)) ?? "") ?? [];
    const expiresMs = Date.parse(expiry);
    expect(expiresMs % DAY_MS).toBe(0);
    expect(expiresMs - forebay.clock.now().getTime()).toBeGreaterThan(DAY_MS);
    expect(await restore(Key, tier, 3)).toBe(200);
    await forebay.clock.set(new Date(expiresMs + DAY_MS / 2));
    expect(await read(Key)).toBe("cold");
    await forebay.clock.advance(DAY_MS * 2);
    await expect(read(Key)).rejects.toEqual(failure(403, "InvalidObjectState"));
    expect(await header(Key)).toBeUndefined();
  });

  it("RestoreObject: a faster tier speeds up what is under way (documented)", async () => {
    await put("hurry", "GLACIER");
    await restore("hurry", "Bulk");
    expect(await restore("hurry", "Expedited")).toBe(202);
    await forebay.clock.advance(5 * MINUTE_MS);
    expect(await read("hurry")).toBe("cold");
  });

  it("RestoreObject: what cannot be restored", async () => {
    await put("warm", "STANDARD_IA");
    await expect(restore("warm")).rejects.toEqual(
      failure(403, "InvalidObjectState", { message: "Restore is not allowed for the object's current storage class" }),
    );
    await put("deep", "DEEP_ARCHIVE");
    await expect(restore("deep", "Expedited")).rejects.toEqual(failure(400, "InvalidArgument"));
    await expect(restore("deep", "Standard", 0)).rejects.toEqual(failure(400, "InvalidArgument"));
    await expect(restore("missing")).rejects.toEqual(failure(404, "NoSuchKey"));
    await expect(s3.send(new RestoreObjectCommand({ Bucket, Key: "deep", RestoreRequest: {} }))).rejects.toEqual(
      failure(400, "MalformedXML"),
    );
  });

  it("ListObjectsV2: shows restores when asked to (documented)", async () => {
    await put("listed", "GLACIER");
    await restore("listed");
    const list = async (OptionalObjectAttributes?: ["RestoreStatus"]) =>
      (await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "listed", OptionalObjectAttributes }))).Contents?.[0];
    expect((await list())?.RestoreStatus).toBeUndefined();
    expect((await list(["RestoreStatus"]))?.RestoreStatus).toEqual({ IsRestoreInProgress: true });
  });
});
