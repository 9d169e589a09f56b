// What is read of a token, and which claims it must have.
import { describe, expect, test } from "vitest";
import { checkClaims, conditionKeys, sessionTagsOf, sourceIdentityOf } from "./claims.ts";
import { readToken, registeredClaims } from "./token.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const NOW = NOW_MS / 1000;
const claims = { iss: "https://idp", sub: "alice", aud: "app", exp: NOW + 60, iat: NOW };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const tokenOf = (payload: unknown): string => `${part({ alg: "RS256" })}.${part(payload)}.c2ln`;
const check = (more: object, clientIds = ["app"]): string =>
  checkClaims(registeredClaims(readToken(tokenOf({ ...claims, ...more }))), clientIds, NOW_MS);

describe("readToken", () => {
  test.each([
    ["an access token", "Atza|IQEBLjAsAhRFiXuWp"],
    ["two parts", "a.b"],
    ["four parts", `${tokenOf(claims)}.x`],
    ["no signature", `${part({ alg: "none" })}.${part(claims)}.`],
    ["a part that is no base64url", `${part({})}.a+b=.c`],
    ["a part that is no JSON", "e30.eA.c"],
    ["claims that are a list", tokenOf([])],
    ["nesting without end", `e30.${Buffer.from("[".repeat(10_000)).toString("base64url")}.c`],
  ])("%s is refused (recorded)", (_, token) => {
    expect(() => readToken(token)).toThrow("The ID Token provided is not a valid JWT.");
  });
});

describe("checkClaims", () => {
  test("answers the audience that the provider has", () => {
    expect(check({})).toBe("app");
    expect(check({ aud: ["other", "app"] })).toBe("app");
    expect(check({ aud: "resource", azp: "app" })).toBe("app");
  });

  test("a clock that is a little ahead is forgiven", () => {
    expect(check({ iat: NOW + 200, nbf: NOW + 200 })).toBe("app");
  });

  test.each([
    [{ aud: "other" }, "InvalidIdentityToken", "Incorrect token audience"],
    [{ aud: "app", azp: "other" }, "InvalidIdentityToken", "Incorrect token audience"],
    [
      { exp: NOW },
      "ExpiredTokenException",
      `Token expired: current date/time ${NOW} must be before the expiration date/time${NOW}`,
    ],
    [{ nbf: NOW + 3600 }, "InvalidIdentityToken", "The ID Token is not valid yet"],
    [{ iat: NOW + 3600 }, "InvalidIdentityToken", "The ID Token is not valid yet"],
    [{ sub: undefined }, "InvalidIdentityToken", "Missing a required claim: sub"],
    [{ aud: undefined }, "InvalidIdentityToken", "Missing a required claim: aud"],
    [{ exp: undefined }, "InvalidIdentityToken", "Missing a required claim: exp"],
    [{ exp: "soon" }, "InvalidIdentityToken", "Invalid value of the claim: exp"],
    [{ aud: [1] }, "InvalidIdentityToken", "Invalid value of the claim: aud"],
    [{ sub: "x".repeat(256) }, "InvalidIdentityToken", expect.stringContaining("255")],
  ])("%o is refused", (more, code, message) => {
    expect(() => check(more)).toThrow(expect.objectContaining({ code, message }));
  });
});

describe("what a role may ask of a token", () => {
  const keysOf = (more: object): unknown =>
    conditionKeys(registeredClaims(readToken(tokenOf({ ...claims, ...more }))), "idp/realm", "app");

  test("audience and subject under the provider's name (documented)", () => {
    expect(keysOf({})).toEqual({ "idp/realm:aud": "app", "idp/realm:sub": "alice" });
  });

  test("amr, and oaud where azp stands in for aud (documented)", () => {
    expect(keysOf({ amr: ["mfa"], azp: "app", aud: "resource" })).toMatchObject({
      "idp/realm:amr": ["mfa"],
      "idp/realm:oaud": ["resource"],
    });
  });
});

describe("session tags in a token", () => {
  const tagsOf = (more: object) => sessionTagsOf(readToken(tokenOf(more)));
  const expected = { tags: [{ key: "Project", value: "Blue" }], transitive: ["Project"] };

  test("in one claim (documented)", () => {
    const nested = { principal_tags: { Project: ["Blue"] }, transitive_tag_keys: ["Project"] };
    expect(tagsOf({ "https://aws.amazon.com/tags": nested })).toEqual(expected);
  });

  test("in flat claims (documented)", () => {
    const flat = {
      "https://aws.amazon.com/tags/principal_tags/Project": "Blue",
      "https://aws.amazon.com/tags/transitive_tag_keys": ["Project"],
    };
    expect(tagsOf(flat)).toEqual(expected);
  });

  test.each([["Blue"], { principal_tags: { Project: ["Blue", "Red"] } }, { principal_tags: { Project: [1] } }, "x"])(
    "%o is refused",
    (value) => {
      expect(() => tagsOf({ "https://aws.amazon.com/tags": value })).toThrow("Invalid value of the claim");
    },
  );

  test("a source identity", () => {
    expect(sourceIdentityOf(readToken(tokenOf({ "https://aws.amazon.com/source_identity": "alice" })))).toBe("alice");
  });
});
