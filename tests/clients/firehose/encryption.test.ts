// Server-side encryption of delivery streams, and objects by KMS keys. Documented unless said otherwise.
import {
  FirehoseClient,
  PutRecordCommand,
  StartDeliveryStreamEncryptionCommand,
  StopDeliveryStreamEncryptionCommand,
  type DeliveryStreamEncryptionConfigurationInput,
} from "@aws-sdk/client-firehose";
import {
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ListGrantsCommand,
} from "@aws-sdk/client-kms";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import {
  account,
  activeStream,
  contents,
  delivered,
  describeStream,
  newBucket,
  newName,
  platform,
  region,
  text,
  toBucket,
  until,
} from "./platform.ts";

const { forebay, firehose, s3 } = await platform();
const kms = new KMSClient(forebay.clientConfig);
afterAll(() => kms.destroy());

const newKey = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "";

/** Records wait for an hour, unless the clock is moved. */
async function slowStream(
  input: { readonly DeliveryStreamEncryptionConfigurationInput?: DeliveryStreamEncryptionConfigurationInput } = {},
) {
  const bucket = await newBucket(s3);
  const BufferingHints = { SizeInMBs: 128, IntervalInSeconds: 900 };
  const ExtendedS3DestinationConfiguration = toBucket(bucket, { BufferingHints });
  const name = await activeStream(firehose, { ...input, ExtendedS3DestinationConfiguration });
  return { bucket, name };
}

const put = (DeliveryStreamName: string, data: string) =>
  firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: { Data: text(data) } }));
const encryptionOf = async (name: string) =>
  (await describeStream(firehose, name)).DeliveryStreamEncryptionConfiguration;
const untilIs = (name: string, status: string) => until(async () => (await encryptionOf(name))?.Status === status);
const start = (DeliveryStreamName: string, keyArn?: string) =>
  firehose.send(
    new StartDeliveryStreamEncryptionCommand({
      DeliveryStreamName,
      ...(keyArn !== undefined && {
        DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: keyArn },
      }),
    }),
  );

/** Whether the log holds these bytes. What a pump has staged to deliver is in scratch files. */
async function isInLog(needle: string): Promise<boolean> {
  for (const entry of await readdir(forebay.dataFolder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (
      entry.isFile() &&
      !path.slice(forebay.dataFolder.length).includes("tmp") &&
      (await readFile(path).catch(() => "")).includes(needle)
    )
      return true;
  }
  return false;
}

describe("StartDeliveryStreamEncryption", () => {
  it("seals what lies in the log by the platform's key, and delivers it open", async () => {
    const { bucket, name } = await slowStream();
    expect((await put(name, "plain-5531,")).Encrypted).toBe(false);
    await start(name);
    expect(await encryptionOf(name)).toMatchObject({ KeyType: "AWS_OWNED_CMK" });
    await untilIs(name, "ENABLED");
    expect((await put(name, "secret-5531,")).Encrypted).toBe(true);
    await firehose.send(new StopDeliveryStreamEncryptionCommand({ DeliveryStreamName: name }));
    await untilIs(name, "DISABLED");
    expect((await put(name, "open-5531")).Encrypted).toBe(false);
    expect(await isInLog("plain-5531,")).toBe(true);
    await forebay.clock.advance(901_000);
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("plain-5531,secret-5531,open-5531");
  });

  it("uses a customer's key through a grant, and refuses records while KMS refuses the key", async () => {
    const { bucket, name } = await slowStream();
    const KeyId = await newKey();
    await start(name, KeyId);
    await untilIs(name, "ENABLED");
    expect(await encryptionOf(name)).toEqual({ KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: KeyId, Status: "ENABLED" });
    const { Grants = [] } = await kms.send(new ListGrantsCommand({ KeyId }));
    const EncryptionContextEquals = {
      "aws:firehose:arn": `arn:aws:firehose:${region}:${account}:deliverystream/${name}`,
    };
    expect(Grants).toMatchObject([{ Constraints: { EncryptionContextEquals } }]);
    await put(name, "first,");
    await kms.send(new DisableKeyCommand({ KeyId }));
    await forebay.clock.advance(301_000);
    await expect(put(name, "never")).rejects.toMatchObject({
      name: "InvalidKMSResourceException",
      code: "DisabledException",
    });
    await kms.send(new EnableKeyCommand({ KeyId }));
    await put(name, "second");
    await forebay.clock.advance(901_000);
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("first,second");
  });

  it("needs kms:CreateGrant of its caller, and is refused for keys that are not there", async () => {
    const { name } = await slowStream();
    const missing = `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-000000000000`;
    await expect(start(name, missing)).rejects.toMatchObject({
      name: "InvalidKMSResourceException",
      code: "NotFoundException",
    });
    const user = await newUser(forebay);
    const client = new FirehoseClient({ ...user.config, maxAttempts: 1 });
    const KeyARN = await newKey();
    const command = new StartDeliveryStreamEncryptionCommand({
      DeliveryStreamName: name,
      DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN },
    });
    await expect(client.send(command)).rejects.toMatchObject({ name: "AccessDeniedException" });
    await user.may(allow("firehose:StartDeliveryStreamEncryption", "*"));
    await expect(client.send(command)).rejects.toMatchObject({ name: "InvalidKMSResourceException" });
    await user.may(allow("firehose:StartDeliveryStreamEncryption", "*"), allow("kms:CreateGrant", "*"));
    await expect(client.send(command)).resolves.toBeDefined();
    await expect(client.send(command)).rejects.toMatchObject({ name: "ResourceInUseException" });
    client.destroy();
  });
});

describe("CreateDeliveryStream", () => {
  it("encrypts from the start, so that nothing of it stands in the log", async () => {
    const { bucket, name } = await slowStream({
      DeliveryStreamEncryptionConfigurationInput: { KeyType: "AWS_OWNED_CMK" },
    });
    await put(name, "secret-7719");
    expect(await isInLog("secret-7719")).toBe(false);
    await forebay.clock.advance(901_000);
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("secret-7719");
  });

  it("puts objects under the KMS key of EncryptionConfiguration", async () => {
    const bucket = await newBucket(s3);
    const AWSKMSKeyARN = await newKey();
    const EncryptionConfiguration = { KMSEncryptionConfig: { AWSKMSKeyARN } };
    const name = await activeStream(firehose, {
      DeliveryStreamName: newName("stream"),
      ExtendedS3DestinationConfiguration: toBucket(bucket, { EncryptionConfiguration }),
    });
    await put(name, "sealed");
    const [Key = ""] = await delivered(s3, bucket);
    expect(await s3.send(new HeadObjectCommand({ Bucket: bucket, Key }))).toMatchObject({
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: AWSKMSKeyARN,
    });
    expect(await contents(s3, bucket)).toBe("sealed");
  });
});
