// Signs prepared requests once, with the SDK's own signer, so that the load itself need not.
import { createHash, createHmac } from "node:crypto";
import type { BinaryLike } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { wireBytes } from "./load.ts";
import type { PreparedRequest } from "./load.ts";

class Sha256 {
  readonly #hash;

  constructor(secret?: BinaryLike) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret);
  }

  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const ROOT: SigningKey = { accessKeyId: "test", secretAccessKey: "test" };

/** The signed request as HTTP/1.1 bytes; valid for 15 minutes. */
export async function signedBytes(
  endpoint: string,
  service: string,
  request: PreparedRequest,
  credentials = ROOT,
): Promise<Buffer> {
  const { hostname, port, host } = new URL(endpoint);
  const signer = new SignatureV4({
    service,
    region: "us-east-1",
    credentials,
    sha256: Sha256 as never,
    uriEscapePath: service !== "s3",
  });
  const [path = "/", query = ""] = request.path.split("?");
  const signed = (await signer.sign({
    method: request.method,
    protocol: "http:",
    hostname,
    port: Number(port),
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: {
      ...request.headers,
      host,
      "x-amz-content-sha256": createHash("sha256").update(request.body).digest("hex"),
    },
    body: request.body,
  } as never)) as unknown as { readonly headers: Record<string, string> };
  return wireBytes({ ...request, headers: signed.headers });
}
