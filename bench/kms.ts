// KMS: signed Encrypt, Decrypt and GenerateDataKey against a bare node:http server that reads and answers as many bytes.
import { CreateKeyCommand, EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { compare } from "./compare.ts";
import { startBareServer, startForebayServer } from "./server.ts";

const PLAINTEXT_BYTES = 1024;
const REQUESTS = 256;
/** About what an answer of each operation has, in bytes. */
const ANSWER_BYTES = 1_700;

export async function benchKms(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  try {
    const { keyId, ciphertext } = await prepare(forebay.endpoint);
    const bodies: Readonly<Record<string, object>> = {
      Encrypt: { KeyId: keyId, Plaintext: Buffer.alloc(PLAINTEXT_BYTES, "text").toString("base64") },
      Decrypt: { CiphertextBlob: ciphertext.toString("base64") },
      GenerateDataKey: { KeyId: keyId, KeySpec: "AES_256" },
    };
    const target = { service: "kms", prefix: "TrentService", contentType: "application/x-amz-json-1.1" };
    for (const [operation, body] of Object.entries(bodies)) {
      const repeated = Array.from({ length: REQUESTS }, () => body);
      await compare(bare.endpoint, forebay.endpoint, target, {
        operation,
        bodies: repeated,
        answerBytes: ANSWER_BYTES,
      });
    }
  } finally {
    await forebay.stop();
    await bare.stop();
  }
}

async function prepare(endpoint: string): Promise<{ readonly keyId: string; readonly ciphertext: Buffer }> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const kms = new KMSClient({ endpoint, region: "us-east-1", credentials });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const keyId = KeyMetadata?.KeyId ?? "";
  const Plaintext = Buffer.alloc(PLAINTEXT_BYTES, "text");
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: keyId, Plaintext }));
  kms.destroy();
  return { keyId, ciphertext: Buffer.from(CiphertextBlob ?? []) };
}
