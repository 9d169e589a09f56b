// FOREBAY_S3_ENCRYPT_ALWAYS: every object is encrypted, and every answer says so, as AWS has had it since 2023.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWith } from "./data-folder.ts";
import { platform, type S3Platform } from "./platform.ts";

const MARK = "nobody asked to hide this: 4711 0815 4242";
const AES256 = { ServerSideEncryption: "AES256" };

let folder: string;
let one: S3Platform;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-always-"));
  one = await platform({ dataFolder: folder, env: { FOREBAY_S3_ENCRYPT_ALWAYS: "1" } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("FOREBAY_S3_ENCRYPT_ALWAYS", () => {
  it("PutObject, CopyObject, multipart uploads: encrypted on disk, and said so", async () => {
    const { s3, bucket } = one;
    const at = { Bucket: await bucket(), Key: "k" };
    expect(await s3.send(new PutObjectCommand({ ...at, Body: MARK }))).toMatchObject(AES256);
    expect(await s3.send(new HeadObjectCommand(at))).toMatchObject(AES256);
    const copy = { ...at, Key: "copy", CopySource: `${at.Bucket}/k` };
    expect(await s3.send(new CopyObjectCommand(copy))).toMatchObject(AES256);
    const parts = { ...at, Key: "parts" };
    const created = await s3.send(new CreateMultipartUploadCommand(parts));
    expect(created).toMatchObject(AES256);
    const { UploadId } = created;
    const part = await s3.send(new UploadPartCommand({ ...parts, UploadId, PartNumber: 1, Body: MARK }));
    expect(part).toMatchObject(AES256);
    const Parts = [{ ETag: part.ETag, PartNumber: 1 }];
    await s3.send(new CompleteMultipartUploadCommand({ ...parts, UploadId, MultipartUpload: { Parts } }));
    for (const Key of ["k", "copy", "parts"]) {
      const { Body, ServerSideEncryption } = await s3.send(new GetObjectCommand({ ...at, Key }));
      expect([await Body?.transformToString(), ServerSideEncryption]).toEqual([MARK, "AES256"]);
    }
    expect(await filesWith(folder, MARK)).toEqual([]);
  });

  it("GetBucketEncryption: a bucket that was never told to has S3's own keys (recorded), and again after its own setting went", async () => {
    const { s3, bucket } = one;
    const Bucket = await bucket();
    const configuration = async () =>
      (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration;
    const usual = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
    };
    expect(await configuration()).toEqual(usual);
    const ServerSideEncryptionConfiguration = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const } }],
    };
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    expect(await configuration()).not.toEqual(usual);
    expect((await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }))).ServerSideEncryption).toBe("aws:kms");
    await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await configuration()).toEqual(usual);
  });
});
