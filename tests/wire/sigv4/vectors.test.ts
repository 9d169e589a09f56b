// AWS's own signing cases (aws-c-auth): canonical request, string to sign and signature of each, header and query.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonicalRequest } from "../../../src/wire/sigv4/canonical.ts";
import { checkComplete } from "../../../src/wire/sigv4/check.ts";
import { sign, signingKey, stringToSign } from "../../../src/wire/sigv4/key.ts";
import { readPresented } from "../../../src/wire/sigv4/presented.ts";
import { parseTimestamp } from "../../../src/wire/sigv4/timestamp.ts";
import { verifySignature } from "../../../src/wire/sigv4/verify.ts";
import { readRequest } from "./signed-request.ts";

const FOLDER = new URL("../../../../shared/vectors/sigv4/v4/", import.meta.url);
const CASES_MIN = 38;

interface Context {
  readonly credentials: { readonly secret_access_key: string };
  readonly normalize: boolean;
  readonly region: string;
  readonly service: string;
  readonly timestamp: string;
  readonly omit_session_token?: boolean;
}

/** Not run: `v4a`, the same cases with ECDSA keys. Only S3's multi-region access points need them, which Forebay does not have. */
const there = existsSync(FOLDER);
const cases = there ? readdirSync(FOLDER) : [];
if (!there) console.warn("skipped: ../shared/vectors/sigv4 is not there");

describe.skipIf(!there)("AWS's SigV4 cases", () => {
  test("all of them are there", () => expect(cases.length).toBeGreaterThanOrEqual(CASES_MIN));

  test.for(cases.flatMap((name) => [[name, "header"] as const, [name, "query"] as const]))(
    "%s by %s",
    ([name, kind]) => {
      const read = (file: string): string => readFileSync(new URL(`${name}/${file}`, FOLDER), "utf8");
      const context = JSON.parse(read("context.json")) as Context;
      const { head, body } = readRequest(read(`${kind}-signed-request.txt`));
      const presented = readPresented(head);
      if (!presented) throw new Error("nothing presented");
      expect(presented.kind).toBe(kind);
      const expected = {
        family: "json",
        signingNames: [context.service],
        nowMs: Date.parse(context.timestamp),
      } as const;
      const complete = checkComplete(head, presented, expected);
      const payloadHash = hash("sha256", body, "hex");

      const canonical = canonicalRequest(head, {
        signedHeaders: complete.signedHeaders,
        payloadHash,
        pathRule: context.normalize ? "normalised" : "encoded",
        omittedQuery: ["X-Amz-Signature", ...(context.omit_session_token ? ["X-Amz-Security-Token"] : [])],
      });
      expect(canonical).toBe(read(`${kind}-canonical-request.txt`));
      const text = stringToSign(complete.timestamp, complete.scope, canonical);
      expect(text).toBe(read(`${kind}-string-to-sign.txt`));
      const secret = context.credentials.secret_access_key;
      expect(sign(signingKey(secret, complete.scope), text)).toBe(read(`${kind}-signature.txt`));

      const verification = { head, presented, complete, family: "json", payloadHash } as const;
      expect(verifySignature({ ...verification, secret })).toEqual(signingKey(secret, complete.scope));
      expect(() => verifySignature({ ...verification, secret: `${secret}x` })).toThrow("does not match");
      expect(parseTimestamp(complete.timestamp)).toBe(expected.nowMs);
    },
  );
});
