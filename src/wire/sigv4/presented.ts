// What a request presents as its proof of identity, read leniently: claiming needs the scope before anything is checked.
import type { RequestHead } from "../http.ts";
import { percentDecode } from "./canonical.ts";

export interface Presented {
  /** `v2-query` is a link presigned with Signature Version 2; `other` is an Authorization of another kind. */
  readonly kind: "header" | "query" | "v2-query" | "other";
  /** The Authorization header as sent; empty for query kinds. */
  readonly authorization: string;
  readonly algorithm: string;
  readonly credential: string | undefined;
  readonly accessKeyId: string;
  /** YYYYMMDD as sent. */
  readonly date: string;
  /** Empty for version 4A, which names a set of regions. */
  readonly region: string;
  /** X-Amz-Region-Set of version 4A: patterns, separated by commas. */
  readonly regionSet: string | undefined;
  readonly service: string;
  readonly terminator: string;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  /** Seconds for version 4, epoch seconds for version 2, as sent. */
  readonly expires: string | undefined;
  readonly sessionToken: string | undefined;
  /** The token is of a session for a directory bucket, which has a header of its own. */
  readonly isBucketSession: boolean;
  /** A part of the Authorization header that is no `key=value`. */
  readonly malformedPart: string | undefined;
}

/** What requests to directory buckets are signed for. */
export const S3_EXPRESS = "s3express";

const ECDSA = "AWS4-ECDSA-P256-SHA256";
const USUAL =
  /^(AWS4-HMAC-SHA256|AWS4-ECDSA-P256-SHA256) +Credential=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([^,\s]+)$/;

/** Undefined when the request is anonymous. `both` is true when a header and a query compete. */
export function readPresented(head: RequestHead): Presented | undefined {
  const authorization = head.headers["authorization"];
  if (authorization !== undefined && authorization !== "") return fromHeader(head, authorization);
  if (!head.query.includes("Signature=")) return undefined;
  const query = queryParameters(head.query);
  if (query.has("X-Amz-Signature") || query.has("X-Amz-Algorithm")) return fromQuery(head, query);
  if (query.has("AWSAccessKeyId") && query.has("Signature")) return fromVersion2(head, query);
  return undefined;
}

/** Percent-decoded parameters; of repeated ones the first. */
export function queryParameters(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of query.split("&")) {
    const at = part.indexOf("=");
    const name = percentDecode(at < 0 ? part : part.slice(0, at));
    if (!parameters.has(name)) parameters.set(name, at < 0 ? "" : percentDecode(part.slice(at + 1)));
  }
  return parameters;
}

function fromHeader(head: RequestHead, authorization: string): Presented {
  const timestamp = head.headers["x-amz-date"] ?? head.headers["date"];
  const rest = {
    authorization,
    timestamp,
    expires: undefined,
    regionSet: head.headers["x-amz-region-set"],
  };
  const { "x-amz-security-token": token, "x-amz-s3session-token": bucketToken } = head.headers;
  const [, algorithm, credential, signedHeaders, signature] = USUAL.exec(authorization) ?? [];
  if (algorithm !== undefined) {
    const parts = { algorithm, signedHeaders, signature, malformedPart: undefined };
    const scope = scopeOf(credential, algorithm);
    return { kind: "header", ...rest, ...parts, ...scope, ...sessionOf(scope, token, bucketToken) };
  }
  const [word = "", ...others] = authorization.trim().split(/ +/);
  const kind = word.startsWith("AWS4-") ? "header" : "other";
  const parts = unusualParts(others.join(" "), word);
  return { kind, algorithm: word, ...rest, ...parts, ...sessionOf(parts, token, bucketToken) };
}

/**
 * The token of a bucket's session counts in requests for S3. Recorded: a client of the SDK for JavaScript that was used for another
 * kind of bucket first goes on signing for `s3`.
 */
function sessionOf(
  { service }: Pick<Presented, "service">,
  token: string | undefined,
  bucketToken: string | undefined,
): Pick<Presented, "sessionToken" | "isBucketSession"> {
  const isBucketSession = (service === S3_EXPRESS || service === "s3") && bucketToken !== undefined;
  return { sessionToken: isBucketSession ? bucketToken : token, isBucketSession };
}

function unusualParts(
  text: string,
  algorithm: string,
): Pick<Presented, "signedHeaders" | "signature" | "malformedPart"> & ScopeParts {
  const found = new Map<string, string>();
  let malformedPart: string | undefined;
  for (const part of text.split(/[\s,]+/)) {
    const at = part.indexOf("=");
    if (at < 0) malformedPart ??= part;
    else found.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return {
    signedHeaders: found.get("SignedHeaders"),
    signature: found.get("Signature"),
    malformedPart,
    ...scopeOf(found.get("Credential"), algorithm),
  };
}

type ScopeParts = Pick<Presented, "credential" | "accessKeyId" | "date" | "region" | "service" | "terminator">;

/** Access key ids may hold slashes: the last four parts are the scope, in version 4A the last three. */
function scopeOf(credential: string | undefined, algorithm: string): ScopeParts {
  const parts = (credential ?? "").split("/");
  const regional = algorithm !== ECDSA;
  const scopeParts = regional ? 4 : 3;
  const whole = parts.length > scopeParts;
  const [date = "", ...rest] = whole ? parts.slice(-scopeParts) : [];
  const [region = "", service = "", terminator = ""] = regional ? rest : ["", ...rest];
  const accessKeyId = whole ? parts.slice(0, -scopeParts).join("/") : (parts[0] ?? "");
  return { credential, accessKeyId, date, region, service, terminator };
}

function fromQuery(head: RequestHead, query: ReadonlyMap<string, string>): Presented {
  const scope = scopeOf(query.get("X-Amz-Credential"), query.get("X-Amz-Algorithm") ?? "");
  const token = query.get("X-Amz-Security-Token") ?? head.headers["x-amz-security-token"];
  return {
    kind: "query",
    authorization: "",
    algorithm: query.get("X-Amz-Algorithm") ?? "",
    signedHeaders: query.get("X-Amz-SignedHeaders"),
    signature: query.get("X-Amz-Signature"),
    timestamp: query.get("X-Amz-Date"),
    expires: query.get("X-Amz-Expires"),
    regionSet: query.get("X-Amz-Region-Set"),
    malformedPart: undefined,
    ...scope,
    ...sessionOf(scope, token, query.get("X-Amz-S3session-Token")),
  };
}

function fromVersion2(head: RequestHead, query: ReadonlyMap<string, string>): Presented {
  return {
    kind: "v2-query",
    authorization: "",
    algorithm: "AWS",
    ...scopeOf(undefined, "AWS"),
    regionSet: undefined,
    accessKeyId: query.get("AWSAccessKeyId") ?? "",
    service: "s3",
    signedHeaders: undefined,
    signature: query.get("Signature"),
    timestamp: undefined,
    expires: query.get("Expires"),
    sessionToken: query.get("x-amz-security-token") ?? head.headers["x-amz-security-token"],
    isBucketSession: false,
    malformedPart: undefined,
  };
}
