// GenerateDataKeyPair, and data keys without their plaintext, with the JS SDK.
import {
  type DataKeyPairSpec,
  DecryptCommand,
  GenerateDataKeyPairCommand,
  GenerateDataKeyPairWithoutPlaintextCommand,
  GenerateDataKeyWithoutPlaintextCommand,
} from "@aws-sdk/client-kms";
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Made, type Platform, startKms } from "./platform.ts";

let platform: Platform;
let key: Made;
beforeAll(async () => {
  platform = await startKms();
  key = await platform.key();
});
afterAll(() => platform[Symbol.asyncDispose]());

const EncryptionContext = { purpose: "signing" };
const decrypt = async (CiphertextBlob: Uint8Array | undefined) =>
  Buffer.from((await platform.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext ?? []);

/** Whether the two halves belong together. */
function belong(privateDer: Buffer, publicDer: Uint8Array | undefined): boolean {
  const privateKey = createPrivateKey({ key: privateDer, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey({ key: Buffer.from(publicDer ?? []), format: "der", type: "spki" });
  const hash = privateKey.asymmetricKeyType === "ed25519" ? null : "sha256";
  return verify(hash, Buffer.from("both halves"), publicKey, sign(hash, Buffer.from("both halves"), privateKey));
}

const specs: readonly DataKeyPairSpec[] = [
  "RSA_2048",
  "ECC_NIST_P256",
  "ECC_NIST_P521",
  "ECC_SECG_P256K1",
  "ECC_NIST_EDWARDS25519",
];

describe("GenerateDataKeyPair", () => {
  test.each(specs)("%s: PKCS #8 in plaintext and encrypted, and the public key (documented)", async (KeyPairSpec) => {
    const input = { KeyId: key.KeyId, KeyPairSpec, EncryptionContext };
    const pair = await platform.kms.send(new GenerateDataKeyPairCommand(input));
    expect(pair).toMatchObject({ KeyId: key.Arn, KeyPairSpec, KeyMaterialId: key.CurrentKeyMaterialId });
    const opened = await decrypt(pair.PrivateKeyCiphertextBlob);
    expect(opened.equals(pair.PrivateKeyPlaintext ?? Buffer.of())).toBe(true);
    expect(belong(opened, pair.PublicKey)).toBe(true);
  });

  test("of an asymmetric key, or as a dry run, makes none", async () => {
    const rsa = await platform.key({ KeySpec: "RSA_2048", KeyUsage: "ENCRYPT_DECRYPT" });
    const input = { KeyId: rsa.KeyId, KeyPairSpec: "ECC_NIST_P256" } as const;
    await expect(platform.kms.send(new GenerateDataKeyPairCommand(input))).rejects.toMatchObject({
      name: "InvalidKeyUsageException",
    });
    const dry = { ...input, KeyId: key.KeyId, DryRun: true };
    await expect(platform.kms.send(new GenerateDataKeyPairCommand(dry))).rejects.toMatchObject({
      name: "DryRunOperationException",
      message: "The request would have succeeded, but the DryRun option is set.",
    });
  });
});

describe("without plaintext", () => {
  test("the pair's private key is only encrypted", async () => {
    const input = { KeyId: key.KeyId, KeyPairSpec: "ECC_NIST_P384", EncryptionContext } as const;
    const pair = await platform.kms.send(new GenerateDataKeyPairWithoutPlaintextCommand(input));
    expect(pair).not.toHaveProperty("PrivateKeyPlaintext");
    expect(belong(await decrypt(pair.PrivateKeyCiphertextBlob), pair.PublicKey)).toBe(true);
  });

  test("so is the data key", async () => {
    const answer = await platform.kms.send(
      new GenerateDataKeyWithoutPlaintextCommand({ KeyId: key.KeyId, NumberOfBytes: 48, EncryptionContext }),
    );
    expect(answer).not.toHaveProperty("Plaintext");
    expect(await decrypt(answer.CiphertextBlob)).toHaveLength(48);
  });
});
