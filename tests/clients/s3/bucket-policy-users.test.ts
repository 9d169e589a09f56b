// Bucket policies together with what users and roles are allowed by IAM. Documented in "Policy evaluation logic".
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  IAMClient,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import {
  CopyObjectCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();
const OTHER = "111122223333";
/** The default account. */
const OWN = "000000000000";

/** A user who may what the statements say, and a client of its own. */
async function user(account: string, ...statements: object[]): Promise<{ arn: string; s3: S3Client }> {
  const { arn, config } = await newUser(forebay, statements, account);
  return { arn, s3: client(config) };
}

const put = (Bucket: string, ...Statement: object[]) =>
  s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));
const read = (from: S3Client, Bucket: string, Key = "a") => from.send(new GetObjectCommand({ Bucket, Key }));

async function filled(): Promise<{ Bucket: string; arn: string; objects: string }> {
  const Bucket = await bucket();
  await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
  return { Bucket, arn: `arn:aws:s3:::${Bucket}`, objects: `arn:aws:s3:::${Bucket}/*` };
}

const sentence = (arn: string, action: string, resource: string, why: string) =>
  failure(403, "AccessDenied", {
    message: `User: ${arn} is not authorized to perform: ${action} on resource: "${resource}" ${why}`,
  });

describe("users of the bucket's account", () => {
  it("need an allow in one of the two policies", async () => {
    const { Bucket, objects } = await filled();
    const ada = await user(OWN);
    const why = "because no identity-based policy allows the s3:GetObject action";
    await expect(read(ada.s3, Bucket)).rejects.toEqual(
      sentence(ada.arn, "s3:GetObject", `arn:aws:s3:::${Bucket}/a`, why),
    );
    await put(Bucket, allow("s3:GetObject", objects, { Principal: { AWS: ada.arn } }));
    await expect(read(ada.s3, Bucket)).resolves.toBeDefined();
    const bob = await user(OWN, allow("s3:GetObject", objects));
    await expect(read(bob.s3, Bucket)).resolves.toBeDefined();
  });

  it("are not let in by a policy that names their account only", async () => {
    const { Bucket, objects } = await filled();
    const ada = await user(OWN);
    await put(Bucket, allow("s3:GetObject", objects, { Principal: { AWS: OWN } }));
    await expect(read(ada.s3, Bucket)).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("an explicit deny in the bucket's policy wins", async () => {
    const { Bucket, arn, objects } = await filled();
    const ada = await user(OWN, allow("s3:*", [arn, objects]));
    const Resource = [arn, objects];
    const Condition = { Bool: { "aws:SecureTransport": "false" } };
    await put(Bucket, { Effect: "Deny", Principal: "*", Action: "s3:*", Resource, Condition });
    const why = "with an explicit deny in a resource-based policy";
    await expect(read(ada.s3, Bucket)).rejects.toEqual(sentence(ada.arn, "s3:GetObject", `${arn}/a`, why));
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expect(read(ada.s3, Bucket)).resolves.toBeDefined();
  });

  it("s3:prefix: list their own folder", async () => {
    const { Bucket, arn } = await filled();
    const Condition = { StringLike: { "s3:prefix": "home/${aws:username}/*" } };
    const ada = await user(OWN, allow("s3:ListBucket", arn, { Condition }));
    const name = ada.arn.slice(ada.arn.lastIndexOf("/") + 1);
    const list = (Prefix: string) => ada.s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    await expect(list(`home/${name}/`)).resolves.toBeDefined();
    await expect(list("home/")).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("GetObject and HeadObject: a missing object is told to whom may list", async () => {
    const { Bucket, arn, objects } = await filled();
    const reader = await user(OWN, allow("s3:GetObject", objects));
    const why = "because no identity-based policy allows the s3:ListBucket action";
    await expect(read(reader.s3, Bucket, "absent")).rejects.toEqual(sentence(reader.arn, "s3:ListBucket", arn, why));
    const head = (from: S3Client) => from.send(new HeadObjectCommand({ Bucket, Key: "absent" }));
    await expect(head(reader.s3)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    const lister = await user(OWN, allow(["s3:GetObject", "s3:ListBucket"], [arn, objects]));
    await expect(read(lister.s3, Bucket, "absent")).rejects.toEqual(failure(404, "NoSuchKey"));
    await expect(head(lister.s3)).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  it("CopyObject: reads the source and writes the destination", async () => {
    const { Bucket, objects } = await filled();
    const copy = (from: S3Client) =>
      from.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/a` }));
    const denied = failure(403, "AccessDenied");
    await expect(copy((await user(OWN, allow("s3:PutObject", objects))).s3)).rejects.toEqual(denied);
    await expect(copy((await user(OWN, allow("s3:GetObject", objects))).s3)).rejects.toEqual(denied);
    const both = await user(OWN, allow(["s3:GetObject", "s3:PutObject"], objects));
    await expect(copy(both.s3)).resolves.toBeDefined();
  });

  it("DeleteObjects: keys that the caller may not delete are answered by themselves (documented)", async () => {
    const { Bucket, arn } = await filled();
    const ada = await user(OWN, allow("s3:DeleteObject", `${arn}/mine/*`));
    const remove = (...keys: string[]) =>
      ada.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }));
    expect((await remove("mine/1", "mine/2")).Deleted).toHaveLength(2);
    const { Deleted, Errors } = await remove("mine/1", "a");
    expect(Deleted).toEqual([{ Key: "mine/1" }]);
    expect(Errors).toEqual([
      {
        Key: "a",
        Code: "AccessDenied",
        Message: expect.stringContaining("not authorized to perform: s3:DeleteObject"),
      },
    ]);
    await expect(read(s3, Bucket)).resolves.toBeDefined();
  });
});

describe("users of another account", () => {
  it("need an allow in both policies", async () => {
    const { Bucket, objects } = await filled();
    const eve = await user(OTHER, allow("s3:GetObject", objects));
    const mal = await user(OTHER);
    const denied = failure(403, "AccessDenied", { message: "Access Denied" });
    await expect(read(eve.s3, Bucket)).rejects.toEqual(denied);
    await put(Bucket, allow("s3:GetObject", objects, { Principal: { AWS: [eve.arn, mal.arn] } }));
    await expect(read(eve.s3, Bucket)).resolves.toBeDefined();
    await expect(read(mal.s3, Bucket)).rejects.toEqual(failure(403, "AccessDenied"));
    await put(Bucket, allow("s3:GetObject", objects, { Principal: { AWS: OTHER } }));
    await expect(read(eve.s3, Bucket)).resolves.toBeDefined();
  });
});

describe("users that a policy names", () => {
  it("are those who were there: a later one of the same name is another one, and of one that is gone its id is left (documented)", async () => {
    const { Bucket, objects } = await filled();
    const iam = new IAMClient(forebay.clientConfig);
    const UserName = `named-${Bucket}`;
    const made = async () => {
      const { User } = await iam.send(new CreateUserCommand({ UserName }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
      const { AccessKeyId = "", SecretAccessKey = "" } = AccessKey ?? {};
      const theirs = client({ credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } });
      return { arn: User?.Arn ?? "", id: User?.UserId ?? "", AccessKeyId, theirs };
    };
    const first = await made();
    await put(Bucket, allow("s3:GetObject", objects, { Principal: { AWS: first.arn } }));
    await expect(read(first.theirs, Bucket)).resolves.toBeDefined();
    const named = async () => {
      const { Policy = "" } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
      return (JSON.parse(Policy) as { Statement: { Principal: { AWS: string } }[] }).Statement[0]?.Principal.AWS;
    };
    expect(await named()).toBe(first.arn);
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: first.AccessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName }));
    expect(await named()).toBe(first.id);
    const second = await made();
    expect(second.arn).toBe(first.arn);
    await expect(read(second.theirs, Bucket)).rejects.toEqual(failure(403, "AccessDenied"));
    const NewUserName = `renamed-${Bucket}`;
    await put(Bucket, allow("s3:GetObject", objects, { Principal: { AWS: second.arn } }));
    await iam.send(new UpdateUserCommand({ UserName, NewUserName }));
    expect(await named()).toBe(second.arn.replace(UserName, NewUserName));
    await expect(read(second.theirs, Bucket)).resolves.toBeDefined();
    iam.destroy();
  });
});
