// Encryption of log groups with KMS keys. Documented ("Encrypt log data in CloudWatch Logs using AWS KMS").
import {
  AssociateKmsKeyCommand,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  DisassociateKmsKeyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { account, get, groupArn, newGroup, platform, put, refusal, region } from "./platform.ts";

const { forebay, logs } = await platform();
const kms = new KMSClient(forebay.clientConfig);
afterAll(() => kms.destroy());
const nowMs = () => forebay.clock.now().getTime();

/** A key that CloudWatch Logs may use for groups of these ARNs. */
async function newKey(arn: string, service = `logs.${region}.amazonaws.com`): Promise<string> {
  const Statement = [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    {
      Effect: "Allow",
      Principal: { Service: service },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn } },
    },
  ];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  return (await kms.send(new CreateKeyCommand({ Policy }))).KeyMetadata?.Arn ?? "";
}

/** Whether any file of the platform holds these bytes. */
async function isOnDisk(needle: string): Promise<boolean> {
  for (const entry of await readdir(forebay.dataFolder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(needle)) return true;
  return false;
}

describe("encryption", () => {
  it("AssociateKmsKey: events are unreadable on disk from then on, and read as they were put", async () => {
    const logGroupName = await newGroup(logs);
    const kmsKeyId = await newKey(groupArn(logGroupName));
    await put(logs, logGroupName, nowMs(), ["plain-7431"]);
    await logs.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId }));
    await put(logs, logGroupName, nowMs(), ["secret-7431"]);
    await logs.send(new DisassociateKmsKeyCommand({ resourceIdentifier: `${groupArn(logGroupName)}:*` }));
    await put(logs, logGroupName, nowMs(), ["plain-again-7431"]);
    expect((await get(logs, logGroupName)).messages).toEqual(["plain-7431", "secret-7431", "plain-again-7431"]);
    expect([await isOnDisk("plain-7431"), await isOnDisk("secret-7431")]).toEqual([true, false]);
  });

  it("CreateLogGroup: needs a key that CloudWatch Logs may use; without it nothing is read", async () => {
    const logGroupName = "/sealed";
    const kmsKeyId = await newKey(groupArn(logGroupName));
    const foreign = await newKey(groupArn(logGroupName), "sqs.amazonaws.com");
    expect(await refusal(logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId: foreign })))).toBe(
      "InvalidParameterException: The specified KMS key does not exist or is not allowed to be used with LogGroup",
    );
    await newGroup(logs, { logGroupName, kmsKeyId });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
    expect(logGroups?.[0]?.kmsKeyId).toBe(kmsKeyId);
    await put(logs, logGroupName, nowMs(), ["kept"]);
    await kms.send(new DisableKeyCommand({ KeyId: kmsKeyId }));
    await forebay.clock.advance(301_000);
    expect(await refusal(get(logs, logGroupName))).toContain("AccessDeniedException");
    await kms.send(new EnableKeyCommand({ KeyId: kmsKeyId }));
    expect((await get(logs, logGroupName)).messages).toEqual(["kept"]);
  });
});
