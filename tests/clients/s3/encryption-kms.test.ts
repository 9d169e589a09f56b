// SSE-KMS: what the caller must be allowed to at KMS, what KMS is told, and what S3 says of KMS's errors.
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import {
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  SelectObjectContentCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();
const kms = new KMSClient(forebay.clientConfig);
afterAll(() => kms.destroy());

const newKey = async (): Promise<string> => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "";
const under = (SSEKMSKeyId: string) => ({ ServerSideEncryption: "aws:kms", SSEKMSKeyId }) as const;
const put = (Bucket: string, more: Partial<PutObjectCommandInput>, as: S3Client = s3, Key = "k") =>
  as.send(new PutObjectCommand({ Bucket, Key, Body: "secret", ...more }));
const get = async (Bucket: string, as: S3Client = s3): Promise<string | undefined> =>
  (await as.send(new GetObjectCommand({ Bucket, Key: "k" }))).Body?.transformToString();

describe("permissions", () => {
  it("PutObject and GetObject: the caller needs GenerateDataKey and Decrypt, through S3", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    const user = await newUser(forebay, [allow("s3:*", "*")]);
    const theirs = client(user.config);
    await expect(put(Bucket, under(key), theirs)).rejects.toEqual(
      failure(403, "AccessDenied", { message: expect.stringContaining("kms:GenerateDataKey") as string }),
    );
    const viaS3 = { Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } };
    await user.may(allow("s3:*", "*"), allow("kms:GenerateDataKey", key, viaS3));
    await put(Bucket, under(key), theirs);
    await expect(get(Bucket, theirs)).rejects.toEqual(
      failure(403, "AccessDenied", { message: expect.stringContaining("kms:Decrypt") as string }),
    );
    // Documented: what is said of an object needs no key, its checksum does.
    const about = { Bucket, Key: "k" };
    await theirs.send(new HeadObjectCommand(about));
    await expect(theirs.send(new HeadObjectCommand({ ...about, ChecksumMode: "ENABLED" }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await expect(
      theirs.send(new GetObjectAttributesCommand({ ...about, ObjectAttributes: ["Checksum"] })),
    ).rejects.toEqual(failure(403, "AccessDenied"));
    await user.may(allow("s3:*", "*"), allow("kms:Decrypt", key, viaS3));
    expect(await get(Bucket, theirs)).toBe("secret");
  });

  it("UploadPart: the caller needs Decrypt", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    const user = await newUser(forebay, [allow("s3:*", "*"), allow("kms:GenerateDataKey", key)]);
    const theirs = client(user.config);
    const { UploadId } = await theirs.send(new CreateMultipartUploadCommand({ Bucket, Key: "m", ...under(key) }));
    const part = new UploadPartCommand({ Bucket, Key: "m", UploadId, PartNumber: 1, Body: "x" });
    await expect(theirs.send(part)).rejects.toEqual(failure(403, "AccessDenied"));
    await user.may(allow("s3:*", "*"), allow("kms:Decrypt", key));
    expect((await theirs.send(part)).SSEKMSKeyId).toBe(key);
  });

  it("encryption context: KMS is told the object's ARN and what the client adds, with a bucket key the bucket's", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    const told = (arn: string, more: object = {}) => ({
      Condition: { StringEquals: { "kms:EncryptionContext:aws:s3:arn": arn, ...more } },
    });
    const context = Buffer.from(JSON.stringify({ team: "data" })).toString("base64");
    const user = await newUser(forebay);
    const theirs = client(user.config);
    const may = (condition: object) =>
      user.may(allow("s3:*", "*"), allow(["kms:GenerateDataKey", "kms:Decrypt"], key, condition));
    await may(told(`arn:aws:s3:::${Bucket}/k`, { "kms:EncryptionContext:team": "data" }));
    await expect(put(Bucket, under(key), theirs)).rejects.toEqual(failure(403, "AccessDenied"));
    const written = await put(Bucket, { ...under(key), SSEKMSEncryptionContext: context }, theirs);
    expect(JSON.parse(Buffer.from(written.SSEKMSEncryptionContext ?? "", "base64").toString())).toEqual({
      team: "data",
    });
    expect(await get(Bucket, theirs)).toBe("secret");
    await may(told(`arn:aws:s3:::${Bucket}`));
    await expect(put(Bucket, under(key), theirs)).rejects.toEqual(failure(403, "AccessDenied"));
    await put(Bucket, { ...under(key), BucketKeyEnabled: true }, theirs);
    expect(await get(Bucket, theirs)).toBe("secret");
  });

  it("a bucket key is each requester's own", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    await put(Bucket, { ...under(key), BucketKeyEnabled: true });
    expect(await get(Bucket)).toBe("secret");
    const user = await newUser(forebay, [allow("s3:*", "*")]);
    await expect(get(Bucket, client(user.config))).rejects.toEqual(failure(403, "AccessDenied"));
  });
});

describe("errors", () => {
  it("keys that are not there, disabled or about to go", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    const absent = `${key.slice(0, key.lastIndexOf("/"))}/00000000-0000-0000-0000-000000000000`;
    await expect(put(Bucket, under(absent))).rejects.toEqual(
      failure(400, "KMS.NotFoundException", { message: `Key '${absent}' does not exist` }),
    );
    await put(Bucket, under(key));
    await kms.send(new DisableKeyCommand({ KeyId: key }));
    const disabled = failure(400, "KMS.DisabledException", { message: `${key} is disabled.` });
    await expect(put(Bucket, under(key))).rejects.toEqual(disabled);
    await expect(get(Bucket)).rejects.toEqual(disabled);
    await kms.send(new EnableKeyCommand({ KeyId: key }));
    expect(await get(Bucket)).toBe("secret");
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 7 }));
    await expect(get(Bucket)).rejects.toEqual(
      failure(400, "KMS.KMSInvalidStateException", { message: `${key} is pending deletion.` }),
    );
  });

  it("a bucket key outlives the key's disabling for five minutes, and no longer", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    const headers = { ...under(key), BucketKeyEnabled: true };
    await put(Bucket, headers);
    expect(await get(Bucket)).toBe("secret");
    await kms.send(new DisableKeyCommand({ KeyId: key }));
    await put(Bucket, headers);
    expect(await get(Bucket)).toBe("secret");
    await forebay.clock.advance(5 * 60_000 + 1);
    await expect(put(Bucket, headers)).rejects.toEqual(failure(400, "KMS.DisabledException"));
    await expect(get(Bucket)).rejects.toEqual(failure(400, "KMS.DisabledException"));
  });

  it("headers that do not go together", async () => {
    const [Bucket, key] = [await bucket(), await newKey()];
    for (const headers of [
      { SSEKMSKeyId: key },
      { SSEKMSKeyId: key, ServerSideEncryption: "AES256" },
      { ServerSideEncryption: "aws:kms", SSEKMSEncryptionContext: "not JSON" },
    ] as const)
      await expect(put(Bucket, headers)).rejects.toEqual(failure(400, "InvalidArgument"));
  });
});

it("SelectObjectContent reads encrypted objects", async () => {
  const [Bucket, key] = [await bucket(), await newKey()];
  await put(Bucket, { ...under(key), Body: "1,a\n2,b\n" });
  const { Payload = [] } = await s3.send(
    new SelectObjectContentCommand({
      Bucket,
      Key: "k",
      Expression: "SELECT s._2 FROM S3Object s WHERE s._1 = '2'",
      ExpressionType: "SQL",
      InputSerialization: { CSV: {} },
      OutputSerialization: { CSV: {} },
    }),
  );
  let text = "";
  for await (const { Records } of Payload) text += Buffer.from(Records?.Payload ?? []).toString();
  expect(text).toBe("b\n");
});

it("replication: replicas are encrypted as their sources; under keys of KMS where the rule says so, with its key", async () => {
  const [from, to, key, replicaKey] = [await bucket(), await bucket(), await newKey(), await newKey()];
  for (const Bucket of [from, to])
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  const iam = new IAMClient(forebay.clientConfig);
  const trust = { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: trust });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "replicates-kms", AssumeRolePolicyDocument }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: allow(["s3:*", "kms:*"], "*") });
  await iam.send(new PutRolePolicyCommand({ RoleName: "replicates-kms", PolicyName: "p", PolicyDocument }));
  iam.destroy();
  const configure = (Status: "Enabled" | "Disabled") =>
    s3.send(
      new PutBucketReplicationCommand({
        Bucket: from,
        ReplicationConfiguration: {
          Role: Role?.Arn ?? "",
          Rules: [
            {
              Status: "Enabled",
              Priority: 1,
              Filter: {},
              DeleteMarkerReplication: { Status: "Disabled" },
              SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status } },
              Destination: {
                Bucket: `arn:aws:s3:::${to}`,
                EncryptionConfiguration: { ReplicaKmsKeyID: replicaKey },
              },
            },
          ],
        },
      }),
    );
  const head = (Bucket: string, Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));
  await configure("Disabled");
  await put(from, { ServerSideEncryption: "AES256" }, s3, "own");
  await put(from, under(key), s3, "not");
  await forebay.clock.advance(0);
  expect(await head(to, "own")).toMatchObject({ ServerSideEncryption: "AES256", ReplicationStatus: "REPLICA" });
  expect((await head(from, "not")).ReplicationStatus).toBeUndefined();
  await expect(head(to, "not")).rejects.toEqual(failure(404, "NotFound"));
  await configure("Enabled");
  await put(from, under(key), s3, "k");
  await forebay.clock.advance(0);
  expect(await head(to, "k")).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: replicaKey });
  expect(await get(to)).toBe("secret");
});
