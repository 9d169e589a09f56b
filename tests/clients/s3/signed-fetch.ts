// Requests that no SDK sends: signed with the SDK's own signer, sent as they are.
import { createHash, createHmac } from "node:crypto";
import type { BinaryLike } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

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

export interface RawRequest {
  readonly method: string;
  /** Percent-encoded, with the query. */
  readonly path: string;
  /** `x-amz-content-sha256` too, unless the body's hash is to stand there. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

const signer = new SignatureV4({
  service: "s3",
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  sha256: Sha256 as never,
  uriEscapePath: false,
});

/** A link for PUT with query parameters that no SDK puts there. */
export async function presign(endpoint: string, path: string, query: Readonly<Record<string, string>>) {
  const { protocol, hostname, port, host } = new URL(endpoint);
  const headers = { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const request = { method: "PUT", protocol, hostname, port: Number(port), path, query, headers };
  const signed = await signer.presign(request, { expiresIn: 60 });
  return `${endpoint}${path}?${new URLSearchParams(signed.query as Record<string, string>).toString()}`;
}

export async function signedFetch(endpoint: string, { method, path, headers = {}, body = "" }: RawRequest) {
  const url = new URL(path, endpoint);
  const signed = (await signer.sign({
    method,
    protocol: "http:",
    hostname: url.hostname,
    port: Number(url.port),
    path: path.split("?")[0],
    query: Object.fromEntries(url.searchParams),
    headers: {
      host: url.host,
      "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
      ...headers,
    },
    body,
  } as never)) as unknown as { readonly headers: Record<string, string> };
  const { host: _, ...sent } = signed.headers;
  return fetch(url, { method, headers: sent, ...(body !== "" && { body }) });
}
