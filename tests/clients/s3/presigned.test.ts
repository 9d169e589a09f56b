// Presigned links: the gateway checks the signature, S3 does the rest. Plain fetch, no SDK on the way.
import { createHmac } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, it } from "vitest";
import { platform } from "./platform.ts";
import { presign } from "./signed-fetch.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();

it("PutObject and GetObject: by presigned links", async () => {
  const Key = "a folder/ü+1.txt";
  const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: "text/plain" }), {
    expiresIn: 60,
    signableHeaders: new Set(["content-type"]),
  });
  const stored = await fetch(put, { method: "PUT", body: "by link", headers: { "content-type": "text/plain" } });
  expect(await stored.text()).toBe("");
  expect(stored.status).toBe(200);
  const get = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: "attachment" }), {
    expiresIn: 60,
  });
  const got = await fetch(get);
  expect(got.status).toBe(200);
  expect(await got.text()).toBe("by link");
  expect(got.headers.get("content-type")).toBe("text/plain");
  expect(got.headers.get("content-disposition")).toBe("attachment");
  const part = await fetch(get, { headers: { range: "bytes=3-6" } });
  expect(part.status).toBe(206);
  expect(await part.text()).toBe("link");
});

it("GetObject: a link for one key is none for another (recorded code)", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "secret", Body: "x" }));
  const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "public" }), { expiresIn: 60 });
  const refused = await fetch(link.replace("/public?", "/secret?"));
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("<Code>SignatureDoesNotMatch</Code>");
});

it("HeadObject and 304: no body, whatever the outcome", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "here", Body: "x" }));
  for (const [Key, status] of [
    ["here", 200],
    ["missing", 404],
  ] as const) {
    const link = await getSignedUrl(s3, new HeadObjectCommand({ Bucket, Key }), { expiresIn: 60 });
    const answer = await fetch(link, { method: "HEAD" });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe("");
  }
  const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "here" }), { expiresIn: 60 });
  const unchanged = await fetch(link, { headers: { "if-none-match": '"9dd4e461268c8034f5c8564e155c67a6"' } });
  expect(unchanged.status).toBe(304);
  expect(await unchanged.text()).toBe("");
  expect(unchanged.headers.get("etag")).toBe('"9dd4e461268c8034f5c8564e155c67a6"');
  expect(unchanged.headers.get("last-modified")).toMatch(/GMT$/);
});

it("GetObject: errors are S3's XML with their members", async () => {
  const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "<missing>" }), { expiresIn: 60 });
  const answer = await fetch(link);
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toBe("application/xml");
  const xml = await answer.text();
  expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\s*<Error>/);
  expect(xml).toContain("<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>");
  expect(xml).toContain("<Key>&lt;missing&gt;</Key>");
  expect(xml).toMatch(/<RequestId>[^<]+<\/RequestId><HostId>[^<]+<\/HostId><\/Error>$/);
});

it("GetObject: a link signed by version 2, as AWS CLI v1 makes them", async () => {
  const Key = "by version 2";
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "old" }));
  const expires = String(Math.floor(Date.now() / 1000) + 60);
  const path = `/${Bucket}/${encodeURIComponent(Key)}`;
  const signature = createHmac("sha1", "test").update(`GET\n\n\n${expires}\n${path}`).digest("base64");
  const query = new URLSearchParams({ AWSAccessKeyId: "test", Expires: expires, Signature: signature });
  const got = await fetch(`${forebay.endpoint}${path}?${query.toString()}`);
  expect(await got.text()).toBe("old");
  query.set(
    "Signature",
    signature.replace(/^./, (first) => (first === "A" ? "B" : "A")),
  );
  const refused = await fetch(`${forebay.endpoint}${path}?${query.toString()}`);
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("<Code>SignatureDoesNotMatch</Code>");
});

it("PutObject: metadata and conditions in a link's query count as headers (recorded)", async () => {
  const Key = "hoisted";
  const link = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, Metadata: { foo: "bar" } }), {
    expiresIn: 60,
  });
  expect(link).toContain("x-amz-meta-foo=bar");
  expect((await fetch(link, { method: "PUT", body: "x" })).status).toBe(200);
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).Metadata).toEqual({ foo: "bar" });
  const path = `/${Bucket}/${Key}`;
  const beyondAscii = await presign(forebay.endpoint, path, { "x-amz-meta-foo": "—é_" });
  expect((await fetch(beyondAscii, { method: "PUT", body: "x" })).status).toBe(200);
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).Metadata).toEqual({
    foo: `=?UTF-8?B?${Buffer.from("—é_").toString("base64")}?=`,
  });
  for (const [name, value] of [
    ["If-None-Match", "*"],
    ["If-Match", "d41d8cd98f00b204e9800998ecf8427e"],
  ] as const) {
    const conditional = await presign(forebay.endpoint, path, { [name]: value });
    expect((await fetch(conditional, { method: "PUT", body: "y" })).status).toBe(412);
  }
});

it("PutObject: a link signed by version 2 keeps its metadata and its content type (recorded)", async () => {
  const Key = "version-2-put";
  const expires = String(Math.floor(Date.now() / 1000) + 60);
  const path = `/${Bucket}/${Key}`;
  const text = `PUT\n\ntext/plain\n${expires}\nx-amz-meta-foo:bar\n${path}`;
  const query = new URLSearchParams({
    AWSAccessKeyId: "test",
    Expires: expires,
    Signature: createHmac("sha1", "test").update(text).digest("base64"),
    "content-type": "text/plain",
    "x-amz-meta-foo": "bar",
  });
  const put = (type: string) =>
    fetch(`${forebay.endpoint}${path}?${query.toString()}`, {
      method: "PUT",
      body: "x",
      headers: { "content-type": type },
    });
  expect((await put("text/xml")).status).toBe(403);
  expect((await put("text/plain")).status).toBe(200);
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).Metadata).toEqual({ foo: "bar" });
});

it("PutObject: a link's canned ACL counts (inferred), its checksums and storage class do not (documented, inferred)", async () => {
  const path = `/${Bucket}/hoisted`;
  const put = async (query: Record<string, string>) =>
    (await fetch(await presign(forebay.endpoint, path, query), { method: "PUT", body: "x" })).text();
  expect(await put({ "x-amz-acl": "public-read" })).toContain("<Code>AccessControlListNotSupported</Code>");
  expect(await put({ "x-amz-checksum-crc32": "AAAAAA==", "x-amz-storage-class": "GLACIER" })).toBe("");
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "hoisted" }))).StorageClass).toBeUndefined();
});
