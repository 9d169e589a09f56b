// Sign, Verify, GetPublicKey, DeriveSharedSecret, GenerateMac, VerifyMac with the JS SDK, held against Node's own crypto.
import {
  DeriveSharedSecretCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  type KeySpec,
  type MacAlgorithmSpec,
  SignCommand,
  type SigningAlgorithmSpec,
  VerifyCommand,
  VerifyMacCommand,
} from "@aws-sdk/client-kms";
import {
  constants,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  verify as verifyLocally,
} from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Platform, startKms } from "./platform.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const MESSAGE = Buffer.from("one message to sign");

async function publicKey(KeyId: string): Promise<KeyObject> {
  const { PublicKey = new Uint8Array() } = await platform.kms.send(new GetPublicKeyCommand({ KeyId }));
  return createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
}

const optionsOf = (algorithm: string) =>
  algorithm.startsWith("RSASSA_PSS")
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {};

const cases: readonly (readonly [KeySpec, SigningAlgorithmSpec])[] = [
  ["RSA_2048", "RSASSA_PSS_SHA_256"],
  ["RSA_2048", "RSASSA_PSS_SHA_384"],
  ["RSA_2048", "RSASSA_PSS_SHA_512"],
  ["RSA_3072", "RSASSA_PKCS1_V1_5_SHA_256"],
  ["RSA_3072", "RSASSA_PKCS1_V1_5_SHA_384"],
  ["RSA_3072", "RSASSA_PKCS1_V1_5_SHA_512"],
  ["ECC_NIST_P256", "ECDSA_SHA_256"],
  ["ECC_NIST_P384", "ECDSA_SHA_384"],
  ["ECC_NIST_P521", "ECDSA_SHA_512"],
  ["ECC_SECG_P256K1", "ECDSA_SHA_256"],
];

describe("Sign and Verify", () => {
  test.each(cases)("%s with %s: message and digest sign alike", async (KeySpec, SigningAlgorithm) => {
    const { KeyId, Arn } = await platform.key({ KeySpec, KeyUsage: "SIGN_VERIFY" });
    const hash = `sha${SigningAlgorithm.slice(-3)}`;
    const digest = createHash(hash).update(MESSAGE).digest();
    const of = { KeyId, SigningAlgorithm };
    const raw = { ...of, Message: MESSAGE, MessageType: "RAW" } as const;
    const digested = { ...of, Message: digest, MessageType: "DIGEST" } as const;
    const key = await publicKey(KeyId);
    for (const input of [raw, digested]) {
      const { Signature = new Uint8Array(), ...rest } = await platform.kms.send(new SignCommand(input));
      expect(rest).toMatchObject({ KeyId: Arn, SigningAlgorithm });
      expect(verifyLocally(hash, MESSAGE, { key, ...optionsOf(SigningAlgorithm) }, Signature)).toBe(true);
      for (const asked of [raw, digested])
        expect(await platform.kms.send(new VerifyCommand({ ...asked, Signature }))).toMatchObject({
          SignatureValid: true,
        });
      const forged = Buffer.from(Signature);
      forged[20] = (forged[20] ?? 0) ^ 1;
      for (const asked of [raw, digested])
        await expect(platform.kms.send(new VerifyCommand({ ...asked, Signature: forged }))).rejects.toMatchObject({
          name: "KMSInvalidSignatureException",
          $metadata: { httpStatusCode: 400 },
        });
      const other = { ...digested, Message: createHash(hash).update("another message").digest(), Signature };
      await expect(platform.kms.send(new VerifyCommand(other))).rejects.toMatchObject({
        name: "KMSInvalidSignatureException",
      });
    }
    await expect(
      platform.kms.send(new SignCommand({ ...digested, Message: Buffer.from("bad digest") })),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: `Digest is invalid length for algorithm ${SigningAlgorithm}.`, // recorded
    });
  });

  test("Ed25519 signs messages; of digests it says that it is not built", async () => {
    const { KeyId } = await platform.key({ KeySpec: "ECC_NIST_EDWARDS25519", KeyUsage: "SIGN_VERIFY" });
    const input = { KeyId, Message: MESSAGE, SigningAlgorithm: "ED25519_SHA_512" } as const;
    const { Signature = new Uint8Array() } = await platform.kms.send(new SignCommand(input));
    expect(verifyLocally(null, MESSAGE, await publicKey(KeyId), Signature)).toBe(true);
    expect(await platform.kms.send(new VerifyCommand({ ...input, Signature }))).toMatchObject({ SignatureValid: true });
    await expect(
      platform.kms.send(new SignCommand({ ...input, SigningAlgorithm: "ED25519_PH_SHA_512" })),
    ).rejects.toMatchObject({ name: "NotImplemented" });
  });

  test("an algorithm of another spec, and a key of another usage, are InvalidKeyUsageException (recorded)", async () => {
    const { KeyId, Arn } = await platform.key();
    const input = { KeyId, Message: MESSAGE, SigningAlgorithm: "ECDSA_SHA_256" } as const;
    await expect(platform.kms.send(new SignCommand(input))).rejects.toMatchObject({
      name: "InvalidKeyUsageException",
      message: `${Arn} key usage is ENCRYPT_DECRYPT which is not valid for Sign.`,
    });
    const curve = await platform.key({ KeySpec: "ECC_NIST_P384", KeyUsage: "SIGN_VERIFY" });
    await expect(platform.kms.send(new SignCommand({ ...input, KeyId: curve.KeyId }))).rejects.toMatchObject({
      name: "InvalidKeyUsageException",
      message: "Algorithm ECDSA_SHA_256 is incompatible with key spec ECC_NIST_P384.",
    });
  });

  test("signatures of other forms are KMSInvalidSignatureException", async () => {
    const { KeyId } = await platform.key({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
    const digest = createHash("sha256").update(MESSAGE).digest();
    for (const Signature of ["30060201000201 00", "3006020101020101", "00", "30", "30810601", "ff".repeat(72)])
      await expect(
        platform.kms.send(
          new VerifyCommand({
            KeyId,
            Message: digest,
            MessageType: "DIGEST",
            SigningAlgorithm: "ECDSA_SHA_256",
            Signature: Buffer.from(Signature.replaceAll(" ", ""), "hex"),
          }),
        ),
      ).rejects.toMatchObject({ name: "KMSInvalidSignatureException" });
  });
});

describe("GetPublicKey", () => {
  test("tells what the key is for; a symmetric key has none (recorded)", async () => {
    const { KeyId, Arn } = await platform.key({ KeySpec: "RSA_2048", KeyUsage: "ENCRYPT_DECRYPT" });
    expect(await platform.kms.send(new GetPublicKeyCommand({ KeyId }))).toMatchObject({
      KeyId: Arn,
      KeySpec: "RSA_2048",
      CustomerMasterKeySpec: "RSA_2048",
      KeyUsage: "ENCRYPT_DECRYPT",
      EncryptionAlgorithms: ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"],
    });
    const symmetric = await platform.key();
    await expect(publicKey(symmetric.KeyId)).rejects.toMatchObject({ name: "UnsupportedOperationException" });
  });
});

describe("DeriveSharedSecret", () => {
  test.each(["ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"] as const)("%s: both sides agree", async (KeySpec) => {
    const { KeyId, Arn } = await platform.key({ KeySpec, KeyUsage: "KEY_AGREEMENT" });
    const namedCurve = KeySpec.replace("ECC_NIST_P", "P-");
    const mine = generateKeyPairSync("ec", { namedCurve });
    const PublicKey = mine.publicKey.export({ format: "der", type: "spki" });
    const { SharedSecret, ...rest } = await platform.kms.send(
      new DeriveSharedSecretCommand({ KeyId, KeyAgreementAlgorithm: "ECDH", PublicKey }),
    );
    expect(rest).toMatchObject({ KeyId: Arn, KeyAgreementAlgorithm: "ECDH", KeyOrigin: "AWS_KMS" });
    const local = diffieHellman({ privateKey: mine.privateKey, publicKey: await publicKey(KeyId) });
    expect(Buffer.from(SharedSecret ?? [])).toEqual(local);
  });

  test("what is no public key of the curve is ValidationException (recorded)", async () => {
    const { KeyId } = await platform.key({ KeySpec: "ECC_NIST_P256", KeyUsage: "KEY_AGREEMENT" });
    const other = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ format: "der", type: "spki" });
    for (const PublicKey of [Buffer.from("not a key"), other])
      await expect(
        platform.kms.send(new DeriveSharedSecretCommand({ KeyId, KeyAgreementAlgorithm: "ECDH", PublicKey })),
      ).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("GenerateMac and VerifyMac", () => {
  test.each(["224", "256", "384", "512"])("HMAC_%s", async (bits) => {
    const MacAlgorithm = `HMAC_SHA_${bits}` as MacAlgorithmSpec;
    const { KeyId, Arn } = await platform.key({ KeySpec: `HMAC_${bits}` as KeySpec, KeyUsage: "GENERATE_VERIFY_MAC" });
    const input = { KeyId, MacAlgorithm, Message: MESSAGE };
    const { Mac, ...rest } = await platform.kms.send(new GenerateMacCommand(input));
    expect(rest).toMatchObject({ KeyId: Arn, MacAlgorithm });
    expect(Mac).toHaveLength(Number(bits) / 8);
    expect(await platform.kms.send(new VerifyMacCommand({ ...input, Mac }))).toMatchObject({ MacValid: true });
    await expect(
      platform.kms.send(new VerifyMacCommand({ ...input, Mac, Message: Buffer.from("another") })),
    ).rejects.toMatchObject({ name: "KMSInvalidMacException" });
    const wrong = bits === "512" ? "HMAC_SHA_256" : "HMAC_SHA_512";
    await expect(platform.kms.send(new GenerateMacCommand({ ...input, MacAlgorithm: wrong }))).rejects.toMatchObject({
      name: "InvalidKeyUsageException",
      message: `Algorithm ${wrong} is incompatible with key spec HMAC_${bits}.`, // recorded
    });
  });
});
