// Encrypted objects, and those in the archive tiers of Intelligent-Tiering, are compressed on disk as well.
import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  RestoreObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { afterAll, describe, expect, it } from "vitest";
import { blobFileBytes, filesWith } from "./data-folder.ts";
import { failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const kms = new KMSClient(forebay.clientConfig);
afterAll(() => kms.destroy());
const newKey = async (): Promise<string> => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "";
const keyArn = await newKey();
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PART_BYTES = 5 * 1024 ** 2;
const folder = join(forebay.dataFolder, "blobs", "s3");

/** Half of it is chance: compressed it still has a file of its own. */
const halfChance = (sizeBytes: number): Buffer => Buffer.from(randomBytes(sizeBytes / 2).toString("hex"));
/** Once the jobs are through, and what was replaced has been collected. */
async function bytesOnDisk(): Promise<number> {
  await forebay.clock.advance(0);
  await forebay.clock.advance(30 * MINUTE_MS);
  return blobFileBytes(folder);
}
const put = (Key: string, Body: Buffer, more: Partial<PutObjectCommandInput>) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const tier = { GlacierJobParameters: { Tier: "Standard" } } as const;
async function restore(Key: string, RestoreRequest: { Days?: number } = { Days: 1 }): Promise<void> {
  await s3.send(new RestoreObjectCommand({ Bucket, Key, RestoreRequest: { ...tier, ...RestoreRequest } }));
  await forebay.clock.advance(DAY_MS / 2);
}
async function read(Key: string, more: object = {}): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}
const expectSame = (found: Buffer, expected: Buffer): void => {
  expect(found.length).toBe(expected.length);
  expect(found.equals(expected)).toBe(true);
};
const key = Buffer.alloc(32, 7);
const customer = {
  SSECustomerAlgorithm: "AES256",
  SSECustomerKey: key.toString("base64"),
  SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
};

describe("encrypted objects in archive classes", () => {
  const ways = [
    { name: "SSE-S3", write: { ServerSideEncryption: "AES256" } },
    { name: "SSE-KMS", write: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn } },
    {
      name: "SSE-KMS under a bucket key",
      write: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn, BucketKeyEnabled: true },
    },
    { name: "DSSE-KMS", write: { ServerSideEncryption: "aws:kms:dsse", SSEKMSKeyId: keyArn } },
  ] as const;
  it.each(ways)("$name: take less, stay encrypted and read back, in ranges and copies, too", async ({ write }) => {
    const Key = "encrypted";
    const body = halfChance(2_500_000);
    const before = await bytesOnDisk();
    await put(Key, body, { ...write, StorageClass: "GLACIER" });
    const grownBytes = (await bytesOnDisk()) - before;
    expect(grownBytes).toBeGreaterThan(body.length / 3);
    expect(grownBytes).toBeLessThan(body.length * 0.6);
    expect(await filesWith(folder, Buffer.from("28b52ffd", "hex"))).toEqual([]);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentLength: body.length,
      ServerSideEncryption: write.ServerSideEncryption,
    });
    await restore(Key);
    expectSame(await read(Key), body);
    for (const [from, to] of [[0, 0] as const, [1_048_570, 2_097_160] as const, [2_400_000, 2_499_999] as const])
      expectSame(await read(Key, { Range: `bytes=${from}-${to}` }), body.subarray(from, to + 1));
    const CopySource = `${Bucket}/${Key}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
    expectSame(await read("copy"), body);
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "part", ...write }));
    const part = { Bucket, Key: "part", UploadId, PartNumber: 1, CopySource, CopySourceRange: "bytes=5-1500000" };
    const { CopyPartResult } = await s3.send(new UploadPartCopyCommand(part));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: CopyPartResult?.ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "part", UploadId, MultipartUpload }));
    expectSame(await read("part"), body.subarray(5, 1_500_001));
    await put(Key, Buffer.from("gone"), {});
  });

  it("CompleteMultipartUpload: parts are still found", async () => {
    const Key = "parts";
    const parts = [halfChance(PART_BYTES), halfChance(300_000)];
    const before = await bytesOnDisk();
    const write = { ServerSideEncryption: "AES256", StorageClass: "DEEP_ARCHIVE" } as const;
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...write }));
    const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
    for (const [index, Body] of parts.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
      Parts.push({ ETag, PartNumber });
    }
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
    expect((await bytesOnDisk()) - before).toBeLessThan(PART_BYTES * 0.65);
    await restore(Key);
    expectSame(await read(Key), Buffer.concat(parts));
    expectSame(await read(Key, { PartNumber: 2 }), parts[1] as Buffer);
  });

  it("a transition: objects under a key of KMS are opened in the name of the bucket's owner", async () => {
    const body = halfChance(2_000_000);
    const under = (SSEKMSKeyId: string) => ({ ServerSideEncryption: "aws:kms", SSEKMSKeyId }) as const;
    const disabled = await newKey();
    await put("cool/open", body, under(keyArn));
    const before = await bytesOnDisk();
    const Rules = [
      {
        ID: "cool",
        Status: "Enabled" as const,
        Filter: { Prefix: "cool/" },
        Transitions: [{ Days: 1, StorageClass: "GLACIER" as const }],
      },
    ];
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    await forebay.clock.advance(3 * DAY_MS);
    expect(before - (await bytesOnDisk())).toBeGreaterThan(body.length / 3);
    await restore("cool/open");
    expectSame(await read("cool/open"), body);
    // A key that does not open: the object stays as it is.
    await put("cool/shut", body, under(disabled));
    const withShut = await bytesOnDisk();
    await kms.send(new DisableKeyCommand({ KeyId: disabled }));
    await forebay.clock.advance(3 * DAY_MS);
    expect(await bytesOnDisk()).toBe(withShut);
    await kms.send(new EnableKeyCommand({ KeyId: disabled }));
    await restore("cool/shut");
    expectSame(await read("cool/shut"), body);
  });

  it("SSE-C: they stay as they are, for nobody here has the key", async () => {
    const body = halfChance(1_000_000);
    const before = await bytesOnDisk();
    await put("customer", body, { ...customer, StorageClass: "GLACIER" });
    expect((await bytesOnDisk()) - before).toBeGreaterThan(body.length);
    await restore("customer");
    expectSame(await read("customer", customer), body);
  });
});

describe("the archive tiers of Intelligent-Tiering", () => {
  const inTiers = { StorageClass: "INTELLIGENT_TIERING" } as const;
  it("compress what comes there, and give it back as it was", async () => {
    const Tierings = [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" as const }];
    const IntelligentTieringConfiguration = { Id: "all", Status: "Enabled" as const, Tierings };
    await s3.send(
      new PutBucketIntelligentTieringConfigurationCommand({ Bucket, Id: "all", IntelligentTieringConfiguration }),
    );
    const [plain, secret, chance] = [halfChance(1_500_000), halfChance(1_500_000), randomBytes(300_000)];
    await put("tiers/plain", plain, inTiers);
    await put("tiers/secret", secret, { ...inTiers, ServerSideEncryption: "AES256" });
    await put("tiers/chance", chance, inTiers);
    const before = await bytesOnDisk();
    await forebay.clock.advance(80 * DAY_MS);
    expect(await bytesOnDisk()).toBe(before);
    await forebay.clock.advance(12 * DAY_MS);
    expect(before - (await bytesOnDisk())).toBeGreaterThan(1_000_000);
    await expect(read("tiers/plain")).rejects.toEqual(failure(403, "InvalidObjectState"));
    for (const [Key, body] of [["plain", plain] as const, ["secret", secret] as const, ["chance", chance] as const]) {
      await restore(`tiers/${Key}`, {});
      expectSame(await read(`tiers/${Key}`), body);
      expectSame(await read(`tiers/${Key}`, { Range: "bytes=200000-" }), body.subarray(200_000));
    }
  });
});
