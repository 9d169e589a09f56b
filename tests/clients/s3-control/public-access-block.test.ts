// The account's block of public access through the AWS SDK: kept, and enforced by S3 beside the bucket's own.
import {
  DeletePublicAccessBlockCommand as OpenBucketCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand as GetBucketBlockCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3-control";
import { describe, expect, it } from "vitest";
import { failure, platform } from "../s3/platform.ts";
import { allow, newUser } from "../user.ts";
import { ACCOUNT as AccountId, clientsOf, OTHER } from "./clients.ts";

const { forebay, s3, bucket } = await platform();
const { controlAt } = clientsOf(forebay);
const control = controlAt("localhost");
const put = (PublicAccessBlockConfiguration: Record<string, boolean>) =>
  control.send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration }));
const remove = () => control.send(new DeletePublicAccessBlockCommand({ AccountId }));

const open = (Bucket: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` }],
  });

describe("the account's block of public access", () => {
  it("PutPublicAccessBlock, GetPublicAccessBlock, DeletePublicAccessBlock (recorded)", async () => {
    const get = () => control.send(new GetPublicAccessBlockCommand({ AccountId }));
    const none = failure(404, "NoSuchPublicAccessBlockConfiguration", {
      message: "The public access block configuration was not found",
    });
    await expect(get()).rejects.toEqual(none);
    await put({ BlockPublicAcls: true });
    expect((await get()).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: false,
      IgnorePublicAcls: false,
      RestrictPublicBuckets: false,
    });
    await expect(put({})).rejects.toEqual(
      failure(400, "InvalidRequest", { message: "Must specify at least one configuration." }),
    );
    for (const _ of [1, 2]) expect((await remove()).$metadata.httpStatusCode).toBe(204);
    await expect(get()).rejects.toEqual(none);
  });

  it("S3 keeps the public out of an open bucket while its account does", async () => {
    const Bucket = await bucket();
    await s3.send(new OpenBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: open(Bucket) }));
    const read = async () => (await fetch(`${forebay.endpoint}/${Bucket}/k`)).status;
    expect(await read()).toBe(200);
    await put({ RestrictPublicBuckets: true });
    expect(await read()).toBe(403);
    await expect(s3.send(new GetBucketBlockCommand({ Bucket }))).rejects.toEqual(
      failure(404, "NoSuchPublicAccessBlockConfiguration"),
    );
    await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
    await put({ BlockPublicPolicy: true });
    expect(await read()).toBe(200);
    await expect(s3.send(new PutBucketPolicyCommand({ Bucket, Policy: open(Bucket) }))).rejects.toEqual(
      failure(403, "AccessDenied"),
    );
    await remove();
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: open(Bucket) }));
  });

  it("needs its permission, of the same account", async () => {
    const get = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
      controlAt("localhost", { credentials }).send(new GetPublicAccessBlockCommand({ AccountId }));
    await put({ IgnorePublicAcls: true });
    const user = await newUser(forebay);
    await expect(get(user.config.credentials)).rejects.toEqual(
      failure(403, "AccessDenied", { message: expect.stringContaining("s3:GetAccountPublicAccessBlock") }),
    );
    await user.may(allow("s3:GetAccountPublicAccessBlock", "*"));
    await get(user.config.credentials);
    await expect(get(OTHER)).rejects.toEqual(failure(403, "AccessDenied"));
    await remove();
  });
});
