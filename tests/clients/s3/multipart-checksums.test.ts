// Checksums of multipart uploads and GetObjectAttributes through the AWS SDK. Recorded.
import {
  type ChecksumType,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, client, bucket } = await platform();
const plain = client({ requestChecksumCalculation: "WHEN_REQUIRED" });
const Bucket = await bucket();
const PARTS = [Buffer.alloc(5_242_881, "a"), Buffer.alloc(5_242_881, "a"), Buffer.alloc(10, "a")];

type Algorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

async function upload(
  Key: string,
  ChecksumAlgorithm: Algorithm,
  type?: ChecksumType,
  bodies: readonly Uint8Array[] = PARTS,
) {
  const created = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm, ChecksumType: type }),
  );
  const { UploadId } = created;
  const Parts: CompletedPart[] = [];
  for (const [i, Body] of bodies.entries()) {
    const PartNumber = i + 1;
    const { $metadata: _, ...part } = await s3.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm }),
    );
    Parts.push({ ...part, PartNumber });
  }
  const complete = (input: object = {}, parts = Parts) =>
    s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts }, ...input }));
  return { created, UploadId, Parts, complete };
}

const attributes = (Key: string, input: object = {}) =>
  s3.send(
    new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["Checksum", "ETag", "ObjectParts"], ...input }),
  );

describe("composite checksums", () => {
  it("CompleteMultipartUpload: SHA256 of three parts", async () => {
    const Key = "composite";
    const { created, UploadId, Parts, complete } = await upload(Key, "SHA256");
    expect(created).toMatchObject({ ChecksumAlgorithm: "SHA256", ChecksumType: "COMPOSITE" });
    expect(Parts.map(({ ChecksumSHA256 }) => ChecksumSHA256)).toEqual([
      "DjU70AB1bON8k0n0fVHv2PJQVWcA/jWsITp6ti20Tbs=",
      "DjU70AB1bON8k0n0fVHv2PJQVWcA/jWsITp6ti20Tbs=",
      "vyy1imj2hNlaO3jvj2Ycmk5bCegsyPnMiMzpBSjK6yc=",
    ]);
    const listed = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }));
    expect(listed).toMatchObject({ ChecksumAlgorithm: "SHA256", ChecksumType: "COMPOSITE" });
    expect(listed.Parts?.[2]?.ChecksumSHA256).toBe("vyy1imj2hNlaO3jvj2Ycmk5bCegsyPnMiMzpBSjK6yc=");
    await expect(
      complete(
        {},
        Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })),
      ),
    ).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message:
          "The upload was created using a sha256 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.",
      }),
    );
    const swapped = Parts.with(2, { ...Parts[2], ChecksumSHA256: Parts[0]?.ChecksumSHA256 });
    await expect(complete({}, swapped)).rejects.toEqual(failure(400, "InvalidPart", { PartNumber: "3" }));
    const done = await complete();
    expect(done).toMatchObject({
      ChecksumSHA256: "9o++y6AejqboiJ7MZCx0fahK2Vu5YC/qnNhhYsCLciI=-3",
      ChecksumType: "COMPOSITE",
      ETag: '"4d45984fc3feb2ac9b22683c49674b56-3"',
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(head.ChecksumSHA256).toBe(done.ChecksumSHA256);
    const part = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 3 }));
    expect(part).toMatchObject({
      ChecksumSHA256: "vyy1imj2hNlaO3jvj2Ycmk5bCegsyPnMiMzpBSjK6yc=",
      ChecksumType: "COMPOSITE",
      ContentRange: "bytes 10485762-10485771/10485772",
    });
    expect(await part.Body?.transformToString()).toBe("a".repeat(10));
    const shown = await attributes(Key);
    expect(shown).toMatchObject({
      Checksum: { ChecksumSHA256: "9o++y6AejqboiJ7MZCx0fahK2Vu5YC/qnNhhYsCLciI=", ChecksumType: "COMPOSITE" },
      ETag: "4d45984fc3feb2ac9b22683c49674b56-3",
      ObjectParts: { TotalPartsCount: 3, IsTruncated: false, MaxParts: 1000, NextPartNumberMarker: "3" },
    });
    expect(shown.ObjectParts?.Parts).toHaveLength(3);
    const paged = await attributes(Key, { MaxParts: 1, PartNumberMarker: "1" });
    expect(paged.ObjectParts).toMatchObject({ IsTruncated: true, Parts: [{ PartNumber: 2, Size: 5_242_881 }] });
  });

  it("UploadPart: another algorithm than the upload's", async () => {
    const Key = "mismatch";
    const { UploadId } = await upload(Key, "SHA256", undefined, []);
    await expect(
      s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "abc", ChecksumAlgorithm: "CRC32" })),
    ).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32",
      }),
    );
    const unsaid = await plain.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "abc" }));
    expect(unsaid.ChecksumSHA256).toBe("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  });
});

describe("full object checksums", () => {
  it.each([
    ["CRC32", "qSEQSA=="],
    ["CRC32C", undefined],
    ["CRC64NVME", undefined],
  ] as const)("CompleteMultipartUpload: %s of three parts is that of the whole", async (algorithm, value) => {
    const Key = `full/${algorithm}`;
    const { created, complete } = await upload(Key, algorithm, "FULL_OBJECT");
    expect(created).toMatchObject({ ChecksumAlgorithm: algorithm, ChecksumType: "FULL_OBJECT" });
    const member = `Checksum${algorithm}` as const;
    const single = await s3.send(
      new PutObjectCommand({ Bucket, Key: "single", Body: Buffer.concat(PARTS), ChecksumAlgorithm: algorithm }),
    );
    const done = await complete();
    expect(done).toMatchObject({ [member]: single[member], ChecksumType: "FULL_OBJECT" });
    if (value !== undefined) expect(done[member]).toBe(value);
    // The SDK verifies the full object's checksum while it reads.
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect((await got.Body?.transformToByteArray())?.length).toBe(10_485_772);
    const part = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 3 }));
    expect(part[member]).toBeUndefined();
    expect((await attributes(Key)).ObjectParts).toEqual({ TotalPartsCount: 3 });
  });

  it("CompleteMultipartUpload: a checksum of the request is held against the object's", async () => {
    const { Parts, complete } = await upload("held", "CRC32C", "FULL_OBJECT", [Buffer.from("abc")]);
    const wrong = (message: string, code: string) => failure(400, code, { message });
    await expect(complete({ ChecksumType: "COMPOSITE" })).rejects.toEqual(
      wrong(
        "The upload was created using the FULL_OBJECT checksum mode. The complete request must use the same checksum mode.",
        "InvalidRequest",
      ),
    );
    const bad = wrong("The crc32c you specified did not match the calculated checksum.", "BadDigest");
    const ChecksumCRC32C = Parts[0]?.ChecksumCRC32C;
    await expect(complete({ ChecksumCRC32C })).rejects.toEqual(bad);
    await expect(complete({ ChecksumCRC32C: "AAAAAA==", ChecksumType: "FULL_OBJECT" })).rejects.toEqual(bad);
    expect(await complete({ ChecksumCRC32C, ChecksumType: "FULL_OBJECT" })).toMatchObject({
      ChecksumCRC32C: "Nks/tw==",
    });
  });

  it("CompleteMultipartUpload: an upload without an algorithm ignores a checksum by another than its default", async () => {
    const Key = "no-algorithm";
    const { UploadId } = await plain.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const { ETag } = await plain.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "abc" }));
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    const input = { Bucket, Key, UploadId, MultipartUpload, ChecksumCRC32C: "AAAAAA==-2" };
    const done = await plain.send(new CompleteMultipartUploadCommand(input));
    expect(done).toMatchObject({ ChecksumType: "FULL_OBJECT", ChecksumCRC64NVME: expect.any(String) });
  });
});

describe("CreateMultipartUpload", () => {
  const create = (input: object) => s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "k", ...input }));
  it.each(["SHA1", "SHA256"])("CreateMultipartUpload: %s is composite only", async (ChecksumAlgorithm) => {
    expect((await create({ ChecksumAlgorithm })).ChecksumType).toBe("COMPOSITE");
    await expect(create({ ChecksumAlgorithm, ChecksumType: "FULL_OBJECT" })).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: `The FULL_OBJECT checksum type cannot be used with the ${ChecksumAlgorithm.toLowerCase()} checksum algorithm.`,
      }),
    );
  });

  it("CreateMultipartUpload: CRC64NVME is full object only; types need an algorithm; unknown algorithms", async () => {
    expect((await create({ ChecksumAlgorithm: "CRC64NVME" })).ChecksumType).toBe("FULL_OBJECT");
    await expect(create({ ChecksumAlgorithm: "CRC64NVME", ChecksumType: "COMPOSITE" })).rejects.toEqual(
      failure(400, "InvalidRequest"),
    );
    await expect(
      plain.send(new CreateMultipartUploadCommand({ Bucket, Key: "k", ChecksumType: "COMPOSITE" })),
    ).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
      }),
    );
    await expect(create({ ChecksumAlgorithm: "TEST" })).rejects.toEqual(failure(400, "InvalidRequest"));
  });
});

describe("GetObjectAttributes", () => {
  it("GetObjectAttributes: of a single PUT", async () => {
    const Key = "single-put";
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "test-checksum" }));
    const { $metadata: _, ...all } = await s3.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key,
        ObjectAttributes: ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"],
      }),
    );
    expect(all).toEqual({
      ETag: "f2081dd61dfa700a0fd5e29b9c3cc23d",
      Checksum: { ChecksumCRC32: "lVk/nw==", ChecksumType: "FULL_OBJECT" },
      StorageClass: "STANDARD",
      ObjectSize: 13,
      LastModified: expect.any(Date),
    });
    await expect(
      s3.send(new GetObjectAttributesCommand({ Bucket, Key: "missing", ObjectAttributes: ["ETag"] })),
    ).rejects.toEqual(failure(404, "NoSuchKey"));
  });
});
