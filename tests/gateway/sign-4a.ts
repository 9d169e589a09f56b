// Signs with Signature Version 4A, header and presigned, as AWS documents it: the SDKs leave that to native code.
import { createPrivateKey, hash, type KeyObject, sign } from "node:crypto";
import { privateKeyOf, publicKeyOf } from "../../src/wire/sigv4/ecdsa.ts";
import type { RawRequest } from "./raw-client.ts";

export interface Signing4a {
  readonly service: string;
  readonly regionSet: string;
  readonly accessKeyId?: string;
  readonly secret?: string;
  readonly sessionToken?: string;
  readonly date?: Date;
  readonly host?: string;
}

const ALGORITHM = "AWS4-ECDSA-P256-SHA256";

function privateKey(accessKeyId: string, secret: string): KeyObject {
  const { x = "", y = "" } = publicKeyOf({ accessKeyId, secret }).export({ format: "jwk" });
  const d = privateKeyOf({ accessKeyId, secret }).toString("base64url");
  return createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x, y, d } });
}

const basic = (date: Date): string => date.toISOString().replaceAll(/[-:]|\.\d+/g, "");

interface Draft {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payloadHash: string;
  readonly timestamp: string;
}

function signatureOf(draft: Draft, { service, accessKeyId = "test", secret = "test" }: Signing4a) {
  const names = Object.keys(draft.headers).sort();
  const lines = names.map((name) => `${name}:${draft.headers[name]}\n`).join("");
  const canonical = `${draft.method}\n${draft.path}\n${draft.query}\n${lines}\n${names.join(";")}\n${draft.payloadHash}`;
  const scope = `${draft.timestamp.slice(0, 8)}/${service}/aws4_request`;
  const text = `${ALGORITHM}\n${draft.timestamp}\n${scope}\n${hash("sha256", canonical, "hex")}`;
  return sign("sha256", Buffer.from(text), privateKey(accessKeyId, secret)).toString("hex");
}

/** `path` is plain: no query, nothing to encode. */
export function signed4a(endpoint: string, raw: RawRequest, signing: Signing4a): RawRequest {
  const { method = "POST", path = "/", body = "" } = raw;
  const { service, regionSet, accessKeyId = "test", sessionToken, date = new Date(), host } = signing;
  const timestamp = basic(date);
  const payloadHash = hash("sha256", body, "hex");
  const headers = {
    host: host ?? new URL(endpoint).host,
    ...raw.headers,
    "x-amz-date": timestamp,
    ...(regionSet === "" ? {} : { "x-amz-region-set": regionSet }),
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
    ...(service === "s3" ? { "x-amz-content-sha256": payloadHash } : {}),
  };
  const signature = signatureOf({ method, path, query: "", headers, payloadHash, timestamp }, signing);
  const credential = `${accessKeyId}/${timestamp.slice(0, 8)}/${service}/aws4_request`;
  const names = Object.keys(headers).sort().join(";");
  const authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...raw, headers: { ...headers, authorization } };
}

export function presigned4a(endpoint: string, raw: RawRequest, signing: Signing4a, expiresIn: number): RawRequest {
  const { method = "GET", path = "/" } = raw;
  const { service, regionSet, accessKeyId = "test", date = new Date(), host } = signing;
  const timestamp = basic(date);
  const parameters: readonly (readonly [string, string])[] = [
    ["X-Amz-Algorithm", ALGORITHM],
    ["X-Amz-Credential", `${accessKeyId}/${timestamp.slice(0, 8)}/${service}/aws4_request`],
    ["X-Amz-Date", timestamp],
    ["X-Amz-Expires", String(expiresIn)],
    ["X-Amz-Region-Set", regionSet],
    ["X-Amz-SignedHeaders", "host"],
  ];
  const query = parameters
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("*", "%2A")}`)
    .join("&");
  const headers = { host: host ?? new URL(endpoint).host };
  const draft = { method, path, query, headers, payloadHash: "UNSIGNED-PAYLOAD", timestamp };
  return { method, path: `${path}?${query}&X-Amz-Signature=${signatureOf(draft, signing)}`, headers };
}
