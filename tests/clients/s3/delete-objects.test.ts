// DeleteObjects through the AWS SDK. Recorded unless said otherwise.
import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, bucket } = await platform();

async function bucketOf(keys: readonly string[]): Promise<string> {
  const Bucket = await bucket();
  await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))));
  return Bucket;
}
const left = async (Bucket: string) =>
  (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key) ?? [];

it("DeleteObjects: existing and missing keys alike", async () => {
  const Bucket = await bucketOf(["a", "b c/\u{1f600}", "kept"]);
  const Objects = [{ Key: "a" }, { Key: "missing" }, { Key: "b c/\u{1f600}" }];
  const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted).toEqual(Objects);
  expect(Errors ?? []).toEqual([]);
  expect(await left(Bucket)).toEqual(["kept"]);
});

it("DeleteObjects: quietly", async () => {
  const Bucket = await bucketOf(["a"]);
  const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a" }], Quiet: true } }));
  expect(answer.Deleted ?? []).toEqual([]);
  expect(await left(Bucket)).toEqual([]);
});

it("DeleteObjects: a thousand at once, not one more (documented)", async () => {
  const keys = Array.from({ length: 1000 }, (_, i) => `k${String(i).padStart(4, "0")}`);
  const Bucket = await bucketOf([...keys, "last"]);
  const Objects = keys.map((Key) => ({ Key }));
  await expect(
    s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [...Objects, { Key: "last" }] } })),
  ).rejects.toEqual(failure(400, "MalformedXML"));
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted).toHaveLength(1000);
  expect(await left(Bucket)).toEqual(["last"]);
});

it("DeleteObjects: errors belong to their key", async () => {
  const Bucket = await bucketOf(["a", "b"]);
  const VersionId = "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD";
  const { Deleted, Errors } = await s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a", VersionId }, { Key: "b" }] } }),
  );
  expect(Deleted).toEqual([{ Key: "b" }]);
  expect(Errors).toEqual([
    { Key: "a", VersionId, Code: "NoSuchVersion", Message: "The specified version does not exist." },
  ]);
});

it("DeleteObjects: no such bucket", async () => {
  await expect(
    s3.send(new DeleteObjectsCommand({ Bucket: "no-such-bucket-here", Delete: { Objects: [{ Key: "a" }] } })),
  ).rejects.toEqual(failure(404, "NoSuchBucket"));
});
