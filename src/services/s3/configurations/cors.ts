// CORS rules of buckets: what S3 refuses, and which rule a request of a browser matches. Recorded.
import type { CORSConfiguration, CORSRule } from "@aws-sdk/client-s3";
import { invalidRequest, malformedXml } from "../errors.ts";
import { CORS_RULES_MAX } from "../limits.ts";

const METHODS = ["GET", "PUT", "HEAD", "POST", "DELETE"];

/** Errors: MalformedXML, InvalidRequest. */
export function checkCors({ CORSRules: rules = [] }: CORSConfiguration): void {
  if (rules.length === 0 || rules.length > CORS_RULES_MAX) throw malformedXml();
  for (const { AllowedMethods = [], AllowedOrigins = [], AllowedHeaders = [] } of rules) {
    if (AllowedMethods.length === 0 || AllowedOrigins.length === 0) throw malformedXml();
    const strange = AllowedMethods.find((method) => !METHODS.includes(method));
    if (strange !== undefined)
      throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${strange}`);
    for (const [what, patterns] of [
      ["AllowedOrigin", AllowedOrigins],
      ["AllowedHeader", AllowedHeaders],
    ] as const) {
      const many = patterns.find((pattern) => pattern.split("*").length > 2);
      if (many !== undefined) throw invalidRequest(`${what} "${many}" can not have more than one wildcard.`);
    }
  }
}

export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** Lower case, of a preflight; empty otherwise. */
  readonly headers: readonly string[];
}

/** The first rule that allows it. */
export const matchingRule = (
  { CORSRules: rules = [] }: CORSConfiguration,
  { origin, method, headers }: CorsRequest,
): CORSRule | undefined =>
  rules.find(
    ({ AllowedMethods = [], AllowedOrigins = [], AllowedHeaders = [] }) =>
      AllowedMethods.includes(method) &&
      AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      headers.every((header) => AllowedHeaders.some((pattern) => matches(pattern.toLowerCase(), header))),
  );

/** A pattern has at most one `*`. */
function matches(pattern: string, text: string): boolean {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

/** What a browser is told. Credentials are allowed only to origins that a rule names. */
export function corsHeaders(rule: CORSRule, { origin, headers }: CorsRequest): Record<string, string> {
  const anyone = rule.AllowedOrigins?.includes("*") === true;
  return {
    "access-control-allow-origin": anyone ? "*" : origin,
    "access-control-allow-methods": (rule.AllowedMethods ?? []).join(", "),
    ...(headers.length > 0 && { "access-control-allow-headers": headers.join(", ") }),
    ...(rule.ExposeHeaders?.length && { "access-control-expose-headers": rule.ExposeHeaders.join(", ") }),
    ...(rule.MaxAgeSeconds !== undefined && { "access-control-max-age": String(rule.MaxAgeSeconds) }),
    ...(anyone ? {} : { "access-control-allow-credentials": "true" }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}
