// UpdateObjectEncryption: the key over an object's data key changes, and nothing else. Documented.
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  UpdateObjectEncryptionCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { bucketName, failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();
const kms = new KMSClient(forebay.clientConfig);
afterAll(() => kms.destroy());

const newKey = async (): Promise<string> => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "";
const put = (Bucket: string, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "secret", ...more }));
const update = (Bucket: string, KMSKeyArn: string, BucketKeyEnabled?: boolean, VersionId?: string) =>
  new UpdateObjectEncryptionCommand({
    Bucket,
    Key: "k",
    VersionId,
    ObjectEncryption: { SSEKMS: { KMSKeyArn, BucketKeyEnabled } },
  });
const head = (Bucket: string) => s3.send(new HeadObjectCommand({ Bucket, Key: "k" }));
const read = async (Bucket: string, VersionId?: string): Promise<string | undefined> =>
  (await s3.send(new GetObjectCommand({ Bucket, Key: "k", VersionId }))).Body?.transformToString();
const disabled = failure(400, "KMS.DisabledException");

describe("UpdateObjectEncryption", () => {
  it("moves an object from SSE-S3 to a key of KMS, without which it is not read any more", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    await put(Bucket, { ServerSideEncryption: "AES256", Metadata: { a: "b" }, StorageClass: "STANDARD_IA" });
    const before = await head(Bucket);
    await s3.send(update(Bucket, key));
    const { ETag, LastModified, Metadata, StorageClass } = before;
    const expected = { ETag, LastModified, Metadata, StorageClass, ServerSideEncryption: "aws:kms", SSEKMSKeyId: key };
    expect(await head(Bucket)).toMatchObject(expected);
    expect(await read(Bucket)).toBe("secret");
    await kms.send(new DisableKeyCommand({ KeyId: key }));
    await expect(read(Bucket)).rejects.toEqual(disabled);
  });

  it("moves on to another key, with and without a bucket key", async () => {
    const [Bucket, first, second] = [await bucket(), await newKey(), await newKey()];
    const context = Buffer.from('{"team":"data"}').toString("base64");
    await put(Bucket, { ServerSideEncryption: "aws:kms", SSEKMSKeyId: first, SSEKMSEncryptionContext: context });
    await s3.send(update(Bucket, second, true));
    expect(await head(Bucket)).toMatchObject({ SSEKMSKeyId: second, BucketKeyEnabled: true });
    await kms.send(new DisableKeyCommand({ KeyId: first }));
    expect(await read(Bucket)).toBe("secret");
    await expect(s3.send(update(Bucket, first))).rejects.toEqual(disabled);
    await kms.send(new EnableKeyCommand({ KeyId: first }));
    await s3.send(update(Bucket, first));
    const after = await head(Bucket);
    expect(after.SSEKMSKeyId).toBe(first);
    expect(after.BucketKeyEnabled).toBeUndefined();
    expect(await read(Bucket)).toBe("secret");
  });

  it("a multipart object, and the version that is named", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    const at = { Bucket, Key: "k" };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...at, ServerSideEncryption: "AES256" }));
    const { ETag } = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: "in parts" }));
    const { VersionId } = await s3.send(
      new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] } }),
    );
    await put(Bucket, { ServerSideEncryption: "AES256" });
    await s3.send(update(Bucket, key, false, VersionId));
    expect(await s3.send(new HeadObjectCommand({ ...at, VersionId }))).toMatchObject({ SSEKMSKeyId: key });
    expect((await head(Bucket)).ServerSideEncryption).toBe("AES256");
    expect([await read(Bucket, VersionId), await read(Bucket)]).toEqual(["in parts", "secret"]);
  });

  it("needs its own permission, and those of KMS for both keys", async () => {
    const [Bucket, first, second] = [await bucket(), await newKey(), await newKey()];
    await put(Bucket, { ServerSideEncryption: "aws:kms", SSEKMSKeyId: first });
    const user = await newUser(forebay, [allow(["s3:PutObject", "s3:GetObject"], "*"), allow("kms:*", "*")]);
    const theirs = client(user.config);
    const denied = (action: string) =>
      failure(403, "AccessDenied", { message: expect.stringContaining(action) as string });
    await expect(theirs.send(update(Bucket, second))).rejects.toEqual(denied("s3:UpdateObjectEncryption"));
    await user.may(allow("s3:UpdateObjectEncryption", "*"));
    await expect(theirs.send(update(Bucket, second))).rejects.toEqual(denied("kms:Decrypt"));
    await user.may(allow("s3:UpdateObjectEncryption", "*"), allow("kms:Decrypt", first));
    await expect(theirs.send(update(Bucket, second))).rejects.toEqual(denied("kms:Encrypt"));
    await user.may(allow("s3:UpdateObjectEncryption", "*"), allow("kms:Decrypt", first), allow("kms:Encrypt", second));
    await theirs.send(update(Bucket, second));
    expect((await head(Bucket)).SSEKMSKeyId).toBe(second);
  });

  it("refuses objects that are not encrypted, or in another way, and keys of other accounts", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    await put(Bucket);
    const refused = (message: string) =>
      failure(400, "InvalidRequest", { message: expect.stringContaining(message) as string });
    await expect(s3.send(update(Bucket, key))).rejects.toEqual(refused("unencrypted source objects"));
    await put(Bucket, { ServerSideEncryption: "aws:kms:dsse", SSEKMSKeyId: key });
    await expect(s3.send(update(Bucket, key))).rejects.toEqual(refused("encryption type DSSE-KMS or SSE-C"));
    await expect(s3.send(update(Bucket, "alias/aws/s3"))).rejects.toEqual(refused("require a valid"));
    const others = key.replace(/:\d{12}:/, ":111122223333:");
    await expect(s3.send(update(Bucket, others))).rejects.toEqual(
      failure(403, "AccessDenied", { message: expect.stringContaining("owned by the same account") as string }),
    );
    await expect(
      s3.send(new UpdateObjectEncryptionCommand({ Bucket, Key: "k", ObjectEncryption: {} as never })),
    ).rejects.toMatchObject({ name: expect.stringMatching(/InvalidRequest|MalformedXML/) as string });
  });

  it("refuses objects under a legal hold", async () => {
    const [Bucket, key] = [bucketName(), await newKey()];
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    await put(Bucket, { ServerSideEncryption: "AES256" });
    const hold = (Status: "ON" | "OFF") =>
      s3.send(new PutObjectLegalHoldCommand({ Bucket, Key: "k", LegalHold: { Status } }));
    await hold("ON");
    await expect(s3.send(update(Bucket, key))).rejects.toEqual(
      failure(403, "AccessDenied", { message: expect.stringContaining("S3 Object Lock") as string }),
    );
    await hold("OFF");
    await s3.send(update(Bucket, key));
    expect(await read(Bucket)).toBe("secret");
  });
});
