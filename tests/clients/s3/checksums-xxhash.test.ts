// Checksums that the SDK does not compute itself: XXHASH64, XXHASH3, XXHASH128, SHA512 and MD5, as their senders compute them.
import { createHash } from "node:crypto";
import {
  type ChecksumAlgorithm,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";
import { signedFetch } from "./signed-fetch.ts";

const { forebay, client, bucket } = await platform();
const s3 = client({ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" });
const Bucket = await bucket();
const Body = "test-checksum";
const PARTS = [Buffer.alloc(5_242_881, "a"), Buffer.alloc(10, "a")];

/** Of the body, of the parts and of both together. Those of xxHash were made with its reference implementation (0.8.4). */
interface Digests {
  readonly algorithm: ChecksumAlgorithm;
  readonly body: string;
  readonly parts: readonly string[];
  readonly composite: string;
}

function digestsOfNode(algorithm: "SHA512" | "MD5"): Digests {
  const digest = (bytes: string | Buffer): string => createHash(algorithm).update(bytes).digest("base64");
  const parts = PARTS.map(digest);
  const all = Buffer.concat(parts.map((part) => Buffer.from(part, "base64")));
  return { algorithm, body: digest(Body), parts, composite: `${digest(all)}-2` };
}

describe.each<Digests>([
  {
    algorithm: "XXHASH64",
    body: "3JrYpZJ5ZEA=",
    parts: ["HyXyhxm3ch0=", "LQWtXXe1+E8="],
    composite: "YiG2NIhi1bU=-2",
  },
  {
    algorithm: "XXHASH3",
    body: "FBi20cyfDyI=",
    parts: ["pxpsW6af8iQ=", "y70WlFd7JH0="],
    composite: "TulDsUPiqn0=-2",
  },
  {
    algorithm: "XXHASH128",
    body: "8Ab93L5jvI2pCk3eDMM2FQ==",
    parts: ["4/OxAVBH1BKnGmxbpp/yJA==", "7VoeQVddInzniyc9HUr69Q=="],
    composite: "YdnIWLFhAeEIyCqSdpyAvw==-2",
  },
  digestsOfNode("SHA512"),
  digestsOfNode("MD5"),
])("$algorithm", ({ algorithm, body, parts, composite }) => {
  const member = `Checksum${algorithm}` as const;
  const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
  const Key = algorithm;

  it("PutObject: in a header, kept, shown on demand and in listings, and copied", async () => {
    const expected = { [member]: body, ChecksumType: "FULL_OBJECT" };
    expect(await s3.send(new PutObjectCommand({ Bucket, Key, Body, [member]: body }))).toMatchObject(expected);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }))).toMatchObject(expected);
    const attributes = new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["Checksum"] });
    expect((await s3.send(attributes)).Checksum).toEqual(expected);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
    expect(Contents?.[0]).toMatchObject({ ChecksumAlgorithm: [algorithm], ChecksumType: "FULL_OBJECT" });
    const copy = { Bucket, Key: "copy", CopySource: `${Bucket}/${Key}` };
    expect((await s3.send(new CopyObjectCommand(copy))).CopyObjectResult).toMatchObject(expected);
    await s3.send(new PutObjectCommand({ Bucket, Key: "plain", Body }));
    const computed = { ...copy, CopySource: `${Bucket}/plain`, ChecksumAlgorithm: algorithm };
    expect((await s3.send(new CopyObjectCommand(computed))).CopyObjectResult).toMatchObject(expected);
  });

  it("PutObject: a wrong or malformed one is refused", async () => {
    const put = (value: string) => s3.send(new PutObjectCommand({ Bucket, Key: "no", Body, [member]: value }));
    await expect(put(parts[0] ?? "")).rejects.toEqual(
      failure(400, "BadDigest", { message: `The ${algorithm} you specified did not match the calculated checksum.` }),
    );
    await expect(put("ABC")).rejects.toEqual(
      failure(400, "InvalidRequest", { message: `Value for ${header} header is invalid.` }),
    );
  });

  it("PutObject: in a trailer", async () => {
    const send = (value: string) =>
      signedFetch(forebay.endpoint, {
        method: "PUT",
        path: `/${Bucket}/trailer`,
        headers: {
          "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
          "x-amz-decoded-content-length": String(Body.length),
          "x-amz-trailer": header,
          "content-encoding": "aws-chunked",
        },
        body: `${Body.length.toString(16)}\r\n${Body}\r\n0\r\n${header}:${value}\r\n\r\n`,
      });
    const answer = await send(body);
    expect([answer.status, answer.headers.get(header)]).toEqual([200, body]);
    expect(await (await send(parts[0] ?? "")).text()).toContain("<Code>BadDigest</Code>");
  });

  it("CompleteMultipartUpload: composite only, of the parts' digests", async () => {
    const at = { Bucket, Key: `parts/${Key}` };
    const create = { ...at, ChecksumAlgorithm: algorithm };
    await expect(s3.send(new CreateMultipartUploadCommand({ ...create, ChecksumType: "FULL_OBJECT" }))).rejects.toEqual(
      failure(400, "InvalidRequest"),
    );
    const created = await s3.send(new CreateMultipartUploadCommand(create));
    expect(created).toMatchObject({ ChecksumAlgorithm: algorithm, ChecksumType: "COMPOSITE" });
    const { UploadId } = created;
    const Parts: CompletedPart[] = [];
    for (const [index, part] of PARTS.entries()) {
      const numbered = { ...at, UploadId, PartNumber: index + 1, Body: part, [member]: parts[index] };
      const { ETag, [member]: answered } = await s3.send(new UploadPartCommand(numbered));
      Parts.push({ ETag, PartNumber: index + 1, [member]: answered });
    }
    expect((await s3.send(new ListPartsCommand({ ...at, UploadId }))).Parts?.map((part) => part[member])).toEqual(
      parts,
    );
    const complete = new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } });
    expect(await s3.send(complete)).toMatchObject({ [member]: composite, ChecksumType: "COMPOSITE" });
    const { ObjectParts } = await s3.send(
      new GetObjectAttributesCommand({ ...at, ObjectAttributes: ["Checksum", "ObjectParts"] }),
    );
    expect(ObjectParts?.Parts?.map((part) => part[member])).toEqual(parts);
  });
});
