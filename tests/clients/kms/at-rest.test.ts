// What lies in the data folder: no key, no plaintext; and whose root key opens it.
import {
  CreateKeyCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import { constants, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startForebay } from "../../../src/index.ts";
import { startKms, text } from "./platform.ts";

let dataFolder: string;
beforeEach(() => void (dataFolder = mkdtempSync(join(tmpdir(), "forebay-kms-"))));
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const files = (): string[] =>
  readdirSync(dataFolder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The files in which the bytes stand, as they are or as hexadecimal or base64 text. */
const holding = (bytes: Buffer): string[] =>
  files().filter((file) => {
    const content = readFileSync(file);
    const texts = [bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, "")];
    return content.includes(bytes) || texts.some((each) => content.includes(each));
  });

describe("the data folder", () => {
  test("holds neither key material nor what was encrypted or generated", async () => {
    const material = randomBytes(32);
    const plaintext = Buffer.from("the plaintext that nobody stores");
    const dataKey = await startKms({ dataFolder }).then(async (platform) => {
      await using started = platform;
      const { KeyId } = await started.key({ Origin: "EXTERNAL", Description: "a description in clear" });
      const { ImportToken, PublicKey = new Uint8Array() } = await started.kms.send(
        new GetParametersForImportCommand({
          KeyId,
          WrappingAlgorithm: "RSAES_OAEP_SHA_256",
          WrappingKeySpec: "RSA_2048",
        }),
      );
      const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
      const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
      const EncryptedKeyMaterial = publicEncrypt({ key, ...padding }, material);
      await started.kms.send(
        new ImportKeyMaterialCommand({
          KeyId,
          ImportToken,
          EncryptedKeyMaterial,
          ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE",
        }),
      );
      await started.kms.send(new EncryptCommand({ KeyId, Plaintext: plaintext }));
      const generated = await started.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" }));
      return Buffer.from(generated.Plaintext ?? []);
    });
    expect(holding(Buffer.from("a description in clear"))).not.toEqual([]); // the search finds what is there
    for (const secret of [material, plaintext, dataKey]) {
      expect(secret.length).toBeGreaterThanOrEqual(32);
      expect(holding(secret)).toEqual([]);
    }
    const root = join(dataFolder, "keys", "kms-root");
    expect(statSync(root).mode & 0o777).toBe(0o600);
    expect(readFileSync(root, "utf8")).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("FOREBAY_KMS_ROOT_KEY", () => {
  test("is not written, opens what it wrapped after a restart, and no other key does", async () => {
    const rootKey = randomBytes(32);
    const Plaintext = Buffer.from("kept over a restart");
    const run = async <Result>(key: Buffer, work: (kms: KMSClient) => Promise<Result>): Promise<Result> => {
      const env = { FOREBAY_KMS_ROOT_KEY: key.toString("hex") };
      await using forebay = await startForebay({ dataFolder, env, logLevel: "silent" });
      const kms = new KMSClient({ ...forebay.clientConfig, maxAttempts: 1 });
      const result = await work(kms);
      kms.destroy();
      return result;
    };
    const { KeyId, CiphertextBlob } = await run(rootKey, async (kms) => {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
      return kms.send(new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext }));
    });
    expect(holding(rootKey)).toEqual([]);
    expect(readdirSync(join(dataFolder, "keys"))).not.toContain("kms-root");
    const decrypted = await run(rootKey, (kms) => kms.send(new DecryptCommand({ CiphertextBlob })));
    expect(text(decrypted.Plaintext)).toBe(Plaintext.toString());
    await run(randomBytes(32), async (kms) => {
      await expect(kms.send(new EncryptCommand({ KeyId, Plaintext }))).rejects.toMatchObject({
        name: "KeyUnavailableException",
        message: expect.stringContaining("is wrapped by another root key"),
        $metadata: { httpStatusCode: 500 },
      });
      await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
        name: "InvalidCiphertextException",
      });
    });
  });
});
