// What each operation of KMS must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import { describe, expect, it } from "vitest";
import { compile } from "../../src/policy/compile.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import { account, lines, openServices, present, region, user } from "./services.ts";

const { call, needs } = openServices();

interface Made {
  readonly KeyMetadata: { readonly KeyId: string; readonly Arn: string };
}

const make = async (input: object = {}) => ((await call("kms", "CreateKey", input)) as Made).KeyMetadata;
const aliasArn = (name: string): string => `arn:aws:kms:${region}:${account}:${name}`;

describe("access of KMS", () => {
  it("a key's own policy is required, and its facts are told", async () => {
    const { KeyId, Arn } = await make({ Tags: [{ TagKey: "team", TagValue: "lake" }] });
    await call("kms", "CreateAlias", { AliasName: "alias/facts", TargetKeyId: KeyId });
    const EncryptionContext = { table: "orders" };
    const input = { KeyId: "alias/facts", Plaintext: Buffer.from("x"), EncryptionContext };
    const [need] = await needs("kms", "Encrypt", input);
    expect(need).toMatchObject({
      action: "kms:Encrypt",
      resource: Arn,
      resourceAccount: account,
      resourceTags: { team: "lake" },
      resourcePolicy: { mode: "required", granted: false, document: expect.stringContaining("key-default-1") },
    });
    expect(need && present(need)).toEqual({
      "kms:CallerAccount": account,
      "kms:KeySpec": "SYMMETRIC_DEFAULT",
      "kms:CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
      "kms:KeyUsage": "ENCRYPT_DECRYPT",
      "kms:CustomerMasterKeyUsage": "ENCRYPT_DECRYPT",
      "kms:KeyOrigin": "AWS_KMS",
      "kms:MultiRegion": "false",
      "kms:ResourceAliases": ["alias/facts"],
      "kms:RequestAlias": "alias/facts",
      "kms:EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
      "kms:EncryptionContextKeys": ["table"],
      "kms:EncryptionContext:table": "orders",
    });
  });

  it("Decrypt finds the key in the ciphertext; ReEncrypt needs both ways", async () => {
    const [from, to] = [await make(), await make()];
    const answer = await call("kms", "Encrypt", { KeyId: from.KeyId, Plaintext: Buffer.from("x") });
    const { CiphertextBlob } = answer as { CiphertextBlob: Uint8Array };
    expect(lines(await needs("kms", "Decrypt", { CiphertextBlob }))).toEqual([`kms:Decrypt ${from.Arn}`]);
    const moving = await needs("kms", "ReEncrypt", { CiphertextBlob, DestinationKeyId: to.KeyId });
    expect(lines(moving)).toEqual([`kms:ReEncryptFrom ${from.Arn}`, `kms:ReEncryptTo ${to.Arn}`]);
    expect(moving[0]?.context).toMatchObject({ "kms:ReEncryptOnSameKey": "false" });
  });

  it("a grant counts for whom it names", async () => {
    const { KeyId } = await make();
    const GranteePrincipal = user.arn;
    await call("kms", "CreateGrant", { KeyId, GranteePrincipal, Operations: ["Encrypt"] });
    const input = { KeyId, Plaintext: Buffer.from("x") };
    const granted = async (operation: string, asked: object, caller = user) =>
      (await needs("kms", operation, asked, caller))[0]?.resourcePolicy?.granted;
    expect(await granted("Encrypt", input)).toBe(true);
    expect(await granted("Encrypt", input, { ...user, arn: `${user.arn}-else` })).toBe(false);
    expect(await granted("GenerateDataKey", { KeyId, KeySpec: "AES_256" })).toBe(false);
  });

  it("aliases need leave for the alias and for its keys", async () => {
    const [first, second] = [await make(), await make()];
    const AliasName = "alias/moved";
    const creating = await needs("kms", "CreateAlias", { AliasName, TargetKeyId: first.KeyId });
    expect(lines(creating)).toEqual([`kms:CreateAlias ${aliasArn(AliasName)}`, `kms:CreateAlias ${first.Arn}`]);
    await call("kms", "CreateAlias", { AliasName, TargetKeyId: first.KeyId });
    expect(lines(await needs("kms", "UpdateAlias", { AliasName, TargetKeyId: second.KeyId }))).toEqual([
      `kms:UpdateAlias ${aliasArn(AliasName)}`,
      `kms:UpdateAlias ${second.Arn}`,
      `kms:UpdateAlias ${first.Arn}`,
    ]);
    expect(lines(await needs("kms", "DeleteAlias", { AliasName }))).toEqual([
      `kms:DeleteAlias ${aliasArn(AliasName)}`,
      `kms:DeleteAlias ${first.Arn}`,
    ]);
  });

  it("an AWS managed key that does not exist yet is not made by asking", async () => {
    const [need] = await needs("kms", "DescribeKey", { KeyId: "alias/aws/s3" });
    expect(need).toMatchObject({ action: "kms:DescribeKey", resource: aliasArn("alias/aws/s3") });
    expect(need?.resourcePolicy?.document).toContain(`s3.${region}.amazonaws.com`);
    const listed = (await call("kms", "ListAliases", {})) as { Aliases: readonly { AliasName: string }[] };
    expect(listed.Aliases.map(({ AliasName }) => AliasName)).not.toContain("alias/aws/s3");
  });

  it("an AWS managed key is there for its service's calls only", async () => {
    await call("kms", "DescribeKey", { KeyId: "alias/aws/glue" });
    const [need] = await needs("kms", "GenerateDataKey", { KeyId: "alias/aws/glue", KeySpec: "AES_256" });
    const decide = (viaService: string | undefined) => {
      const facts = new Map(Object.entries({ "kms:calleraccount": account, "kms:viaservice": viaService }));
      const { action = "", resource = "", resourcePolicy } = need ?? {};
      const request = { caller: user, action, resource, resourceAccount: account };
      const policy = compile(parsePolicy(resourcePolicy?.document ?? "", "resource"), "key policy");
      const applicable = { identity: [], resource: { policy, mode: "required" } } as const;
      return evaluate({ ...request, context: (key) => facts.get(key) }, applicable).outcome;
    };
    expect(decide(`glue.${region}.amazonaws.com`)).toBe("allowed");
    expect(decide(`s3.${region}.amazonaws.com`)).toBe("implicit-deny");
    expect(decide(undefined)).toBe("implicit-deny");
  });

  it("CreateKey with tags needs TagResource; the request's facts are told", async () => {
    const Tags = [{ TagKey: "team", TagValue: "lake" }];
    const making = await needs("kms", "CreateKey", { Tags, KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
    expect(lines(making)).toEqual(["kms:CreateKey *", "kms:TagResource *"]);
    expect(making[0]).toMatchObject({
      requestTags: { team: "lake" },
      context: {
        "kms:KeySpec": "RSA_2048",
        "kms:KeyUsage": "SIGN_VERIFY",
        "kms:BypassPolicyLockoutSafetyCheck": "false",
      },
    });
  });

  it("administration tells what policies may ask for", async () => {
    const { KeyId } = await make();
    const facts = async (operation: string, input: object) =>
      (await needs("kms", operation, { KeyId, ...input }))[0]?.context;
    expect(await facts("ScheduleKeyDeletion", { PendingWindowInDays: 7 })).toMatchObject({
      "kms:ScheduleKeyDeletionPendingWindowInDays": "7",
    });
    expect(await facts("PutKeyPolicy", { Policy: "{}", BypassPolicyLockoutSafetyCheck: true })).toMatchObject({
      "kms:BypassPolicyLockoutSafetyCheck": "true",
    });
    expect(
      await facts("CreateGrant", { GranteePrincipal: "arn:aws:iam::111122223333:role/r", Operations: ["Decrypt"] }),
    ).toMatchObject({
      "kms:GranteePrincipal": "arn:aws:iam::111122223333:role/r",
      "kms:GrantOperations": ["Decrypt"],
      "kms:GrantIsForAWSResource": "false",
    });
  });
});
