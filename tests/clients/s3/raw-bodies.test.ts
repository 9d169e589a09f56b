// Bodies as they arrive: aws-chunked with trailers and a length, declared hashes, checksums of XML bodies.
import { createHash } from "node:crypto";
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";
import { signedFetch } from "./signed-fetch.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const BODY = "test-checksum";

const chunked = (content: string, trailer: string): string =>
  `${content.length.toString(16)}\r\n${content}\r\n0\r\n${trailer}\r\n\r\n`;

function putChunked(key: string, body: string, headers: Record<string, string> = {}) {
  return signedFetch(forebay.endpoint, {
    method: "PUT",
    path: `/${Bucket}/${key}`,
    headers: {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": String(BODY.length),
      "x-amz-trailer": "x-amz-checksum-crc64nvme",
      "content-encoding": "aws-chunked",
      ...headers,
    },
    body,
  });
}

describe("aws-chunked with Content-Length, as boto3 sends it over TLS", () => {
  it("PutObject: the framing is neither stored nor counted, and leaves Content-Encoding", async () => {
    const answer = await putChunked("chunked", chunked(BODY, "x-amz-checksum-crc64nvme:1f2xscCCZCU="), {
      "content-encoding": "gzip,aws-chunked",
    });
    expect(await answer.text()).toBe("");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-amz-checksum-crc64nvme")).toBe("1f2xscCCZCU=");
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "chunked" }));
    expect(got).toMatchObject({ ContentLength: BODY.length, ContentEncoding: "gzip" });
    expect(await got.Body?.transformToString()).toBe(BODY);
  });

  it("PutObject: a wrong or malformed trailer stores nothing (recorded codes)", async () => {
    const wrong = await putChunked("refused", chunked(BODY, "x-amz-checksum-crc64nvme:AAAAAAAAAAA="));
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain("<Code>BadDigest</Code>");
    const malformed = await putChunked("refused", chunked(BODY, "x-amz-checksum-crc64nvme:nonsense"));
    expect(await malformed.text()).toContain("Value for x-amz-checksum-crc64nvme header is invalid.");
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "refused" }))).rejects.toEqual(failure(404, "NotFound"));
  });
});

describe("declared hashes", () => {
  it("PutObject: another body than was signed (recorded code)", async () => {
    const answer = await signedFetch(forebay.endpoint, {
      method: "PUT",
      path: `/${Bucket}/mismatch`,
      headers: { "x-amz-content-sha256": createHash("sha256").update("other").digest("hex") },
      body: BODY,
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("<Code>XAmzContentSHA256Mismatch</Code>");
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "mismatch" }))).rejects.toEqual(failure(404, "NotFound"));
  });

  it("PutBucketTagging: a body without a TagSet takes the tags away (recorded)", async () => {
    const answer = await signedFetch(forebay.endpoint, {
      method: "PUT",
      path: `/${Bucket}?tagging`,
      body: "<Tagging/>",
    });
    expect(answer.status).toBe(204);
  });

  it("ListParts: empty numbers are as if they were not sent (recorded)", async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "empty-numbers" }));
    const path = `/${Bucket}/empty-numbers?max-parts=&part-number-marker=&uploadId=${UploadId}`;
    const answer = await signedFetch(forebay.endpoint, { method: "GET", path });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("<MaxParts>1000</MaxParts>");
  });

  it("DeleteObjects: Content-MD5 and checksums of the XML are held against it (documented)", async () => {
    const body = "<Delete><Object><Key>kept</Key></Object></Delete>";
    await s3.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "x" }));
    const md5 = (text: string) => createHash("md5").update(text).digest("base64");
    for (const [headers, code] of [
      [{ "content-md5": md5("other") }, "BadDigest"],
      [{ "content-md5": "nonsense" }, "InvalidDigest"],
      [{ "x-amz-checksum-sha256": createHash("sha256").update("other").digest("base64") }, "BadDigest"],
    ] as const) {
      const answer = await signedFetch(forebay.endpoint, { method: "POST", path: `/${Bucket}?delete`, headers, body });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(`<Code>${code}</Code>`);
    }
    await s3.send(new HeadObjectCommand({ Bucket, Key: "kept" }));
    const headers = { "content-md5": md5(body) };
    const answer = await signedFetch(forebay.endpoint, { method: "POST", path: `/${Bucket}?delete`, headers, body });
    expect(answer.status).toBe(200);
  });
});

describe("what the model requires and a request lacks", () => {
  it("annotations without a name, renames without a source: 400, and the object stays as it is", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "body" }));
    const fast = "raw--use1-az4--x-s3";
    await s3.send(
      new CreateBucketCommand({
        Bucket: fast,
        CreateBucketConfiguration: {
          Location: { Type: "AvailabilityZone", Name: "use1-az4" },
          Bucket: { Type: "Directory", DataRedundancy: "SingleAvailabilityZone" },
        },
      }),
    );
    for (const [method, path, body, code] of [
      ["PUT", `/${Bucket}/kept?annotation=`, "x", "InvalidAnnotationName"],
      ["PUT", `/${Bucket}/kept?annotation=&annotationName=a`, "", "InvalidRequest"],
      ["DELETE", `/${Bucket}/kept?annotation=`, "", "InvalidAnnotationName"],
      ["PUT", `/${Bucket}/kept?encryption=`, "", "MissingRequestBodyError"],
      ["PUT", `/${Bucket}/kept?encryption=`, "<ObjectEncryption/>", "InvalidRequest"],
      ["PUT", `/${fast}/kept?renameObject=`, "", "InvalidArgument"],
    ] as const) {
      const answer = await signedFetch(forebay.endpoint, { method, path, body });
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)]);
    }
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "kept" }));
    expect(await Body?.transformToString()).toBe("body");
  });
});
