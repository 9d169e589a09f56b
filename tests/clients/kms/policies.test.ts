// Key policies with the JS SDK: what is accepted, and who then may use the key.
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetKeyPolicyCommand,
  ListKeyPoliciesCommand,
  PutKeyPolicyCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT, type Platform, startKms, text } from "./platform.ts";
import { role, user } from "./principals.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (AWS: string, Action: string | string[], rest: object = {}) => ({
  Effect: "Allow",
  Principal: { AWS },
  Action,
  Resource: "*",
  ...rest,
});
const administration = allow(ROOT, ["kms:Put*", "kms:Get*", "kms:Schedule*", "kms:Encrypt"]);

const put = (KeyId: string, Policy: string, BypassPolicyLockoutSafetyCheck?: boolean) =>
  platform.kms.send(new PutKeyPolicyCommand({ KeyId, Policy, BypassPolicyLockoutSafetyCheck }));
const get = (KeyId: string) => platform.kms.send(new GetKeyPolicyCommand({ KeyId }));
const encrypting = (KeyId: string, EncryptionContext?: Record<string, string>) =>
  new EncryptCommand({ KeyId, Plaintext: Buffer.from("x"), EncryptionContext });

const denied = (callerArn: string, action: string, resource: string, why: string) => ({
  name: "AccessDeniedException",
  message: `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  $metadata: { httpStatusCode: 400 },
});

describe("GetKeyPolicy", () => {
  test("the policy of a new key hands it to its account (recorded)", async () => {
    const { KeyId } = await platform.key();
    const { Policy = "", PolicyName } = await get(KeyId);
    expect(PolicyName).toBe("default");
    expect(JSON.parse(Policy)).toEqual({
      Version: "2012-10-17",
      Id: "key-default-1",
      Statement: [{ Sid: "Enable IAM User Permissions", ...allow(ROOT, "kms:*") }],
    });
    const names = await platform.kms.send(new ListKeyPoliciesCommand({ KeyId }));
    expect(names).toMatchObject({ PolicyNames: ["default"], Truncated: false });
  });
});

describe("PutKeyPolicy", () => {
  test("gives back what was put, also to CreateKey", async () => {
    const { KeyId } = await platform.key();
    const policy = document(allow(ROOT, "kms:*", { Sid: "all" }));
    await put(KeyId, policy);
    expect((await get(KeyId)).Policy).toBe(policy);
    const second = await platform.key({ Policy: policy });
    expect((await get(second.KeyId)).Policy).toBe(policy);
  });

  test.each([
    ["not json", "MalformedPolicyDocumentException"],
    ["{}", "MalformedPolicyDocumentException"],
    [
      document({ Effect: "Perhaps", Principal: "*", Action: "kms:*", Resource: "*" }),
      "MalformedPolicyDocumentException",
    ],
    [document(allow(ROOT, "kms:*", { Condition: { Nonsense: { a: "b" } } })), "MalformedPolicyDocumentException"],
    [`{"Version":"2012-10-17","Statement":[],"Id":"${"x".repeat(33_000)}"}`, "LimitExceededException"],
  ])("%.40s... is refused", async (policy, name) => {
    const { KeyId } = await platform.key();
    await expect(put(KeyId, policy)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    await expect(platform.kms.send(new CreateKeyCommand({ Policy: policy }))).rejects.toMatchObject({ name });
  });

  test("principals that are none are refused (recorded in public threads)", async () => {
    const { KeyId } = await platform.key();
    await expect(put(KeyId, document(allow("arn:aws:iam::1:user/x", "kms:*")))).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
      message: "Policy contains a statement with one or more invalid principals.",
    });
  });

  test("a policy that locks its author out is refused, unless the author insists (recorded in public threads)", async () => {
    const { KeyId, Arn } = await platform.key();
    const locked = document(allow(ROOT, ["kms:Encrypt", "kms:GetKeyPolicy"]));
    await expect(put(KeyId, locked)).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
      message: "The new key policy will not allow you to update the key policy in the future.",
    });
    await put(KeyId, locked, true);
    expect((await get(KeyId)).Policy).toBe(locked);
    await expect(platform.kms.send(new ScheduleKeyDeletionCommand({ KeyId }))).rejects.toMatchObject(
      denied(
        ROOT,
        "kms:ScheduleKeyDeletion",
        Arn,
        "because no resource-based policy allows the kms:ScheduleKeyDeletion action",
      ),
    );
  });
});

describe("who may use a key", () => {
  test("a user by its own policies, when the key is its account's", async () => {
    const { KeyId, Arn } = await platform.key();
    const [able, unable] = [await user(platform.forebay, ["kms:Encrypt"]), await user(platform.forebay, [])];
    expect((await able.kms.send(encrypting(KeyId))).KeyId).toBe(Arn);
    await expect(unable.kms.send(encrypting(KeyId))).rejects.toMatchObject(
      denied(unable.callerArn, "kms:Encrypt", Arn, "because no identity-based policy allows the kms:Encrypt action"),
    );
    await expect(able.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  test("a user's own policies are not enough where the key policy does not hand the key to the account", async () => {
    const able = await user(platform.forebay, ["kms:*"]);
    const { KeyId, Arn } = await platform.key({ Policy: document(administration) });
    expect((await able.kms.send(encrypting(KeyId))).KeyId).toBe(Arn);
    await expect(able.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" }))).rejects.toMatchObject(
      denied(
        able.callerArn,
        "kms:GenerateDataKey",
        Arn,
        "because no resource-based policy allows the kms:GenerateDataKey action",
      ),
    );
  });

  test("a role that the key policy names needs no policy of its own; a deny wins", async () => {
    const reader = await role(platform.forebay, []);
    const { KeyId, Arn } = await platform.key({
      Policy: document(administration, allow(reader.arn, ["kms:Decrypt", "kms:Encrypt"]), {
        ...allow(reader.arn, "kms:Encrypt"),
        Effect: "Deny",
      }),
    });
    const { CiphertextBlob } = await platform.kms.send(encrypting(KeyId));
    expect(text((await reader.kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext)).toBe("x");
    await expect(reader.kms.send(encrypting(KeyId))).rejects.toMatchObject(
      denied(reader.callerArn, "kms:Encrypt", Arn, "with an explicit deny in a resource-based policy"),
    );
  });

  test("conditions on the encryption context, the alias and the algorithm hold", async () => {
    const reader = await role(platform.forebay, []);
    const { KeyId } = await platform.key({
      Policy: document(
        administration,
        allow(reader.arn, "kms:Encrypt", {
          Condition: {
            StringEquals: { "kms:EncryptionContext:table": "orders" },
            "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["table", "stage"] },
          },
        }),
        allow(reader.arn, "kms:GenerateDataKey", {
          Condition: { StringEquals: { "kms:RequestAlias": "alias/conditions" } },
        }),
        allow(ROOT, "kms:CreateAlias"),
      ),
    });
    await platform.kms.send(new CreateAliasCommand({ AliasName: "alias/conditions", TargetKeyId: KeyId }));
    const refused = { name: "AccessDeniedException" };
    expect(await reader.kms.send(encrypting(KeyId, { table: "orders", stage: "raw" }))).toHaveProperty(
      "CiphertextBlob",
    );
    await expect(reader.kms.send(encrypting(KeyId, { table: "customers" }))).rejects.toMatchObject(refused);
    await expect(reader.kms.send(encrypting(KeyId, { table: "orders", more: "1" }))).rejects.toMatchObject(refused);
    await expect(reader.kms.send(encrypting(KeyId))).rejects.toMatchObject(refused);
    const dataKey = (named: string) => new GenerateDataKeyCommand({ KeyId: named, KeySpec: "AES_128" });
    expect(await reader.kms.send(dataKey("alias/conditions"))).toHaveProperty("Plaintext");
    await expect(reader.kms.send(dataKey(KeyId))).rejects.toMatchObject(refused);
  });

  test("another account needs the key policy's word and its own", async () => {
    const other = "123456789012";
    const { Arn } = await platform.key({
      Policy: document(administration, allow(`arn:aws:iam::${other}:root`, "kms:Encrypt")),
    });
    const [able, unable] = [
      await user(platform.forebay, ["kms:Encrypt", "kms:Decrypt"], other),
      await user(platform.forebay, [], other),
    ];
    const { CiphertextBlob } = await able.kms.send(encrypting(Arn));
    await expect(unable.kms.send(encrypting(Arn))).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(able.kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject(
      denied(able.callerArn, "kms:Decrypt", Arn, "because no resource-based policy allows the kms:Decrypt action"),
    );
  });

  test("ReEncrypt needs leave to come from one key and to go to the other", async () => {
    const mover = await role(platform.forebay, []);
    const from = await platform.key({ Policy: document(administration, allow(mover.arn, "kms:ReEncryptFrom")) });
    const to = await platform.key({ Policy: document(administration, allow(mover.arn, "kms:ReEncryptTo")) });
    const { CiphertextBlob } = await platform.kms.send(encrypting(from.KeyId));
    const moved = await mover.kms.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: to.KeyId }));
    expect(moved).toMatchObject({ SourceKeyId: from.Arn, KeyId: to.Arn });
    await expect(
      mover.kms.send(new ReEncryptCommand({ CiphertextBlob: moved.CiphertextBlob, DestinationKeyId: from.KeyId })),
    ).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("kms:ReEncryptFrom"),
    });
  });
});
