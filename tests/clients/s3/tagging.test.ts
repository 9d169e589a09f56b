// Tags of objects and buckets through the AWS SDK. Recorded unless said otherwise.
import {
  DeleteBucketTaggingCommand,
  DeleteObjectTaggingCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type Tag,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, bucket } = await platform();

describe("objects", async () => {
  const Bucket = await bucket();
  const tags = async (Key: string) => (await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;
  const tag = (Key: string, TagSet: Tag[]) =>
    s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));

  it("PutObjectTagging: sets, replaces, removes; the count shows on GET and HEAD", async () => {
    const Key = "tagged";
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", Tagging: "a=1&b%20c=d%2Fe&empty" }));
    expect(await tags(Key)).toEqual([
      { Key: "a", Value: "1" },
      { Key: "b c", Value: "d/e" },
      { Key: "empty", Value: "" },
    ]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).TagCount).toBe(3);
    await tag(Key, [{ Key: "new", Value: "ü" }]);
    expect(await tags(Key)).toEqual([{ Key: "new", Value: "ü" }]);
    expect((await s3.send(new GetObjectCommand({ Bucket, Key }))).TagCount).toBe(1);
    const answer = await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
    expect(answer.$metadata.httpStatusCode).toBe(204);
    expect(await tags(Key)).toEqual([]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).TagCount).toBeUndefined();
  });

  it("PutObject: empty pairs of the header are passed over", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "gaps", Body: "x", Tagging: "key1&&&key2" }));
    expect(await tags("gaps")).toEqual([
      { Key: "key1", Value: "" },
      { Key: "key2", Value: "" },
    ]);
  });

  it("PutObjectTagging: what is no tag", async () => {
    const Key = "refused";
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    const cases: [Tag[], string, string][] = [
      [[{ Key: "Key1,Key2", Value: "v" }], "InvalidTag", "The TagKey you have provided is invalid"],
      [[{ Key: "k", Value: "Val1,Val2" }], "InvalidTag", "The TagValue you have provided is invalid"],
      [[{ Key: "aws:x", Value: "v" }], "InvalidTag", "Your TagKey cannot be prefixed with aws:"],
      [
        [
          { Key: "k", Value: "1" },
          { Key: "k", Value: "2" },
        ],
        "InvalidTag",
        "Cannot provide multiple Tags with the same key",
      ],
      [
        Array.from({ length: 11 }, (_, i) => ({ Key: `k${i}`, Value: "v" })),
        "BadRequest",
        "Object tags cannot be greater than 10",
      ],
    ];
    for (const [TagSet, code, message] of cases)
      await expect(tag(Key, TagSet)).rejects.toEqual(failure(400, code, { message }));
    for (const Tagging of ["key1=val1&key1=val2", "key1=val1,key2=val2", "bad=%zz"])
      await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: "y", Tagging }))).rejects.toEqual(
        failure(400, "InvalidArgument", { ArgumentName: "x-amz-tagging", ArgumentValue: Tagging }),
      );
    await expect(tags("missing")).rejects.toEqual(failure(404, "NoSuchKey", { Key: `${Bucket}/missing` }));
    await expect(tag("missing", [])).rejects.toEqual(failure(404, "NoSuchKey"));
  });
});

describe("buckets", () => {
  it("PutBucketTagging: sets, replaces, removes", async () => {
    const Bucket = await bucket();
    const tags = async () => (await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet;
    const none = failure(404, "NoSuchTagSet", { BucketName: Bucket, message: "The TagSet does not exist" });
    await expect(tags()).rejects.toEqual(none);
    const TagSet = [
      { Key: "tag1", Value: "tag1" },
      { Key: "tag2", Value: "" },
    ];
    const put = await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect(put.$metadata.httpStatusCode).toBe(204);
    expect(await tags()).toEqual(TagSet);
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "3", Value: "3" }] } }));
    expect(await tags()).toEqual([{ Key: "3", Value: "3" }]);
    await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
    await expect(tags()).rejects.toEqual(none);
    await expect(
      s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "aws:x", Value: "v" }] } })),
    ).rejects.toEqual(
      failure(400, "InvalidTag", { message: "System tags cannot be added/updated by requester", TagKey: "aws:x" }),
    );
  });
});
