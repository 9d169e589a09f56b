// Which SAML responses are believed: those signed by the provider's key, and of them only what is signed.
import { beforeAll, describe, expect, test } from "vitest";
import { type SamlProvider, samlProvider, type SamlWanted } from "../../../../tests/clients/sts/saml-provider.ts";
import { readMetadata } from "./metadata.ts";
import { signedAssertion } from "./signed-assertion.ts";

const wanted: SamlWanted = { nowMs: Date.UTC(2026, 0, 1), roles: ["role,provider"] };
let idp: SamlProvider;
let stranger: SamlProvider;
let certificates: readonly string[];
beforeAll(async () => {
  [idp, stranger] = await Promise.all([samlProvider(), samlProvider()]);
  certificates = readMetadata(idp.metadata)?.certificates ?? [];
});

const subjectOf = async (xml: string): Promise<string> => {
  const outcome = await signedAssertion(xml, certificates);
  if (outcome.kind !== "signed") return outcome.kind;
  return outcome.assertion.children.find(({ name }) => name === "Subject")?.children[0]?.text ?? "";
};

describe("what is believed", () => {
  test.each([[["assertion"]], [["response"]], [["assertion", "response"]]] as const)("a signed %s", async (sign) => {
    expect(await subjectOf(idp.response({ ...wanted, sign }))).toBe("alice");
  });

  test("the provider's other key, when it changes keys", async () => {
    certificates = [...(readMetadata(stranger.metadata)?.certificates ?? []), ...certificates];
    expect(await subjectOf(idp.response(wanted))).toBe("alice");
    certificates = certificates.slice(1);
  });

  test("the whole text of a name that a comment cuts", async () => {
    const xml = idp.response({ ...wanted, subject: "alice.evil" });
    expect(await subjectOf(xml.replace("alice.evil", "alice<!-- -->.evil"))).toBe("alice.evil");
  });
});

describe("what is not", () => {
  const alter: readonly (readonly [string, (xml: string) => string, string])[] = [
    ["a changed name", (xml) => xml.replace(">alice<", ">mallory<"), "unsigned"],
    ["a changed attribute", (xml) => xml.replace("role,provider", "admin,provider"), "unsigned"],
    [
      "a changed signature",
      (xml) => xml.replace(/(SignatureValue>)./, "$1A").replace(/.(=*<\/ds:SignatureValue)/, "B$1"),
      "unsigned",
    ],
    ["no signature", (xml) => xml.replace(/<ds:Signature .*<\/ds:Signature>/, ""), "unsigned"],
    [
      "a second assertion before the signed one",
      (xml) => xml.replace("<saml:Assertion", `${forged}<saml:Assertion`),
      "unsigned",
    ],
    [
      "a second assertion after it",
      (xml) => xml.replace("</samlp:Response>", `${forged}</samlp:Response>`),
      "unsigned",
    ],
    ["the signed assertion hidden in an extension", wrapped, "unsigned"],
    [
      "the signed assertion hidden in a forged one",
      (xml) => swapped(xml, (signed) => forged.replace("</saml:Assertion>", `${signed}</saml:Assertion>`)),
      "unsigned",
    ],
    ["a document type", (xml) => `<!DOCTYPE r [<!ENTITY a "b">]>${xml}`, "not-saml"],
    ["an assertion alone", (xml) => /<saml:Assertion .*<\/saml:Assertion>/.exec(xml)?.[0] ?? "", "not-saml"],
    ["a failure", (xml) => xml.replace("status:Success", "status:Responder"), "failed"],
    ["no XML", () => "SAML", "not-saml"],
    ["an encrypted assertion", (xml) => xml.replaceAll("saml:Assertion", "saml:EncryptedAssertion"), "encrypted"],
  ];
  const forged = `<saml:Assertion ID="_forged"><saml:Subject><saml:NameID>mallory</saml:NameID></saml:Subject></saml:Assertion>`;
  function swapped(xml: string, replace: (signed: string) => string): string {
    return xml.replace(/<saml:Assertion .*<\/saml:Assertion>/, replace);
  }
  function wrapped(xml: string): string {
    return swapped(xml, (signed) => `<samlp:Extensions>${signed}</samlp:Extensions>${forged}`);
  }

  test.each(alter)("%s", async (_, change, kind) => {
    expect(await subjectOf(change(idp.response(wanted)))).toBe(kind);
  });

  test("another provider's key, whatever certificate comes along", async () => {
    expect(await subjectOf(stranger.response(wanted))).toBe("unsigned");
  });

  test("one of two signatures broken", async () => {
    const xml = idp.response({ ...wanted, sign: ["assertion", "response"] });
    expect(await subjectOf(xml.replace('Destination="', 'Destination="x'))).toBe("unsigned");
  });

  test.each([
    { signature: "http://www.w3.org/2000/09/xmldsig#rsa-sha1" },
    { digest: "http://www.w3.org/2000/09/xmldsig#sha1" },
  ])("SHA-1: %o", async (algorithms) => {
    expect(await subjectOf(idp.response({ ...wanted, algorithms }))).toBe("unsigned");
  });

  test("documents made to be slow", async () => {
    const many = 10_000;
    const hostile = [
      "<a>".repeat(many),
      `<a>${"<?a ".repeat(many)}</a>`,
      `${"<a>".repeat(many)}${"</a>".repeat(many)}`,
      `<a>${"<b/>".repeat(many)}</a>`,
      "&amp;".repeat(many),
    ];
    for (const xml of hostile) expect(await subjectOf(xml)).toBe("not-saml");
    const response = idp.response(wanted);
    const transforms = '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>'.repeat(500);
    expect(await subjectOf(response.replace("<ds:Transforms>", `<ds:Transforms>${transforms}`))).toBe("unsigned");
    const reference = /<ds:Reference .*<\/ds:Reference>/.exec(response)?.[0] ?? "";
    expect(await subjectOf(response.replace(reference, reference.repeat(100)))).toBe("unsigned");
  });
});
