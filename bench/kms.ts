// KMS: signed Encrypt, Decrypt and GenerateDataKey against a bare node:http server that reads and answers as many bytes.
import { CreateKeyCommand, EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { load, type PreparedRequest, wireBytes } from "./load.ts";
import { median, report } from "./report.ts";
import { startBareServer, startForebayServer } from "./server.ts";
import { signedBytes } from "./sign.ts";

const PLAINTEXT_BYTES = 1024;
const REQUESTS = 256;
const CONNECTIONS = 64;
const WARM_UP_MS = 300;
const DURATION_MS = 1_000;
/** The servers are measured in turns, so that what else the machine does meets both. */
const TURNS = 5;
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
    for (const [operation, body] of Object.entries(bodies)) {
      const signed = await sign(forebay.endpoint, operation, body);
      const ceiling = [bareRequest(bare.endpoint, body)];
      const turns: { readonly bare: number; readonly forebay: number }[] = [];
      while (turns.length < TURNS)
        turns.push({ bare: await measure(bare.endpoint, ceiling), forebay: await measure(forebay.endpoint, signed) });
      const ratio = median(turns.map((turn) => turn.forebay / turn.bare));
      const ceilingPerSecond = Math.round(median(turns.map((turn) => turn.bare)));
      report(
        `kms: signed ${operation}`,
        `${Math.round(median(turns.map((turn) => turn.forebay)))} req/s`,
        `${ratio.toFixed(2)} of bare node:http (${ceilingPerSecond} req/s)`,
      );
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

function bareRequest(endpoint: string, body: object): Buffer {
  const headers = { host: new URL(endpoint).host };
  return wireBytes({ method: "POST", path: `/${ANSWER_BYTES}`, headers, body: Buffer.from(JSON.stringify(body)) });
}

const sign = (endpoint: string, operation: string, body: object): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: REQUESTS }, () => {
      const request: PreparedRequest = {
        method: "POST",
        path: "/",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `TrentService.${operation}` },
        body: Buffer.from(JSON.stringify(body)),
      };
      return signedBytes(endpoint, "kms", request);
    }),
  );

async function measure(endpoint: string, requests: readonly Buffer[]): Promise<number> {
  await load(endpoint, requests, CONNECTIONS, WARM_UP_MS);
  return (await load(endpoint, requests, CONNECTIONS, DURATION_MS)).requestsPerSecond;
}
