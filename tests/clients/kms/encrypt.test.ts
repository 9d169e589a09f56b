// Encrypt, Decrypt, ReEncrypt with the JS SDK.
import {
  CreateAliasCommand,
  DecryptCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ReEncryptCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT, type Made, type Platform, REGION, startKms, text } from "./platform.ts";

let platform: Platform;
let key: Made;
beforeAll(async () => {
  platform = await startKms();
  key = await platform.key();
});
afterAll(() => platform[Symbol.asyncDispose]());

const encrypt = async (input: Partial<EncryptCommand["input"]> = {}) =>
  platform.kms.send(new EncryptCommand({ KeyId: key.KeyId, Plaintext: Buffer.from("order 66"), ...input }));
const decrypt = async (input: DecryptCommand["input"]) => platform.kms.send(new DecryptCommand(input));

describe("Encrypt", () => {
  test("what it encrypts, Decrypt decrypts without being told the key", async () => {
    const { CiphertextBlob, KeyId, EncryptionAlgorithm } = await encrypt();
    expect({ KeyId, EncryptionAlgorithm }).toEqual({ KeyId: key.Arn, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" });
    expect(text(CiphertextBlob)).not.toContain("order 66");
    const answer = await decrypt({ CiphertextBlob });
    expect(text(answer.Plaintext)).toBe("order 66");
    expect(answer).toMatchObject({ KeyId: key.Arn, KeyMaterialId: key.CurrentKeyMaterialId });
  });

  test("no two ciphertexts of one plaintext are alike", async () => {
    const [first, second] = await Promise.all([encrypt(), encrypt()]);
    expect(first.CiphertextBlob).not.toEqual(second.CiphertextBlob);
  });

  test("takes key id, key ARN, alias and alias ARN (documented)", async () => {
    const alias = "alias/encrypt/names";
    await platform.kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: key.KeyId }));
    const names = [key.KeyId, key.Arn, alias, `arn:aws:kms:${REGION}:${ACCOUNT}:${alias}`];
    for (const KeyId of names) {
      const { CiphertextBlob, KeyId: used } = await encrypt({ KeyId });
      expect(used).toBe(key.Arn);
      expect(text((await decrypt({ CiphertextBlob, KeyId })).Plaintext)).toBe("order 66");
    }
  });

  test("4096 bytes at most (recorded)", async () => {
    const { CiphertextBlob } = await encrypt({ Plaintext: Buffer.alloc(4096, 7) });
    expect((await decrypt({ CiphertextBlob })).Plaintext).toHaveLength(4096);
    await expect(encrypt({ Plaintext: Buffer.alloc(4097) })).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(
        "Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
      ),
    });
  });

  test("DryRun is DryRunOperationException once all is well (recorded)", async () => {
    await expect(encrypt({ DryRun: true })).rejects.toMatchObject({
      name: "DryRunOperationException",
      message: "The request would have succeeded, but the DryRun option is set.",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each([
    ["fake-key-id", "Invalid keyId 'fake-key-id'"],
    ["134f2428cec14b25a1ae9048164dba47", "Invalid keyId '134f2428cec14b25a1ae9048164dba47'"],
    ["mrk-fake-key-id", "Invalid keyId 'mrk-fake-key-id'"],
    [
      "134f2428-cec1-4b25-a1ae-9048164dba47",
      `Key 'arn:aws:kms:${REGION}:${ACCOUNT}:key/134f2428-cec1-4b25-a1ae-9048164dba47' does not exist`,
    ],
    [
      "mrk-d3b95762d3b95762d3b95762d3b95762",
      `Key 'arn:aws:kms:${REGION}:${ACCOUNT}:key/mrk-d3b95762d3b95762d3b95762d3b95762' does not exist`,
    ],
    ["alias/nobody", `Alias arn:aws:kms:${REGION}:${ACCOUNT}:alias/nobody is not found.`],
    [`arn:aws:kms:eu-west-1:${ACCOUNT}:key/134f2428-cec1-4b25-a1ae-9048164dba47`, "Invalid arn eu-west-1"],
  ])("%s is NotFoundException (recorded)", async (KeyId, message) => {
    await expect(encrypt({ KeyId })).rejects.toMatchObject({
      name: "NotFoundException",
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("a key for signatures is InvalidKeyUsageException (recorded)", async () => {
    const { KeyId, Arn } = await platform.key({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
    await expect(encrypt({ KeyId })).rejects.toMatchObject({
      name: "InvalidKeyUsageException",
      message: `${Arn} key usage is SIGN_VERIFY which is not valid for Encrypt.`,
    });
  });

  test.each([
    ["RSAES_OAEP_SHA_1", 214],
    ["RSAES_OAEP_SHA_256", 190],
  ] as const)("RSA with %s encrypts up to %i bytes (recorded)", async (EncryptionAlgorithm, max) => {
    const { KeyId, Arn } = await platform.key({ KeySpec: "RSA_2048", KeyUsage: "ENCRYPT_DECRYPT" });
    const { CiphertextBlob } = await encrypt({ KeyId, EncryptionAlgorithm, Plaintext: Buffer.alloc(max, 1) });
    const { Plaintext, KeyId: used } = await decrypt({ KeyId, EncryptionAlgorithm, CiphertextBlob });
    expect(Plaintext).toHaveLength(max);
    expect(used).toBe(Arn);
    await expect(encrypt({ KeyId, EncryptionAlgorithm, Plaintext: Buffer.alloc(max + 1) })).rejects.toMatchObject({
      name: "ValidationException",
      message: `Algorithm ${EncryptionAlgorithm} and key spec RSA_2048 cannot encrypt data larger than ${max} bytes.`,
    });
    await expect(decrypt({ KeyId, EncryptionAlgorithm, CiphertextBlob: Buffer.alloc(256, 3) })).rejects.toMatchObject({
      name: "InvalidCiphertextException",
    });
    await expect(encrypt({ KeyId })).rejects.toMatchObject({
      name: "InvalidKeyUsageException",
      message: "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.",
    });
  });
});

describe("Decrypt", () => {
  test("wants the encryption context, in whatever order; a wrong one is InvalidCiphertextException (recorded)", async () => {
    const { CiphertextBlob } = await encrypt({ EncryptionContext: { b: "2", a: "1" } });
    const { Plaintext } = await decrypt({ CiphertextBlob, EncryptionContext: { a: "1", b: "2" } });
    expect(text(Plaintext)).toBe("order 66");
    const wrong: (Record<string, string> | undefined)[] = [
      undefined,
      { a: "1" },
      { a: "1", b: "3" },
      { a: "1", b: "2", c: "" },
      { a1: "b2" },
    ];
    for (const EncryptionContext of wrong)
      await expect(decrypt({ CiphertextBlob, EncryptionContext })).rejects.toMatchObject({
        name: "InvalidCiphertextException",
        $metadata: { httpStatusCode: 400 },
      });
  });

  test("another key than the one that encrypted is IncorrectKeyException, an HMAC key too (recorded)", async () => {
    const { CiphertextBlob } = await encrypt();
    const others = [await platform.key(), await platform.key({ KeySpec: "HMAC_224", KeyUsage: "GENERATE_VERIFY_MAC" })];
    for (const { KeyId } of others)
      await expect(decrypt({ CiphertextBlob, KeyId })).rejects.toMatchObject({
        name: "IncorrectKeyException",
        message: "The key ID in the request does not identify a CMK that can perform this operation.",
      });
  });

  test("what is no ciphertext is InvalidCiphertextException", async () => {
    for (const bytes of [Buffer.from("x"), Buffer.alloc(200), Buffer.alloc(6144, 1)])
      await expect(decrypt({ CiphertextBlob: bytes })).rejects.toMatchObject({ name: "InvalidCiphertextException" });
  });

  test("a ciphertext of another region's key is AccessDeniedException (recorded in public threads)", async () => {
    const { CiphertextBlob } = await encrypt();
    const elsewhere = platform.client({ region: "eu-west-1" });
    await expect(elsewhere.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message:
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, " +
        "or you are not allowed to access.",
    });
  });

  test("a disabled key is DisabledException (recorded)", async () => {
    const { KeyId, Arn } = await platform.key();
    const { CiphertextBlob } = await encrypt({ KeyId });
    await platform.kms.send(new DisableKeyCommand({ KeyId }));
    await expect(decrypt({ CiphertextBlob })).rejects.toMatchObject({
      name: "DisabledException",
      message: `${Arn} is disabled.`,
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("ReEncrypt", () => {
  test("moves a ciphertext to another key and context without showing it", async () => {
    const other = await platform.key();
    const { CiphertextBlob } = await encrypt({ EncryptionContext: { stage: "raw" } });
    const moved = await platform.kms.send(
      new ReEncryptCommand({
        CiphertextBlob,
        SourceEncryptionContext: { stage: "raw" },
        DestinationKeyId: other.Arn,
        DestinationEncryptionContext: { stage: "gold" },
      }),
    );
    expect(moved).toMatchObject({
      SourceKeyId: key.Arn,
      KeyId: other.Arn,
      SourceEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
      DestinationEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
      DestinationKeyMaterialId: other.CurrentKeyMaterialId,
    });
    const again = await decrypt({ CiphertextBlob: moved.CiphertextBlob, EncryptionContext: { stage: "gold" } });
    expect(text(again.Plaintext)).toBe("order 66");
    expect(again.KeyId).toBe(other.Arn);
  });

  test("a source key that did not encrypt is IncorrectKeyException", async () => {
    const { CiphertextBlob } = await encrypt();
    const { KeyId } = await platform.key();
    await expect(
      platform.kms.send(new ReEncryptCommand({ CiphertextBlob, SourceKeyId: KeyId, DestinationKeyId: KeyId })),
    ).rejects.toMatchObject({ name: "IncorrectKeyException" });
  });
});

describe("GenerateDataKey", () => {
  test.each([
    [{ KeySpec: "AES_256" }, 32],
    [{ KeySpec: "AES_128" }, 16],
    [{ NumberOfBytes: 64 }, 64],
  ] as const)("%o gives %i bytes, in plaintext and encrypted", async (size, length) => {
    const answer = await platform.kms.send(new GenerateDataKeyCommand({ KeyId: key.KeyId, ...size }));
    expect(answer.Plaintext).toHaveLength(length);
    expect(answer.KeyId).toBe(key.Arn);
    expect((await decrypt({ CiphertextBlob: answer.CiphertextBlob })).Plaintext).toEqual(answer.Plaintext);
  });

  test.each([{}, { KeySpec: "AES_256", NumberOfBytes: 32 } as const])("%o is refused", async (size) => {
    await expect(platform.kms.send(new GenerateDataKeyCommand({ KeyId: key.KeyId, ...size }))).rejects.toMatchObject({
      name: "ValidationException",
      message: "Please specify either number of bytes or key spec.",
    });
  });
});
