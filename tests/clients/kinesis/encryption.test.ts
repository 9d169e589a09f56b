// Encryption of streams with KMS keys through the AWS SDK. Documented unless said otherwise.
import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
  StartStreamEncryptionCommand,
  StopStreamEncryptionCommand,
} from "@aws-sdk/client-kinesis";
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { activeConsumer, subscribe, takeTexts } from "./fan-out.ts";
import { account, activeStream, iterator, platform, region, text, texts, untilActive } from "./platform.ts";

const { forebay, kinesis } = await platform();
const kms = new KMSClient(forebay.clientConfig);
afterAll(() => kms.destroy());

const arnOf = (name: string): string => `arn:aws:kinesis:${region}:${account}:stream/${name}`;
const newKey = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "";
const encrypt = async (StreamName: string, KeyId: string) => {
  await kinesis.send(new StartStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId }));
  await untilActive(kinesis, StreamName);
};
const put = (StreamName: string, data: string, client = kinesis) =>
  client.send(new PutRecordCommand({ StreamName, PartitionKey: "customer", Data: text(data) }));
/** Past the time for which data keys are kept. */
const forgetKeys = () => forebay.clock.advance(301_000);

/** Whether any file of the platform holds these bytes. */
async function isOnDisk(needle: string): Promise<boolean> {
  for (const entry of await readdir(forebay.dataFolder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(needle)) return true;
  return false;
}

describe("encryption", () => {
  it("StartStreamEncryption: records are unreadable on disk, and read as they were put", async () => {
    const StreamName = await activeStream(kinesis);
    const KeyId = await newKey();
    await put(StreamName, "plain-before-7431");
    await encrypt(StreamName, KeyId);
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    expect(StreamDescriptionSummary).toMatchObject({ EncryptionType: "KMS", KeyId });
    expect((await put(StreamName, "secret-single-7431")).EncryptionType).toBe("KMS");
    const Records = ["a", "b"].map((each) => ({
      PartitionKey: "secret-key-7431",
      Data: text(`secret-batch-7431-${each}`),
    }));
    expect((await kinesis.send(new PutRecordsCommand({ StreamName, Records }))).EncryptionType).toBe("KMS");
    await kinesis.send(new StopStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId }));
    await untilActive(kinesis, StreamName);
    const { EncryptionType: after } = await put(StreamName, "plain-after-7431");
    expect(after).toBeUndefined();

    expect(await isOnDisk("plain-before-7431")).toBe(true);
    expect(await isOnDisk("plain-after-7431")).toBe(true);
    for (const secret of ["secret-single-7431", "secret-batch-7431", "secret-key-7431"])
      expect(await isOnDisk(secret)).toBe(false);

    const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator: await iterator(kinesis, StreamName) }));
    expect(
      answer.Records?.map((record) => [
        Buffer.from(record.Data ?? []).toString(),
        record.PartitionKey,
        record.EncryptionType,
      ]),
    ).toEqual([
      ["plain-before-7431", "customer", undefined],
      ["secret-single-7431", "customer", "KMS"],
      ["secret-batch-7431-a", "secret-key-7431", "KMS"],
      ["secret-batch-7431-b", "secret-key-7431", "KMS"],
      ["plain-after-7431", "customer", undefined],
    ]);
    const consumer = await activeConsumer(kinesis, arnOf(StreamName), "reader");
    expect((await takeTexts(subscribe(kinesis, consumer, { Type: "TRIM_HORIZON" }), 5)).texts).toHaveLength(5);
  });

  it("a key that was disabled stops puts and reads once the data key is old, and enabling it helps", async () => {
    const StreamName = await activeStream(kinesis);
    const KeyId = await newKey();
    await encrypt(StreamName, KeyId);
    await put(StreamName, "0");
    await kms.send(new DisableKeyCommand({ KeyId }));
    await forgetKeys();
    const disabled = { name: "KMSDisabledException", message: `${KeyId} is disabled.` };
    await expect(put(StreamName, "1")).rejects.toMatchObject(disabled);
    await expect(texts(kinesis, await iterator(kinesis, StreamName))).rejects.toMatchObject(disabled);
    await kms.send(new EnableKeyCommand({ KeyId }));
    await put(StreamName, "2");
    expect(await texts(kinesis, await iterator(kinesis, StreamName))).toEqual(["0", "2"]);
  });

  it("StartStreamEncryption: with the key that AWS manages", async () => {
    const StreamName = await activeStream(kinesis);
    await encrypt(StreamName, "alias/aws/kinesis");
    await put(StreamName, "managed");
    expect(await texts(kinesis, await iterator(kinesis, StreamName))).toEqual(["managed"]);
  });

  it("StartStreamEncryption: refuses keys that are absent, disabled or of another kind", async () => {
    const StreamName = await activeStream(kinesis);
    const start = (KeyId: string) =>
      kinesis.send(new StartStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId }));
    await expect(start("00000000-0000-0000-0000-000000000000")).rejects.toMatchObject({ name: "KMSNotFoundException" });
    const KeyId = await newKey();
    await kms.send(new DisableKeyCommand({ KeyId }));
    await expect(start(KeyId)).rejects.toMatchObject({ name: "KMSDisabledException" });
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" }));
    await expect(start(KeyMetadata?.Arn ?? "")).rejects.toMatchObject({ name: "KMSInvalidStateException" });
  });

  it("producers need kms:GenerateDataKey, consumers kms:Decrypt", async () => {
    const StreamName = await activeStream(kinesis);
    const KeyId = await newKey();
    await encrypt(StreamName, KeyId);
    await put(StreamName, "0");
    const user = await newUser(forebay, [allow("kinesis:*", "*")]);
    const client = new KinesisClient({ ...user.config, maxAttempts: 1 });
    const read = async () => texts(client, await iterator(client, StreamName));
    const denied = { name: "KMSAccessDeniedException" };
    await expect(put(StreamName, "1", client)).rejects.toMatchObject(denied);
    await expect(read()).rejects.toMatchObject(denied);
    const inStream = { StringEquals: { "kms:EncryptionContext:aws:kinesis:arn": arnOf(StreamName) } };
    await user.may(allow("kinesis:*", "*"), allow("kms:GenerateDataKey", KeyId, { Condition: inStream }));
    await put(StreamName, "1", client);
    await expect(read()).rejects.toMatchObject(denied);
    await user.may(allow("kinesis:*", "*"), allow("kms:Decrypt", KeyId, { Condition: inStream }));
    expect(await read()).toEqual(["0", "1"]);
    client.destroy();
  });
});
