// Links presigned with Signature Version 2, which old S3 clients still make.
import { createHmac } from "node:crypto";
import type { RequestHead } from "../http.ts";
import { invalidExpires, linkExpired, mismatch } from "./errors.ts";
import { sameSignature } from "./key.ts";
import { queryParameters, type Presented } from "./presented.ts";

// Documented: "Signing and authenticating REST requests (AWS signature version 2)" in the S3 user guide.
const SUBRESOURCES = new Set([
  ..."accelerate acl analytics cors defaultObjectAcl delete inventory lifecycle location logging metrics".split(" "),
  ..."notification object-lock partNumber policy policyStatus publicAccessBlock replication requestPayment restore".split(
    " ",
  ),
  ..."retention legal-hold select select-type storageClass tagging torrent uploadId uploads versionId versioning".split(
    " ",
  ),
  ..."versions website ownershipControls intelligent-tiering".split(" "),
]);

function canonicalResource(path: string, query: ReadonlyMap<string, string>): string {
  const parts = [...query]
    .filter(([name]) => SUBRESOURCES.has(name) || name.startsWith("response-"))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  return parts.length > 0 ? `${path}?${parts.join("&")}` : path;
}

/** `head` is path style (`/bucket/key`): Version 2 signs the bucket wherever it stood. `x-amz-*` may stand in the query. */
function stringToSign(head: RequestHead, query: ReadonlyMap<string, string>, expires: string): string {
  const amz = new Map<string, string>();
  for (const [name, value] of [...Object.entries(head.headers), ...query]) {
    const lower = name.toLowerCase();
    if (lower.startsWith("x-amz-")) amz.set(lower, value.trim());
  }
  const amzLines = [...amz].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}\n`);
  // Recorded: a Content-Type that is sent must be the one that the link was made for.
  const either = (name: string): string =>
    head.headers[name.toLowerCase()] ?? query.get(name) ?? query.get(name.toLowerCase()) ?? "";
  return (
    `${head.method}\n${either("Content-MD5")}\n${either("Content-Type")}\n${expires}\n` +
    `${amzLines.join("")}${canonicalResource(head.path, query)}`
  );
}

/** Errors: AccessDenied, SignatureDoesNotMatch. `nowMs` is real time. */
export function verifyVersion2(head: RequestHead, presented: Presented, secret: string, nowMs: number): void {
  const { signature = "", expires = "", accessKeyId } = presented;
  const expiresMs = Number(expires) * 1000;
  if (!/^\d{1,12}$/.test(expires)) throw invalidExpires(expires);
  if (nowMs > expiresMs) throw linkExpired("s3", { timestamp: "", expiresMs, expiresSeconds: undefined }, nowMs);
  const text = stringToSign(head, queryParameters(head.query), expires);
  const expected = createHmac("sha1", secret).update(text).digest("base64");
  if (sameSignature(expected, signature)) return;
  throw mismatch("s3", { accessKeyId, signature, stringToSign: text, canonicalRequest: undefined });
}
