// Links presigned with Signature Version 2.
import { describe, expect, test } from "vitest";
import { readPresented } from "../../../src/wire/sigv4/presented.ts";
import { verifyVersion2 } from "../../../src/wire/sigv4/version2.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const EXPIRES = 1_175_139_620;
/** Documented: "Signing and authenticating REST requests", query string request authentication. */
const QUERY = `AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=${EXPIRES}`;

function verify(
  query: string,
  nowMs = (EXPIRES - 60) * 1000,
  method = "GET",
  path = "/johnsmith/photos/puppy.jpg",
): void {
  const head = { method, path, query, headers: { host: "johnsmith.s3.amazonaws.com" } };
  const presented = readPresented(head);
  if (presented?.kind !== "v2-query") throw new Error(`presented ${presented?.kind}`);
  verifyVersion2(head, presented, SECRET, nowMs);
}

describe("Signature Version 2", () => {
  test("the documented link holds", () => verify(QUERY));

  test("parameters that are no subresource are not signed", () => verify(`${QUERY}&tracking=1`));

  test.each([
    ["a subresource that was not signed", () => verify(`${QUERY}&acl`)],
    ["another header of the response", () => verify(`${QUERY}&response-content-type=text%2Fhtml`)],
    ["another method", () => verify(QUERY, undefined, "PUT")],
    ["another key", () => verify(QUERY, undefined, "GET", "/johnsmith/photos/kitten.jpg")],
    ["an x-amz- parameter that was not signed", () => verify(`${QUERY}&x-amz-security-token=a`)],
  ])("%s: SignatureDoesNotMatch", (_, action) => {
    expect(action).toThrow(expect.objectContaining({ code: "SignatureDoesNotMatch", status: 403 }) as Error);
  });

  test("a link whose time is over: AccessDenied (documented)", () => {
    expect(() => verify(QUERY, (EXPIRES + 1) * 1000)).toThrow("Request has expired");
  });

  test("a time that is no number: AccessDenied", () => {
    expect(() => verify(QUERY.replace(String(EXPIRES), "tomorrow"))).toThrow(/^Invalid date/);
  });
});
