// Whether a presented signature is complete, scoped to this service and in time: everything before the secret is needed.
import type { RequestHead } from "../http.ts";
import * as errors from "./errors.ts";
import type { SignatureFamily } from "./errors.ts";
import type { Algorithm, Scope } from "./key.ts";
import type { Presented } from "./presented.ts";
import { isRegion, regionSetCovers } from "./region.ts";
import { formatTimestamp, isBasic, parseAnyDate, parseTimestamp } from "./timestamp.ts";

export interface Expected {
  readonly family: SignatureFamily;
  /** The names that may stand in the scope for the claimed service; the first is the usual one. */
  readonly signingNames: readonly string[];
  /** The region that the request was sent to; undefined when its Host names none: then the signature says it. */
  readonly region: string | undefined;
  /** Real time, epoch ms: clients sign with their own clocks, which do not follow the platform's virtual one. */
  readonly nowMs: number;
}

/** A presented signature of which every part is there and sound. */
export interface Complete {
  readonly algorithm: Algorithm;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** YYYYMMDDTHHMMSSZ. */
  readonly timestamp: string;
}

const HMAC = "AWS4-HMAC-SHA256";
const ECDSA = "AWS4-ECDSA-P256-SHA256";
const EXPIRES_MAX_SECONDS = 604_800;

export function checkComplete(head: RequestHead, presented: Presented, expected: Expected): Complete {
  if (expected.family === "s3") checkS3Parts(presented);
  else checkParts(presented, expected.family);
  const { signedHeaders = "", signature = "" } = presented;
  const requestMs = requestTime(presented, expected);
  const { timestamp: sent = "" } = presented;
  const timestamp = isBasic(sent) ? sent : formatTimestamp(requestMs);
  const names = signedHeaders.toLowerCase().split(";");
  checkScope(presented, expected, timestamp);
  checkSignedHeaders(head, presented, names, expected.family);
  checkTime(presented, expected, { requestMs, timestamp });
  const { date, region, service } = presented;
  const algorithm = presented.algorithm === ECDSA ? ECDSA : HMAC;
  return { algorithm, scope: { date, region, service }, signedHeaders: names, signature, timestamp };
}

function checkParts(presented: Presented, family: SignatureFamily): void {
  const { kind, malformedPart, authorization } = presented;
  if (kind === "header" && malformedPart !== undefined) throw errors.notKeyValue(family, malformedPart, authorization);
  const where = kind === "query" ? "AWS query-string parameters must include" : "Authorization header requires";
  const prefix = kind === "query" ? "X-Amz-" : "";
  if (kind !== "other") checkAlgorithm(presented, family);
  const problems = [
    ...(presented.credential ? [] : [`${where} '${prefix}Credential' parameter.`]),
    ...(presented.signature ? [] : [`${where} '${prefix}Signature' parameter.`]),
    ...(presented.signedHeaders ? [] : [`${where} '${prefix}SignedHeaders' parameter.`]),
    ...(presented.timestamp
      ? []
      : kind === "query"
        ? [`${where} 'X-Amz-Date'.`]
        : [`${where} existence of either a 'X-Amz-Date' or a 'Date' header.`]),
  ];
  if (problems.length > 0 || kind === "other") throw errors.incomplete(family, problems, authorization);
}

/** Inferred: that no other algorithm is taken is documented, the sentences are not. */
function checkAlgorithm({ algorithm, regionSet, authorization }: Presented, family: SignatureFamily): void {
  if (algorithm !== HMAC && algorithm !== ECDSA)
    throw errors.incomplete(family, [`Unsupported AWS 'algorithm': '${algorithm}'.`], authorization);
  if (algorithm === ECDSA && !regionSet)
    throw errors.incomplete(family, ["AWS4-ECDSA-P256-SHA256 requires 'X-Amz-Region-Set'."], authorization);
}

function checkS3Parts(presented: Presented): void {
  if (presented.kind === "other") {
    if (presented.algorithm === "AWS") throw errors.mechanismNotSupported();
    throw errors.unsupportedAuthorization(presented.algorithm);
  }
  if (presented.kind === "query") return checkS3Query(presented);
  if (presented.algorithm !== HMAC && presented.algorithm !== ECDSA)
    throw errors.unsupportedAuthorization(presented.algorithm);
  if (!presented.credential || !presented.signedHeaders || !presented.signature)
    throw errors.headerMalformed(
      "the authorization header requires three components: Credential, SignedHeaders, and Signature.",
    );
  if (presented.terminator === "")
    throw errors.headerMalformed(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  if (presented.algorithm === ECDSA && !presented.regionSet)
    throw errors.headerMalformed("the X-Amz-Region-Set header is missing."); // inferred
}

function checkS3Query(presented: Presented): void {
  const { credential, signature, timestamp, signedHeaders, expires, algorithm } = presented;
  if (![credential, signature, timestamp, signedHeaders, expires, algorithm].every(Boolean))
    throw errors.queryMalformed(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, " +
        "X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  if (algorithm !== HMAC && algorithm !== ECDSA)
    throw errors.queryMalformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  if (presented.terminator === "")
    throw errors.queryMalformed(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  if (algorithm === ECDSA && !presented.regionSet)
    throw errors.queryMalformed("Query-string authentication with AWS4-ECDSA-P256-SHA256 requires X-Amz-Region-Set."); // inferred
  const seconds = Number(expires);
  if (!/^-?\d+$/.test(expires ?? "")) throw errors.queryMalformed("X-Amz-Expires should be a number");
  if (seconds < 0) throw errors.queryMalformed("X-Amz-Expires must be non-negative");
  if (seconds > EXPIRES_MAX_SECONDS)
    throw errors.queryMalformed(
      "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
    );
}

function requestTime(presented: Presented, { family }: Expected): number {
  const { timestamp = "", kind, authorization } = presented;
  const epochMs = kind === "query" ? parseTimestamp(timestamp) : parseAnyDate(timestamp);
  if (epochMs !== undefined) return epochMs;
  if (family !== "s3")
    throw errors.incomplete(
      family,
      [`Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601`],
      authorization,
    );
  if (kind === "query")
    throw errors.queryMalformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  throw errors.dateMissing();
}

function checkScope(presented: Presented, expected: Expected, timestamp: string): void {
  const { date, service, terminator } = presented;
  const { family, signingNames } = expected;
  const wrongRegion = wrongRegionOf(presented, expected);
  const dateOfRequest = timestamp.slice(0, 8);
  if (family === "s3") return checkS3Scope(presented, expected, timestamp);
  const problems = [
    ...(terminator === "aws4_request"
      ? []
      : [`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`]),
    ...(wrongRegion === undefined ? [] : [`Credential should be scoped to a valid region, not '${wrongRegion}'.`]),
    ...(signingNames.includes(service)
      ? []
      : [`Credential should be scoped to correct service: '${signingNames[0] ?? ""}'.`]),
    ...(date === dateOfRequest
      ? []
      : [
          `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ` +
            `'${date}' != '${dateOfRequest}', from '${timestamp}'.`,
        ]),
  ];
  if (problems.length > 0) throw errors.badScope(family, problems.join(" "));
}

/** The region or region set that does not fit where the request was sent to. */
function wrongRegionOf({ algorithm, region, regionSet = "" }: Presented, expected: Expected): string | undefined {
  if (algorithm === ECDSA) return regionSetCovers(regionSet, expected.region) ? undefined : regionSet;
  return isRegion(region) && region === (expected.region ?? region) ? undefined : region;
}

function checkS3Scope(presented: Presented, expected: Expected, timestamp: string): void {
  const { signingNames, region: addressed = "us-east-1" } = expected;
  const { date, service, terminator, kind } = presented;
  const malformed = (problem: string, members?: Record<string, unknown>) =>
    kind === "query"
      ? errors.queryMalformed(`Error parsing the X-Amz-Credential parameter; ${problem}`)
      : errors.headerMalformed(problem, members);
  if (terminator !== "aws4_request")
    throw malformed(`incorrect terminal "${terminator}". This endpoint uses "aws4_request".`);
  if (!signingNames.includes(service))
    throw malformed(`incorrect service "${service}". This endpoint belongs to "s3".`);
  if (!/^\d{8}$/.test(date))
    throw malformed(`incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`);
  if (date !== timestamp.slice(0, 8))
    throw malformed(
      `Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${timestamp.slice(0, 8)}".`,
    );
  const wrongRegion = wrongRegionOf(presented, expected);
  if (wrongRegion !== undefined)
    throw malformed(`the region '${wrongRegion}' is wrong; expecting '${addressed}'`, { Region: addressed });
}

/** `host` is always signed, and so is a region set. S3 also wants every `x-amz-*` header that is there to be signed. */
function checkSignedHeaders(
  head: RequestHead,
  { kind, algorithm }: Presented,
  names: readonly string[],
  family: SignatureFamily,
): void {
  if (!names.includes("host") && !names.includes(":authority")) {
    if (family === "s3") throw errors.headersNotSigned(["host"]);
    throw errors.badScope(family, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (family !== "s3") {
    if (algorithm === ECDSA && kind === "header" && !names.includes("x-amz-region-set"))
      throw errors.badScope(family, "'X-Amz-Region-Set' must be a 'SignedHeader' in the AWS Authorization."); // inferred
    return;
  }
  const unsigned = Object.keys(head.headers).filter((name) => name.startsWith("x-amz-") && !names.includes(name));
  const offending = unsigned.filter((name) => name !== "x-amz-content-sha256");
  if (offending.length > 0) throw errors.headersNotSigned(offending);
}

interface RequestTime {
  readonly requestMs: number;
  readonly timestamp: string;
}

function checkTime(presented: Presented, expected: Expected, { requestMs, timestamp }: RequestTime): void {
  const { family, nowMs } = expected;
  if (presented.kind === "query" && (family === "s3" || presented.expires !== undefined)) {
    if (!/^\d{1,6}$/.test(presented.expires ?? "") || Number(presented.expires) > EXPIRES_MAX_SECONDS)
      throw errors.badScope(family, "The value of 'X-Amz-Expires' must be a number of seconds up to 604800.");
    const expiresSeconds = Number(presented.expires);
    const expiresMs = requestMs + expiresSeconds * 1000;
    if (requestMs > nowMs + errors.SKEW_MAX_MS) {
      throw family === "s3"
        ? errors.linkNotYetValid(timestamp, nowMs)
        : errors.skewed(family, timestamp, requestMs, nowMs);
    }
    if (nowMs > expiresMs) throw errors.linkExpired(family, { timestamp, expiresMs, expiresSeconds }, nowMs);
    return;
  }
  if (Math.abs(nowMs - requestMs) > errors.SKEW_MAX_MS) throw errors.skewed(family, timestamp, requestMs, nowMs);
}
