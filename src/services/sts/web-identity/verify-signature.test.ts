// Which tokens are signed by their issuer: keys fetched over HTTPS that is checked, kept, and fetched again for new ones.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OidcIssuer, oidcIssuer } from "../../../../tests/clients/sts/oidc-issuer.ts";
import { VirtualClock } from "../../../kit/clock.ts";
import { mayFetch } from "./fetch-json.ts";
import { type Issuer, IssuerKeys } from "./issuer-keys.ts";
import { verifySignature } from "./verify-signature.ts";

const NO_KEY = { code: "InvalidIdentityToken", message: expect.stringContaining("Couldn't retrieve verification key") };
let server: OidcIssuer;
let plain: OidcIssuer;
let keys: IssuerKeys;
let issuer: Issuer;
beforeAll(async () => {
  [server, plain] = await Promise.all([oidcIssuer(), oidcIssuer({ plain: true })]);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await plain[Symbol.asyncDispose]();
});
beforeEach(() => {
  keys = new IssuerKeys(new VirtualClock());
  issuer = { url: server.url, thumbprints: [server.thumbprint] };
});

const verify = (token: string, alg: unknown = "RS256", from = issuer): Promise<void> =>
  verifySignature(token, alg, from, keys);

describe("a token is believed", () => {
  test("signed with the issuer's key, which is fetched once", async () => {
    const before = server.requests.length;
    const token = await server.token({ sub: "alice" });
    await Promise.all([verify(token), verify(token)]);
    await verify(token);
    expect(server.requests.slice(before)).toEqual(["/realm/.well-known/openid-configuration", "/realm/keys"]);
  });

  test("from an issuer over plain HTTP on this machine", async () => {
    await verify(await plain.token({ sub: "alice" }), "RS256", { url: plain.url, thumbprints: [] });
  });

  test.each(["ES256", "ES384", "RS512"])("signed with %s", async (alg) => {
    await plain.addKey(alg, { alg });
    const token = await plain.token({ sub: "alice" }, alg, { alg });
    await verify(token, alg, { url: plain.url, thumbprints: [] });
  });

  test("that does not name its key, of an issuer with several", async () => {
    await using other = await oidcIssuer({ plain: true });
    await other.addKey("second", { nameless: true });
    await other.addKey("third", { nameless: true });
    const nameless = await other.token({ sub: "alice" }, "third", { nameless: true });
    await verify(nameless, "RS256", { url: other.url, thumbprints: [] });
  });
});

describe("a token is refused", () => {
  test("signed with another key of the same name", async () => {
    const token = await plain.token({ sub: "alice" });
    await expect(verify(token)).rejects.toMatchObject({
      code: "InvalidIdentityToken",
      message: "The signature of the ID Token is not valid",
    });
  });

  test.each(["none", "HS256", "PS256", null, "RS1"])("signed with %s", async (alg) => {
    await expect(verify(await server.token({ sub: "alice" }), alg)).rejects.toMatchObject({
      code: "InvalidIdentityToken",
      message: expect.stringContaining("not a valid JWT"),
    });
  });

  test("whose header says another algorithm than its key's", async () => {
    const [, ...rest] = (await server.token({ sub: "alice" })).split(".");
    const forged = Buffer.from(JSON.stringify({ alg: "ES256", kid: "first" })).toString("base64url");
    await expect(verify([forged, ...rest].join("."), "ES256")).rejects.toMatchObject(NO_KEY);
  });

  test("signed with a key that the issuer does not have", async () => {
    const [, ...rest] = (await server.token({ sub: "alice" })).split(".");
    const forged = Buffer.from(JSON.stringify({ alg: "RS256", kid: "lost" })).toString("base64url");
    await expect(verify([forged, ...rest].join("."))).rejects.toMatchObject(NO_KEY);
  });
});

describe("an issuer is refused", () => {
  test("whose certificate has another thumbprint (recorded)", async () => {
    const stranger = { url: server.url, thumbprints: ["0".repeat(40)] };
    await expect(verify(await server.token({}), "RS256", stranger)).rejects.toMatchObject({
      code: "InvalidIdentityToken",
      message: "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
    });
  });

  test.each([
    ["is signed by another key", { forged: true }],
    ["is out of date", { validUntilMs: Date.now() - 1000 }],
  ])("whose certificate %s", async (_, wanted) => {
    await using other = await oidcIssuer(wanted);
    const known = { url: other.url, thumbprints: [other.thumbprint] };
    await expect(verify(await other.token({}), "RS256", known)).rejects.toMatchObject({
      message: expect.stringContaining("thumbprint"),
    });
  });

  test("whose certificate is for another host", async () => {
    const url = server.url.replace("127.0.0.1", "localhost");
    await expect(verify(await server.token({}), "RS256", { ...issuer, url })).rejects.toMatchObject({
      message: expect.stringContaining("thumbprint"),
    });
  });

  test("that nobody answers for: IDPCommunicationError", async () => {
    const gone = await oidcIssuer({ plain: true });
    const token = await gone.token({});
    await gone[Symbol.asyncDispose]();
    await expect(verify(token, "RS256", { url: gone.url, thumbprints: [] })).rejects.toMatchObject({
      code: "IDPCommunicationError",
    });
  });

  test.each([
    ["no discovery document", "/realm/.well-known/openid-configuration", undefined],
    ["one of another issuer", "/realm/.well-known/openid-configuration", { issuer: "https://other", jwks_uri: "x" }],
    ["no keys", "/realm/keys", {}],
    ["keys that are none", "/realm/keys", { keys: [{ kty: "RSA", kid: "first", n: "AQAB", e: "AQAB" }] }],
    ["keys without end", "/realm/keys", { keys: Array.from({ length: 201 }, () => ({ kty: "RSA" })) }],
    ["keys of megabytes", "/realm/keys", { keys: [], padding: "x".repeat(1_000_000) }],
    ["no JSON", "/realm/keys", "<html>"],
  ])("with %s", async (_, path, document) => {
    await using other = await oidcIssuer({ plain: true });
    if (document === undefined) other.documents.delete(path);
    else other.documents.set(path, typeof document === "string" ? document : JSON.stringify(document));
    const token = await other.token({});
    await expect(verify(token, "RS256", { url: other.url, thumbprints: [] })).rejects.toMatchObject(NO_KEY);
  });

  test.each([
    ["http://idp.example.com/", false],
    ["http://127.0.0.1.example.com/", false],
    ["file:///etc/passwd", false],
    ["http://localhost:8080/", true],
    ["http://[::1]/", true],
    ["https://idp.example.com/", true],
  ])("%s may be fetched: %s", (url, may) => {
    expect(mayFetch(new URL(url))).toBe(may);
  });
});
