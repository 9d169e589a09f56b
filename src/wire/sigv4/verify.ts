// Compares a presented signature with the one that the secret gives.
import type { RequestHead } from "../http.ts";
import { canonicalRequest, type PathRule } from "./canonical.ts";
import type { Complete } from "./check.ts";
import { mismatch, type SignatureFamily } from "./errors.ts";
import { type SigningKey, signingKey, stringToSign } from "./key.ts";
import type { Presented } from "./presented.ts";

export interface Verification {
  /** As received: the Host not folded into the path. */
  readonly head: RequestHead;
  readonly presented: Presented;
  readonly complete: Complete;
  readonly family: SignatureFamily;
  readonly secret: string;
  readonly payloadHash: string;
}

interface Attempt {
  readonly pathRule: PathRule;
  readonly omittedQuery: readonly string[];
}

const AS_SENT: Attempt = { pathRule: "as-sent", omittedQuery: [] };
const NORMALISED: Attempt = { pathRule: "normalised", omittedQuery: [] };
const IN_QUERY = ["X-Amz-Signature"];
const TOKEN_AFTERWARDS = ["X-Amz-Signature", "X-Amz-Security-Token"];

/** Header bytes, which Node hands over one by one as Latin-1: most clients sign the bytes, some the characters. */
const BEYOND_ASCII = /[^\0-\u007f]/;

/**
 * The readings of one request that its signer may have meant, the usual one first: some sign before the session token is
 * added, some leave the path as it is where others normalise it.
 */
function attempts({ family, presented }: Verification): readonly Attempt[] {
  const rule: PathRule = family === "s3" ? "as-sent" : "normalised";
  if (presented.kind === "header")
    return family === "s3" ? [AS_SENT] : [NORMALISED, { pathRule: "encoded", omittedQuery: [] }];
  return [
    { pathRule: rule, omittedQuery: IN_QUERY },
    ...(presented.sessionToken === undefined ? [] : [{ pathRule: rule, omittedQuery: TOKEN_AFTERWARDS }]),
    ...(family === "s3" ? [] : [{ pathRule: "encoded" as const, omittedQuery: IN_QUERY }]),
  ];
}

/** Errors: the family's mismatch. Returns the signing key, which the chunks of the body are signed with too. */
export function verifySignature(verification: Verification): SigningKey {
  const { head, complete, secret, payloadHash, family, presented } = verification;
  const { algorithm, scope, signedHeaders, signature, timestamp } = complete;
  const key = signingKey(algorithm, { accessKeyId: presented.accessKeyId, secret }, scope);
  let first: { canonical: string; text: string } | undefined;
  for (const { pathRule, omittedQuery } of attempts(verification)) {
    const canonical = canonicalRequest(head, { signedHeaders, payloadHash, pathRule, omittedQuery });
    const text = stringToSign(key, timestamp, canonical);
    if (key.holds(text, signature)) return key;
    if (BEYOND_ASCII.test(canonical)) {
      const asSent = stringToSign(key, timestamp, Buffer.from(canonical, "latin1"));
      if (key.holds(asSent, signature)) return key;
    }
    first ??= { canonical, text };
  }
  throw mismatch(family, {
    accessKeyId: presented.accessKeyId,
    signature,
    stringToSign: first?.text ?? "",
    canonicalRequest: first?.canonical,
  });
}
