// What a signed assertion must say, and what is read of it.
import { beforeAll, describe, expect, test } from "vitest";
import { type SamlProvider, samlProvider, type SamlWanted } from "../../../../tests/clients/sts/saml-provider.ts";
import { type Assertion, readAssertion } from "./assertion.ts";
import { checkRole, conditionKeys, sessionNameOf, sessionTagsOf, sourceIdentityOf } from "./attributes.ts";
import { readMetadata } from "./metadata.ts";
import { signedAssertion } from "./signed-assertion.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const ROLE = "arn:aws:iam::123456789012:role/loader";
const PROVIDER = "arn:aws:iam::123456789012:saml-provider/corp";
const AWS = "https://aws.amazon.com/SAML/Attributes/";
let idp: SamlProvider;
beforeAll(async () => {
  idp = await samlProvider();
});

async function read(wanted: Partial<SamlWanted> = {}, nowMs = NOW_MS): Promise<Assertion> {
  const { entityId, certificates } = readMetadata(idp.metadata) ?? { entityId: "", certificates: [] };
  const xml = idp.response({ nowMs: NOW_MS, roles: [`${ROLE},${PROVIDER}`], ...wanted });
  const outcome = await signedAssertion(xml, certificates);
  if (outcome.kind !== "signed") throw new Error(outcome.kind);
  return readAssertion(outcome.assertion, entityId, nowMs);
}

describe("readAssertion", () => {
  test("says who it is about, and for whom", async () => {
    expect(await read({ sessionEndMs: NOW_MS + MINUTE_MS })).toMatchObject({
      issuer: idp.entityId,
      subject: "alice",
      subjectType: "persistent",
      recipient: "https://signin.aws.amazon.com/saml",
      sessionEndMs: NOW_MS + MINUTE_MS,
    });
    const regional = "https://eu-west-1.signin.aws.amazon.com/saml";
    expect((await read({ recipient: regional, audience: "urn:amazon:webservices" })).recipient).toBe(regional);
  });

  test.each([
    [{ issuer: "https://other" }, 0, "InvalidIdentityToken", "Issuer not present in specified provider"],
    [{ audience: "https://other" }, 0, "InvalidIdentityToken", "Response does not contain the required audience."],
    [{ recipient: "https://evil/saml" }, 0, "InvalidIdentityToken", expect.stringContaining("recipient")],
    [{ recipient: "https://evilsignin.aws.amazon.com.x/saml" }, 0, "InvalidIdentityToken", expect.anything()],
    [{}, 5 * MINUTE_MS + 1, "ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance"],
    [{ expiresMs: NOW_MS + 1 }, 1, "ExpiredTokenException", expect.anything()],
    [{ sessionEndMs: NOW_MS }, 0, "ExpiredTokenException", expect.anything()],
    [{ issuedMs: NOW_MS + 6 * MINUTE_MS }, 0, "InvalidIdentityToken", expect.stringContaining("not valid yet")],
    [{ subject: " " }, 0, "InvalidIdentityToken", "Your request included an invalid SAML response."],
  ])("%o %dms later is refused", async (wanted, laterMs, code, message) => {
    await expect(read(wanted, NOW_MS + laterMs)).rejects.toMatchObject({ code, message });
  });
});

describe("attributes", () => {
  test.each([`${ROLE},${PROVIDER}`, `${PROVIDER}, ${ROLE}`])("the role's pair in either order: %s", async (pair) => {
    const assertion = await read({ roles: ["x,y", pair] });
    checkRole(assertion, ROLE, PROVIDER);
    expect(() => checkRole(assertion, `${ROLE}2`, PROVIDER)).toThrow("requested Role and Metadata");
  });

  test.each([
    [undefined, "RoleSessionName is required in AuthnResponse"],
    ["two words", "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}"],
  ])("a session name %s is refused (documented)", async (sessionName, message) => {
    const assertion = await read({ sessionName });
    expect(() => sessionNameOf(assertion)).toThrow(message);
  });

  test("tags and source identity (documented)", async () => {
    const attributes = {
      [`${AWS}PrincipalTag:Project`]: ["Blue"],
      [`${AWS}TransitiveTagKeys`]: ["Project"],
      [`${AWS}SourceIdentity`]: ["alice"],
    };
    const assertion = await read({ attributes });
    expect(sessionTagsOf(assertion)).toEqual({ tags: [{ key: "Project", value: "Blue" }], transitive: ["Project"] });
    expect(sourceIdentityOf(assertion)).toBe("alice");
    const several = await read({ attributes: { [`${AWS}SourceIdentity`]: ["aws:x"] } });
    expect(() => sourceIdentityOf(several)).toThrow('not begin with "aws:"');
  });

  test("condition keys (documented)", async () => {
    const attributes = { "urn:oid:1.3.6.1.4.1.5923.1.1.1.1": ["staff", "member"], "urn:oid:2.5.4.4": ["Smith"] };
    expect(conditionKeys(await read({ attributes }), "123456789012", "corp")).toEqual({
      "saml:aud": "https://signin.aws.amazon.com/saml",
      "saml:iss": "https://idp.example.com/saml",
      "saml:sub": "alice",
      "saml:sub_type": "persistent",
      "saml:doc": "123456789012/corp",
      // echo -n https://idp.example.com/saml123456789012/corp | openssl dgst -sha1 -binary | base64
      "saml:namequalifier": "HahBW48oNiXLlr28VT6/xduH27c=",
      "saml:eduPersonAffiliation": ["staff", "member"],
      "saml:surname": "Smith",
    });
  });
});

describe("readMetadata", () => {
  test.each(["", "<EntityDescriptor/>", "<a>"])("%o is no metadata", (document) => {
    expect(readMetadata(document)).toBeUndefined();
  });

  test("a certificate that is none vouches for nothing", () => {
    expect(readMetadata(idp.metadata.replace("MII", "XXX"))?.certificates).toEqual([]);
  });
});
