// Checksums and Content-MD5 of PutObject through the AWS SDK.
import { createHash } from "node:crypto";
import {
  type ChecksumAlgorithm,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, client, bucket } = await platform();
const Bucket = await bucket();
/** Sends no checksum of its own accord, as older SDKs do. */
const plain = client({ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" });

// The digests that S3 answered for this body (recorded); MD5 computed here.
const Body = "test-checksum";
const digests: Partial<Record<ChecksumAlgorithm, string>> = {
  CRC32: "lVk/nw==",
  CRC64NVME: "1f2xscCCZCU=",
  SHA1: createHash("sha1").update(Body).digest("base64"),
  SHA256: createHash("sha256").update(Body).digest("base64"),
  MD5: createHash("md5").update(Body).digest("base64"),
};

describe.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)("%s", (ChecksumAlgorithm) => {
  const member = `Checksum${ChecksumAlgorithm}` as const;

  it("PutObject: in a trailer, answered, kept and shown on demand", async () => {
    const Key = `trailer/${ChecksumAlgorithm}`;
    const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumAlgorithm }));
    const value = put[member];
    expect(put.ChecksumType).toBe("FULL_OBJECT");
    if (ChecksumAlgorithm in digests) expect(value).toBe(digests[ChecksumAlgorithm]);
    const shown = await plain.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "enabled" as "ENABLED" }));
    expect(shown).toMatchObject({ [member]: value, ChecksumType: "FULL_OBJECT" });
    const hidden = await plain.send(new HeadObjectCommand({ Bucket, Key }));
    expect(hidden[member]).toBeUndefined();
    expect(hidden.ChecksumType).toBeUndefined();
    const { Checksum } = await s3.send(new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["Checksum"] }));
    expect(Checksum).toEqual({ [member]: value, ChecksumType: "FULL_OBJECT" });
    // The SDK verifies the checksum of the body here.
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe(Body);
  });

  it("PutObject: in a header that is malformed or wrong (recorded)", async () => {
    const Key = `wrong/${ChecksumAlgorithm}`;
    await expect(plain.send(new PutObjectCommand({ Bucket, Key, Body, [member]: "ABC" }))).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: `Value for x-amz-checksum-${ChecksumAlgorithm.toLowerCase()} header is invalid.`,
      }),
    );
    const { [member]: other } = await s3.send(new PutObjectCommand({ Bucket, Key: "o", Body: "o", ChecksumAlgorithm }));
    await expect(plain.send(new PutObjectCommand({ Bucket, Key, Body, [member]: other }))).rejects.toEqual(
      failure(400, "BadDigest", {
        message: `The ${ChecksumAlgorithm} you specified did not match the calculated checksum.`,
      }),
    );
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toEqual(failure(404, "NotFound"));
  });
});

describe("without and with several", () => {
  it("PutObject: CRC64NVME when the client sends none (recorded)", async () => {
    const put = await plain.send(new PutObjectCommand({ Bucket, Key: "none", Body }));
    expect(put).toMatchObject({ ChecksumCRC64NVME: "1f2xscCCZCU=", ChecksumType: "FULL_OBJECT" });
  });

  it("PutObject: one checksum at most (recorded)", async () => {
    const { SHA1, SHA256 } = digests;
    await expect(
      plain.send(new PutObjectCommand({ Bucket, Key: "two", Body, ChecksumSHA1: SHA1, ChecksumSHA256: SHA256 })),
    ).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
      }),
    );
  });

  it("PutObject: Content-MD5 (recorded)", async () => {
    const put = (ContentMD5: string) => plain.send(new PutObjectCommand({ Bucket, Key: "md5", Body, ContentMD5 }));
    for (const invalid of ["__invalid__", "000", "not base64 encoded checksum", "MTIz"])
      await expect(put(invalid)).rejects.toEqual(failure(400, "InvalidDigest"));
    const other = createHash("md5").update("other").digest("base64");
    await expect(put(other)).rejects.toEqual(
      failure(400, "BadDigest", {
        message: "The Content-MD5 you specified did not match what we received.",
        ExpectedDigest: Buffer.from(other, "base64").toString("hex"),
        CalculatedDigest: digests.MD5,
      }),
    );
    await put(digests.MD5 ?? "");
    const Key = "md5-of-a-part";
    const { UploadId } = await plain.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body, ContentMD5: other });
    await expect(plain.send(part)).rejects.toEqual(failure(400, "BadDigest", { ExpectedDigest: other }));
  });
});
