// The certificate of the TLS side of the port: the user's own, or one that is made at the first TLS connection and kept.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";

export interface Certificate {
  readonly cert: Buffer | string;
  readonly key: Buffer | string;
}

const DNS_NAMES = [
  "localhost",
  "*.localhost",
  "*.s3.localhost",
  "localhost.localstack.cloud",
  "*.localhost.localstack.cloud",
  "*.s3.localhost.localstack.cloud",
];
const VALID_DAYS = 3650;
const DNS = 2;
const IP = 7;

/** `nowMs`: real time, epoch ms. */
export async function certificateOf(tls: Config["tls"], dataFolder: string, nowMs: number): Promise<Certificate> {
  if (tls) return { cert: await readFile(tls.certificateFile), key: await readFile(tls.keyFile) };
  const folder = join(dataFolder, "tls");
  const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  try {
    return { cert: await readFile(files.cert), key: await readFile(files.key) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const made = await selfSigned(nowMs);
  await mkdir(folder, { recursive: true });
  await writeFile(files.key, made.key, { mode: 0o600 });
  await writeFile(files.cert, made.cert);
  return made;
}

async function selfSigned(nowMs: number): Promise<Certificate> {
  const { generate } = await import("selfsigned");
  const pems = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(nowMs + VALID_DAYS * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: false },
      {
        name: "subjectAltName",
        altNames: [
          ...DNS_NAMES.map((value) => ({ type: DNS, value }) as const),
          { type: IP, ip: "127.0.0.1" } as const,
          { type: IP, ip: "::1" } as const,
        ],
      },
    ],
  });
  return { cert: pems.cert, key: pems.private };
}
