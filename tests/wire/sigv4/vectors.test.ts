// AWS's own signing cases (aws-c-auth): canonical request, string to sign and signature of each, header and query, HMAC and ECDSA.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonicalRequest } from "../../../src/wire/sigv4/canonical.ts";
import { checkComplete } from "../../../src/wire/sigv4/check.ts";
import { publicKeyOf } from "../../../src/wire/sigv4/ecdsa.ts";
import { hmacSha256 } from "../../../src/wire/sigv4/hmac.ts";
import { hmacKey, signingKey, stringToSign } from "../../../src/wire/sigv4/key.ts";
import { readPresented } from "../../../src/wire/sigv4/presented.ts";
import { parseTimestamp } from "../../../src/wire/sigv4/timestamp.ts";
import { verifySignature } from "../../../src/wire/sigv4/verify.ts";
import { readRequest } from "./signed-request.ts";

const FOLDER = new URL("../../../../shared/vectors/sigv4/", import.meta.url);
const CASES_MIN = 38;
type Version = "v4" | "v4a";

interface Context {
  readonly credentials: { readonly access_key_id: string; readonly secret_access_key: string };
  readonly normalize: boolean;
  readonly region: string;
  readonly service: string;
  readonly timestamp: string;
  readonly omit_session_token?: boolean;
}

const there = existsSync(FOLDER);
/** AWS lists these two without saying what they give: requests with no canonical request, string to sign or signature. */
const WITHOUT_EXPECTATION = ["get-vanilla-query-order-key", "get-vanilla-query-order-value"];
const listed = (version: Version): string[] => (there ? readdirSync(new URL(version, FOLDER)) : []);
const hasExpectation = (version: Version, name: string): boolean =>
  existsSync(new URL(`${version}/${name}/header-signature.txt`, FOLDER));
const casesOf = (version: Version): string[] => listed(version).filter((name) => hasExpectation(version, name));
const kinds = (name: string) => [[name, "header"] as const, [name, "query"] as const];
if (!there) console.warn("skipped: ../shared/vectors/sigv4 is not there");

/** What both versions have in common: everything but how the key signs. */
function check(version: Version, name: string, kind: "header" | "query") {
  const read = (file: string): string => readFileSync(new URL(`${version}/${name}/${file}`, FOLDER), "utf8");
  const context = JSON.parse(read("context.json")) as Context;
  const { access_key_id: accessKeyId, secret_access_key: secret } = context.credentials;
  const { head, body } = readRequest(read(`${kind}-signed-request.txt`));
  const presented = readPresented(head);
  if (!presented) throw new Error("nothing presented");
  expect(presented).toMatchObject({ kind, accessKeyId });
  const nowMs = Date.parse(context.timestamp);
  const expected = { family: "json", signingNames: [context.service], region: context.region, nowMs } as const;
  const complete = checkComplete(head, presented, expected);
  expect(parseTimestamp(complete.timestamp)).toBe(nowMs);
  expect(() => checkComplete(head, presented, { ...expected, region: "eu-west-1" })).toThrow(
    "Credential should be scoped to a valid region, not 'us-east-1'.",
  );
  const payloadHash = hash("sha256", body, "hex");
  const canonical = canonicalRequest(head, {
    signedHeaders: complete.signedHeaders,
    payloadHash,
    pathRule: context.normalize ? "normalised" : "encoded",
    omittedQuery: ["X-Amz-Signature", ...(context.omit_session_token ? ["X-Amz-Security-Token"] : [])],
  });
  expect(canonical).toBe(read(`${kind}-canonical-request.txt`));
  const key = signingKey(complete.algorithm, { accessKeyId, secret }, complete.scope);
  const text = stringToSign(key, complete.timestamp, canonical);
  expect(text).toBe(read(`${kind}-string-to-sign.txt`));

  const verification = { head, presented, complete, family: "json", payloadHash } as const;
  expect(verifySignature({ ...verification, secret })).toBe(key);
  expect(() => verifySignature({ ...verification, secret: `${secret}x` })).toThrow("does not match");
  expect(() => verifySignature({ ...verification, secret, payloadHash: hash("sha256", "x", "hex") })).toThrow();
  return { read, secret, accessKeyId, scope: complete.scope, text, key, signature: complete.signature };
}

describe.skipIf(!there)("AWS's SigV4 cases", () => {
  test("all of them are there", () => expect(casesOf("v4").length).toBeGreaterThanOrEqual(CASES_MIN));

  test.for(casesOf("v4").flatMap(kinds))("%s by %s", ([name, kind]) => {
    const { read, secret, scope, text } = check("v4", name, kind);
    expect(hmacSha256(hmacKey(secret, scope))(text)).toBe(read(`${kind}-signature.txt`));
  });
});

describe.skipIf(!there)("AWS's SigV4A cases", () => {
  test("all of them are there, two without an expectation", () => {
    expect(casesOf("v4a").length).toBeGreaterThanOrEqual(CASES_MIN);
    expect(listed("v4a").filter((name) => !hasExpectation("v4a", name))).toEqual(WITHOUT_EXPECTATION);
  });

  test.for(casesOf("v4a").flatMap(kinds))("%s by %s", ([name, kind]) => {
    const { read, secret, accessKeyId, text, key, signature } = check("v4a", name, kind);
    const { X, Y } = JSON.parse(read("public-key.json")) as { readonly X: string; readonly Y: string };
    const { x = "", y = "" } = publicKeyOf({ accessKeyId, secret }).export({ format: "jwk" });
    expect([x, y].map((each) => Buffer.from(each, "base64url").toString("hex"))).toEqual([X, Y]);
    // signatures of ECDSA differ from run to run: the recorded one and the request's own both hold
    const recorded = read(`${kind}-signature.txt`).trim();
    expect(recorded).not.toBe(signature);
    expect(key.holds(text, recorded)).toBe(true);
    expect(key.holds(`${text} `, recorded)).toBe(false);
  });
});
