// The AWS Encryption SDK for JavaScript with a KMS keyring: a client that no one here wrote.
import { buildClient, CommitmentPolicy, getClient, KMS, KmsKeyringNode } from "@aws-crypto/client-node";
import { DisableKeyCommand } from "@aws-sdk/client-kms";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Platform, startKms } from "./platform.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);

const keyring = (generatorKeyId: string | undefined, keyIds: string[] = []): KmsKeyringNode => {
  const { endpoint, credentials } = platform.forebay.clientConfig;
  return new KmsKeyringNode({
    ...(generatorKeyId !== undefined && { generatorKeyId }),
    keyIds,
    clientProvider: getClient(KMS, { endpoint, credentials }),
  });
};

describe("AWS Encryption SDK", () => {
  test("a message encrypted under two keys opens with either, and keeps its context", async () => {
    const [first, second] = [await platform.key(), await platform.key()];
    const context = { stage: "gold", table: "orders" };
    const message = randomBytes(100_000);
    const { result } = await encrypt(keyring(first.Arn, [second.Arn]), message, { encryptionContext: context });
    for (const { Arn } of [first, second]) {
      const { plaintext, messageHeader } = await decrypt(keyring(undefined, [Arn]), result);
      expect(plaintext.equals(message)).toBe(true);
      expect(messageHeader.encryptionContext).toMatchObject(context);
    }
    await platform.kms.send(new DisableKeyCommand({ KeyId: first.KeyId }));
    await expect(decrypt(keyring(undefined, [first.Arn]), result)).rejects.toThrow(/is disabled/);
    const { plaintext } = await decrypt(keyring(undefined, [first.Arn, second.Arn]), result);
    expect(plaintext.equals(message)).toBe(true);
  });

  test("another key does not open it, nor does a changed message", async () => {
    const [key, other] = [await platform.key(), await platform.key()];
    const { result } = await encrypt(keyring(key.Arn), "secret");
    await expect(decrypt(keyring(undefined, [other.Arn]), result)).rejects.toThrow();
    const changed = Buffer.from(result);
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1;
    await expect(decrypt(keyring(undefined, [key.Arn]), changed)).rejects.toThrow();
  });
});
