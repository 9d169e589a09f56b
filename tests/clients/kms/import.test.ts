// Imported key material with the JS SDK: wrapping, what a key accepts, expiry on the virtual clock, rotation.
import {
  type AlgorithmSpec,
  type CreateKeyCommandInput,
  DecryptCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  type ImportKeyMaterialCommandInput,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
  SignCommand,
} from "@aws-sdk/client-kms";
import {
  constants,
  createCipheriv,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  verify,
} from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, type Platform, startKms, text } from "./platform.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

function wrap(algorithm: AlgorithmSpec, der: Uint8Array, material: Buffer): Buffer {
  const key = createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
  const oaepHash = algorithm.endsWith("SHA_1") ? "sha1" : "sha256";
  const encrypt = (bytes: Buffer) => publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, bytes);
  if (algorithm.startsWith("RSAES")) return encrypt(material);
  const aesKey = randomBytes(32);
  const cipher = createCipheriv("id-aes256-wrap-pad", aesKey, Buffer.from("a65959a6", "hex"));
  return Buffer.concat([encrypt(aesKey), cipher.update(material), cipher.final()]);
}

const DEFAULTS = { ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE" } as const;

async function importMaterial(
  KeyId: string,
  material: Buffer,
  input: Partial<ImportKeyMaterialCommandInput> = DEFAULTS,
  WrappingAlgorithm: AlgorithmSpec = "RSAES_OAEP_SHA_256",
) {
  const asked = { KeyId, WrappingAlgorithm, WrappingKeySpec: "RSA_2048" } as const;
  const { ImportToken, PublicKey = new Uint8Array() } = await platform.kms.send(
    new GetParametersForImportCommand(asked),
  );
  const EncryptedKeyMaterial = wrap(WrappingAlgorithm, PublicKey, material);
  return platform.kms.send(new ImportKeyMaterialCommand({ KeyId, ImportToken, EncryptedKeyMaterial, ...input }));
}

const external = (input: CreateKeyCommandInput = {}) => platform.key({ Origin: "EXTERNAL", ...input });
const describeKey = async (KeyId: string) => (await platform.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
const encrypt = (KeyId: string) => platform.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("mine") }));
const decrypt = async (CiphertextBlob: Uint8Array | undefined) =>
  text((await platform.kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext);

describe("ImportKeyMaterial", () => {
  test.each(["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256"] as const)(
    "%s: a key works once its material is there (recorded)",
    async (algorithm) => {
      const { KeyId, Arn, KeyState } = await external();
      expect(KeyState).toBe("PendingImport");
      await expect(encrypt(KeyId)).rejects.toMatchObject({
        name: "KMSInvalidStateException",
        message: `${Arn} is pending import.`,
      });
      const answer = await importMaterial(KeyId, randomBytes(32), DEFAULTS, algorithm);
      expect(answer).toMatchObject({ KeyId: Arn, KeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(await describeKey(KeyId)).toMatchObject({
        KeyState: "Enabled",
        ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE",
        CurrentKeyMaterialId: answer.KeyMaterialId,
      });
      expect(await decrypt((await encrypt(KeyId)).CiphertextBlob)).toBe("mine");
    },
  );

  test("deleted material can come back, other material cannot take its place (documented)", async () => {
    const { KeyId } = await external();
    const material = randomBytes(32);
    await importMaterial(KeyId, material);
    const { CiphertextBlob } = await encrypt(KeyId);
    await platform.kms.send(new DeleteImportedKeyMaterialCommand({ KeyId }));
    const pending = await describeKey(KeyId);
    expect(pending).toMatchObject({ KeyState: "PendingImport", Enabled: false });
    expect(pending?.ExpirationModel).toBeUndefined();
    await expect(decrypt(CiphertextBlob)).rejects.toMatchObject({ name: "KMSInvalidStateException" });
    await expect(importMaterial(KeyId, randomBytes(32))).rejects.toMatchObject({
      name: "IncorrectKeyMaterialException",
    });
    await importMaterial(KeyId, material);
    expect(await decrypt(CiphertextBlob)).toBe("mine");
  });

  test("material expires on the clock, and works again when imported again", async () => {
    const { KeyId } = await external();
    const material = randomBytes(32);
    const ValidTo = new Date(Math.floor(platform.forebay.clock.now().getTime() / 1000) * 1000 + 10 * DAY_MS);
    await importMaterial(KeyId, material, { ExpirationModel: "KEY_MATERIAL_EXPIRES", ValidTo });
    expect(await describeKey(KeyId)).toMatchObject({ ExpirationModel: "KEY_MATERIAL_EXPIRES", ValidTo });
    const { CiphertextBlob } = await encrypt(KeyId);
    await platform.forebay.clock.advance(10 * DAY_MS + 1000);
    expect(await describeKey(KeyId)).toMatchObject({ KeyState: "PendingImport" });
    await expect(decrypt(CiphertextBlob)).rejects.toMatchObject({ name: "KMSInvalidStateException" });
    await importMaterial(KeyId, material);
    expect(await decrypt(CiphertextBlob)).toBe("mine");
    await platform.forebay.clock.advance(30 * DAY_MS);
    expect(await describeKey(KeyId)).toMatchObject({ KeyState: "Enabled" });
  });

  test("without a date it does not expire: that must be said (recorded)", async () => {
    const { KeyId } = await external();
    await expect(
      importMaterial(KeyId, randomBytes(32), { ExpirationModel: "KEY_MATERIAL_EXPIRES" }),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES",
    });
  });

  test("tokens are of one key and last a day (documented)", async () => {
    const { KeyId } = await external();
    const other = await external();
    const asked = { KeyId, WrappingAlgorithm: "RSAES_OAEP_SHA_256", WrappingKeySpec: "RSA_2048" } as const;
    const { ImportToken, PublicKey = new Uint8Array() } = await platform.kms.send(
      new GetParametersForImportCommand(asked),
    );
    const EncryptedKeyMaterial = wrap("RSAES_OAEP_SHA_256", PublicKey, randomBytes(32));
    const input = { ...DEFAULTS, ImportToken, EncryptedKeyMaterial };
    const send = (more: Partial<ImportKeyMaterialCommandInput> = {}) =>
      platform.kms.send(new ImportKeyMaterialCommand({ KeyId, ...input, ...more }));
    await expect(send({ KeyId: other.KeyId })).rejects.toMatchObject({ name: "InvalidImportTokenException" });
    await expect(send({ ImportToken: randomBytes(100) })).rejects.toMatchObject({
      name: "InvalidImportTokenException",
    });
    await expect(send({ EncryptedKeyMaterial: randomBytes(256) })).rejects.toMatchObject({
      name: "InvalidCiphertextException",
    });
    await platform.forebay.clock.advance(DAY_MS + 1000);
    await expect(send()).rejects.toMatchObject({ name: "ExpiredImportTokenException" });
  });

  test("material of the wrong size is IncorrectKeyMaterialException (documented)", async () => {
    const { KeyId } = await external();
    await expect(importMaterial(KeyId, randomBytes(16))).rejects.toMatchObject({
      name: "IncorrectKeyMaterialException",
    });
  });

  test("a key with material of its own takes none (recorded)", async () => {
    const { KeyId, Arn } = await platform.key();
    await expect(importMaterial(KeyId, randomBytes(32))).rejects.toMatchObject({
      name: "UnsupportedOperationException",
      message: `${Arn} origin is AWS_KMS which is not valid for this operation.`,
    });
  });

  test("private keys: ECC by RSA alone, RSA by RSA and AES", async () => {
    const curve = await external({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await importMaterial(curve.KeyId, pair.privateKey.export({ format: "der", type: "pkcs8" }));
    const message = { Message: Buffer.from("signed by an imported key") };
    const { Signature = new Uint8Array() } = await platform.kms.send(
      new SignCommand({ KeyId: curve.KeyId, ...message, SigningAlgorithm: "ECDSA_SHA_256" }),
    );
    expect(verify("sha256", message.Message, pair.publicKey, Signature)).toBe(true);

    const large = await external({ KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const der = rsa.privateKey.export({ format: "der", type: "pkcs8" });
    await importMaterial(large.KeyId, der, DEFAULTS, "RSA_AES_KEY_WRAP_SHA_256");
    const signed = await platform.kms.send(
      new SignCommand({ KeyId: large.KeyId, ...message, SigningAlgorithm: "RSASSA_PKCS1_V1_5_SHA_256" }),
    );
    expect(verify("sha256", message.Message, rsa.publicKey, signed.Signature ?? new Uint8Array())).toBe(true);

    const wrong = await external({ KeySpec: "RSA_3072", KeyUsage: "SIGN_VERIFY" });
    await expect(importMaterial(wrong.KeyId, der, DEFAULTS, "RSA_AES_KEY_WRAP_SHA_256")).rejects.toMatchObject({
      name: "IncorrectKeyMaterialException",
    });
  });
});

describe("RotateKeyOnDemand of imported material", () => {
  test("new material waits until it is rotated to; then both decrypt (recorded)", async () => {
    const { KeyId, Arn } = await external();
    const { KeyMaterialId: first } = await importMaterial(KeyId, randomBytes(32));
    const before = await encrypt(KeyId);
    const rotate = () => platform.kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    await expect(rotate()).rejects.toMatchObject({
      name: "KMSInvalidStateException",
      message: `No available key material pending rotation for the key: ${Arn}.`,
    });
    const fresh = { ...DEFAULTS, ImportType: "NEW_KEY_MATERIAL", KeyMaterialDescription: "the second" } as const;
    const { KeyMaterialId: second } = await importMaterial(KeyId, randomBytes(32), fresh);
    expect(await describeKey(KeyId)).toMatchObject({ CurrentKeyMaterialId: first });
    await expect(importMaterial(KeyId, randomBytes(32), fresh)).rejects.toMatchObject({
      name: "KMSInvalidStateException",
      message: expect.stringMatching(
        new RegExp(
          `^New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS key ${KeyId}, because another key ` +
            `material \\(id: ${second}\\) is pending rotation\\.$`,
        ),
      ),
    });
    expect(await rotate()).toMatchObject({ KeyId: Arn });
    expect(await describeKey(KeyId)).toMatchObject({ CurrentKeyMaterialId: second });
    expect(await decrypt(before.CiphertextBlob)).toBe("mine");
    expect(await decrypt((await encrypt(KeyId)).CiphertextBlob)).toBe("mine");
    const { Rotations } = await platform.kms.send(
      new ListKeyRotationsCommand({ KeyId, IncludeKeyMaterial: "ALL_KEY_MATERIAL" }),
    );
    expect(Rotations).toMatchObject([
      { KeyMaterialId: first, KeyMaterialState: "NON_CURRENT", ImportState: "IMPORTED" },
      { KeyMaterialId: second, KeyMaterialState: "CURRENT", KeyMaterialDescription: "the second" },
    ]);
  });
});
