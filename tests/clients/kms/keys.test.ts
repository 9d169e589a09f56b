// CreateKey, DescribeKey, ListKeys, EnableKey, DisableKey, UpdateKeyDescription, GetKeyLastUsage with the JS SDK.
import {
  type CreateKeyCommandInput,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateRandomCommand,
  GetKeyLastUsageCommand,
  ListKeysCommand,
  paginateListKeys,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT, type Platform, REGION, startKms } from "./platform.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const describeKey = async (KeyId: string) => (await platform.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;

describe("CreateKey", () => {
  test("makes a symmetric encryption key unless told otherwise (recorded)", async () => {
    const key = await platform.key({ Description: "test key 123" });
    expect(key).toEqual({
      AWSAccountId: ACCOUNT,
      Arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${key.KeyId}`,
      CreationDate: expect.any(Date),
      CurrentKeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
      CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
      Description: "test key 123",
      Enabled: true,
      EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
      KeyId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      KeyManager: "CUSTOMER",
      KeySpec: "SYMMETRIC_DEFAULT",
      KeyState: "Enabled",
      KeyUsage: "ENCRYPT_DECRYPT",
      MultiRegion: false,
      Origin: "AWS_KMS",
    });
    expect(await describeKey(key.KeyId)).toEqual(key);
  });

  test.each<[CreateKeyCommandInput, object]>([
    [{ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" }, { MacAlgorithms: ["HMAC_SHA_256"] }],
    [{ KeySpec: "ECC_NIST_P384", KeyUsage: "SIGN_VERIFY" }, { SigningAlgorithms: ["ECDSA_SHA_384"] }],
    [{ KeySpec: "ECC_SECG_P256K1", KeyUsage: "SIGN_VERIFY" }, { SigningAlgorithms: ["ECDSA_SHA_256"] }],
    [{ KeySpec: "ECC_NIST_P521", KeyUsage: "KEY_AGREEMENT" }, { KeyAgreementAlgorithms: ["ECDH"] }],
    [
      { KeySpec: "ECC_NIST_EDWARDS25519", KeyUsage: "SIGN_VERIFY" },
      { SigningAlgorithms: ["ED25519_SHA_512", "ED25519_PH_SHA_512"] },
    ],
    [
      { CustomerMasterKeySpec: "RSA_2048", KeyUsage: "ENCRYPT_DECRYPT" },
      { KeySpec: "RSA_2048", EncryptionAlgorithms: ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"] },
    ],
  ])("%j has its algorithms", async (input, expected) => {
    const key = await platform.key(input);
    expect(key).toMatchObject({ ...expected, KeyUsage: input.KeyUsage, Enabled: true });
    expect(key.CurrentKeyMaterialId).toBeUndefined();
  });

  test.each<[CreateKeyCommandInput, string]>([
    [
      { KeySpec: "HMAC_256" },
      "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.",
    ],
    [
      { KeySpec: "RSA_2048", KeyUsage: "KEY_AGREEMENT" },
      "KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048",
    ],
    [{ KeyUsage: "SIGN_VERIFY" }, "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT"],
    [
      { KeySpec: "RSA_2048", CustomerMasterKeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" },
      "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.",
    ],
  ])("%j is ValidationException (recorded)", async (input, message) => {
    await expect(platform.key(input)).rejects.toMatchObject({ name: "ValidationException", message });
  });

  test.each(["SM2", "ML_DSA_44"] as const)("%s says that it is not built", async (KeySpec) => {
    await expect(platform.kms.send(new CreateKeyCommand({ KeySpec, KeyUsage: "SIGN_VERIFY" }))).rejects.toMatchObject({
      name: "NotImplemented",
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe("DescribeKey", () => {
  test("makes an AWS managed key at the first question for its alias (documented)", async () => {
    const key = await describeKey("alias/aws/s3");
    expect(key).toMatchObject({
      KeyManager: "AWS",
      KeyState: "Enabled",
      Description: "Default key that protects my S3 objects when no other key is defined",
    });
    expect((await describeKey("alias/aws/s3"))?.KeyId).toBe(key?.KeyId);
    await expect(describeKey("alias/aws/nobody")).rejects.toMatchObject({ name: "NotFoundException" });
  });

  test("an AWS managed key is not the customer's to use or manage (documented)", async () => {
    const { KeyId = "", Arn } = (await describeKey("alias/aws/s3")) ?? {};
    const refused = { name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } };
    await expect(platform.kms.send(new DisableKeyCommand({ KeyId }))).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(`is not authorized to perform: kms:DisableKey on resource: ${Arn}`),
    });
    const encrypting = platform.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("x") }));
    await expect(encrypting).rejects.toMatchObject(refused);
  });
});

describe("ListKeys", () => {
  test("pages through an account's keys in one region", async () => {
    const client = platform.client({ account: "123456789012", region: "eu-west-1" });
    const made = new Set<string>();
    for (let count = 0; count < 5; count++)
      made.add((await client.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? "");
    const found: string[] = [];
    let pages = 0;
    for await (const { Keys = [], Truncated } of paginateListKeys({ client, pageSize: 2 }, {})) {
      pages++;
      expect(Truncated).toBe(pages < 3);
      for (const { KeyArn, KeyId } of Keys) {
        expect(KeyArn).toBe(`arn:aws:kms:eu-west-1:123456789012:key/${KeyId}`);
        found.push(KeyArn ?? "");
      }
    }
    expect({ pages, found: found.toSorted() }).toEqual({ pages: 3, found: [...made].toSorted() });
  });

  test("a marker that it did not give is InvalidMarkerException (documented)", async () => {
    await expect(platform.kms.send(new ListKeysCommand({ Marker: "AAAA" }))).rejects.toMatchObject({
      name: "InvalidMarkerException",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("EnableKey, DisableKey, UpdateKeyDescription", () => {
  test("a key is disabled and enabled again", async () => {
    const { KeyId } = await platform.key();
    await platform.kms.send(new DisableKeyCommand({ KeyId }));
    expect(await describeKey(KeyId)).toMatchObject({ KeyState: "Disabled", Enabled: false });
    await platform.kms.send(new EnableKeyCommand({ KeyId }));
    expect(await describeKey(KeyId)).toMatchObject({ KeyState: "Enabled", Enabled: true });
  });

  test("take no alias: it is NotFoundException", async () => {
    await expect(platform.kms.send(new DisableKeyCommand({ KeyId: "alias/aws/s3" }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Invalid keyId 'alias/aws/s3'",
    });
  });

  test("a description is replaced", async () => {
    const { KeyId } = await platform.key({ Description: "before" });
    await platform.kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: "after" }));
    expect(await describeKey(KeyId)).toMatchObject({ Description: "after" });
  });

  test("a key of another account cannot be managed", async () => {
    const { Arn } = await platform.key();
    const stranger = platform.client({ account: "123456789012" });
    await expect(stranger.send(new DisableKeyCommand({ KeyId: Arn }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});

describe("GetKeyLastUsage", () => {
  test("tells the last cryptographic operation", async () => {
    const { KeyId, Arn } = await platform.key();
    const asked = () => platform.kms.send(new GetKeyLastUsageCommand({ KeyId }));
    expect((await asked()).KeyLastUsage).toBeUndefined();
    const { $metadata } = await platform.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("x") }));
    expect(await asked()).toMatchObject({
      KeyId: Arn,
      KeyLastUsage: { Operation: "Encrypt", Timestamp: expect.any(Date), KmsRequestId: $metadata.requestId },
    });
  });
});

describe("GenerateRandom", () => {
  test.each([1, 12, 1024])("gives %i bytes", async (NumberOfBytes) => {
    const { Plaintext } = await platform.kms.send(new GenerateRandomCommand({ NumberOfBytes }));
    expect(Plaintext).toHaveLength(NumberOfBytes);
  });

  test("wants to know how many (recorded)", async () => {
    await expect(platform.kms.send(new GenerateRandomCommand({}))).rejects.toMatchObject({
      name: "ValidationException",
      message: "NumberOfBytes is required.",
    });
  });
});
