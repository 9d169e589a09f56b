// PutBucketAbac and GetBucketAbac through the AWS SDK: a bucket's tags in policies. Documented.
import {
  DeleteBucketTaggingCommand,
  GetBucketAbacCommand,
  GetObjectCommand,
  PutBucketAbacCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();

it.each(["aws:ResourceTag/team", "s3:BucketTag/team"])("%s has the bucket's tag once ABAC is on", async (key) => {
  const Bucket = await bucket();
  await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
  const tag = (Value: string) =>
    s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "team", Value }] } }));
  await tag("data");
  const { config } = await newUser(forebay, [
    allow("s3:GetObject", "*", { Condition: { StringEquals: { [key]: "data" } } }),
  ]);
  const user = client({ credentials: config.credentials });
  const read = () => user.send(new GetObjectCommand({ Bucket, Key: "k" }));
  const status = async () => (await s3.send(new GetBucketAbacCommand({ Bucket }))).AbacStatus?.Status;
  const put = (Status: "Enabled" | "Disabled") => s3.send(new PutBucketAbacCommand({ Bucket, AbacStatus: { Status } }));
  const denied = failure(403, "AccessDenied");
  expect(await status()).toBe("Disabled");
  await expect(read()).rejects.toEqual(denied);
  await put("Enabled");
  expect(await status()).toBe("Enabled");
  await read();
  await tag("sales");
  await expect(read()).rejects.toEqual(denied);
  await tag("data");
  await read();
  await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
  await expect(read()).rejects.toEqual(denied);
  await tag("data");
  await put("Disabled");
  await expect(read()).rejects.toEqual(denied);
  await expect(put("Perhaps" as "Enabled")).rejects.toEqual(failure(400, "MalformedXML"));
});
