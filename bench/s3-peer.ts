// Another S3 server under the same load, from outside of the tree: S3_PEER_CLI names the binary of minio or of versitygw.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type BenchServer, freePort } from "./server.ts";
import type { SigningKey } from "./sign.ts";

export interface S3Peer extends BenchServer {
  readonly name: string;
  /** Undefined: Forebay's root. */
  readonly credentials: SigningKey | undefined;
}

const CREDENTIALS: SigningKey = { accessKeyId: "benchroot", secretAccessKey: "benchsecret" };

/** With its defaults but for where it listens and stores, on the disk that Forebay is measured on. */
export async function startS3Peer(): Promise<S3Peer | undefined> {
  const binary = process.env["S3_PEER_CLI"];
  if (binary === undefined || binary === "") return undefined;
  const folder = mkdtempSync(join(tmpdir(), "forebay-bench-peer-"));
  const address = `127.0.0.1:${await freePort()}`;
  const data = join(folder, "data");
  mkdirSync(data);
  const name = basename(binary).startsWith("versitygw") ? "versitygw" : "minio";
  const { accessKeyId, secretAccessKey } = CREDENTIALS;
  const flags =
    name === "minio"
      ? ["server", data, "--address", address]
      : [
          "--port",
          address,
          "--access",
          accessKeyId,
          "--secret",
          secretAccessKey,
          "--quiet",
          "--keep-alive",
          "posix",
          data,
        ];
  const env = { MINIO_ROOT_USER: accessKeyId, MINIO_ROOT_PASSWORD: secretAccessKey, MINIO_BROWSER: "off" };
  const child = spawn(binary, flags, { env: { ...process.env, ...env }, stdio: "ignore" });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const endpoint = `http://${address}`;
  await answering(endpoint);
  return {
    endpoint,
    pid: child.pid ?? 0,
    name,
    credentials: CREDENTIALS,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const status = await fetch(endpoint).then(
      (response) => response.status,
      () => 503,
    );
    if (status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${endpoint} does not answer`);
}
