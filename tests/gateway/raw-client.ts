// Signed requests byte by byte, for what no SDK client would send.
import { createHash, createHmac, hash } from "node:crypto";
import { type IncomingHttpHeaders, request } from "node:http";
import { SignatureV4 } from "@smithy/signature-v4";

export interface RawRequest {
  readonly method?: string;
  /** Percent-encoded, with the query. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** `__type`, `x-amzn-errortype` or `<Code>`, without namespace. */
  readonly code: string | undefined;
  /** Of the first message element or member. */
  readonly message: string | undefined;
}

export interface Signing {
  readonly service: string;
  readonly region?: string;
  readonly date?: Date;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

class Sha256 {
  readonly #hash: ReturnType<typeof createHash>;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = (secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Buffer)) as never;
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

const TEST = { accessKeyId: "test", secretAccessKey: "test" };

function signerOf({ service, region = "us-east-1", credentials = TEST }: Signing): SignatureV4 {
  const s3 = service === "s3";
  return new SignatureV4({
    service,
    region,
    credentials,
    sha256: Sha256,
    uriEscapePath: !s3,
    applyChecksum: s3,
  });
}

function parsed(endpoint: string, { method = "POST", path = "/", headers = {}, body = "" }: RawRequest) {
  const { hostname, port, host } = new URL(endpoint);
  const [pathname = "/", query = ""] = path.split("?");
  const parameters = [...new URLSearchParams(query)];
  return {
    method,
    protocol: "http:",
    hostname,
    port: Number(port),
    path: pathname,
    query: Object.fromEntries(parameters),
    headers: { host, ...headers },
    body: typeof body === "string" ? body : Buffer.from(body),
  };
}

export async function signed(endpoint: string, raw: RawRequest, signing: Signing): Promise<RawRequest> {
  const options = signing.date ? { signingDate: signing.date } : {};
  const { headers } = await signerOf(signing).sign(parsed(endpoint, raw), options);
  return { ...raw, headers };
}

/** A presigned link as path and query. */
export async function presigned(
  endpoint: string,
  raw: RawRequest,
  signing: Signing,
  expiresIn: number,
): Promise<RawRequest> {
  const options = { expiresIn, ...(signing.date ? { signingDate: signing.date } : {}) };
  const headers =
    signing.service === "s3" ? { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...raw.headers } : raw.headers;
  const request = parsed(endpoint, headers ? { ...raw, headers } : raw);
  const { query, path } = await signerOf(signing).presign(request, options);
  return {
    ...raw,
    path: `${path}?${new URLSearchParams(query as Record<string, string>).toString().replaceAll("+", "%20")}`,
  };
}

export function send(
  endpoint: string,
  { method = "POST", path = "/", headers = {}, body = "" }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(endpoint);
  const length =
    body.length > 0 || method === "POST" || method === "PUT" ? { "content-length": Buffer.byteLength(body) } : {};
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: { ...length, ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => void (text += chunk));
      answer.on("end", () => resolve(read(answer.statusCode ?? 0, answer.headers, text)));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function read(status: number, headers: IncomingHttpHeaders, body: string): RawAnswer {
  const type = /"__type":"([^"]+)"/.exec(body)?.[1] ?? String(headers["x-amzn-errortype"] ?? "");
  const code =
    /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? (type === "" ? undefined : type.split(":")[0]?.replace(/^.*#/, ""));
  const message = /<Message>([^<]*)<\/Message>/.exec(body)?.[1] ?? /"[mM]essage":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  return { status, headers, body, code, message };
}

export const sha256 = (text: string): string => hash("sha256", text, "hex");
