// Mutated SAML responses: whatever is changed, nothing is read that the provider did not sign.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type SamlProvider, samlProvider } from "../../../../tests/clients/sts/saml-provider.ts";
import { readMetadata } from "./metadata.ts";
import { signedAssertion } from "./signed-assertion.ts";

const RUNS = Number(process.env["MUTATIONS"] ?? 300);
let idp: SamlProvider;
let certificates: readonly string[];
beforeAll(async () => {
  idp = await samlProvider();
  certificates = readMetadata(idp.metadata)?.certificates ?? [];
});

const PIECES = [
  "<",
  ">",
  "/",
  '"',
  "&",
  "<!---->",
  "<a>",
  "</saml:Assertion>",
  "<saml:NameID>mallory</saml:NameID>",
  " ",
  "x",
  'ID="_assertion" ',
];

describe("mutated responses", () => {
  test.each([[["assertion"]], [["response"]]] as const)("with a signed %s", async (sign) => {
    const xml = idp.response({ nowMs: Date.UTC(2026, 0, 1), roles: ["role,provider"], sign });
    const whole = await signedAssertion(xml, certificates);
    if (whole.kind !== "signed") throw new Error(whole.kind);
    const mutation = fc.record({
      at: fc.nat(xml.length),
      removed: fc.nat(40),
      piece: fc.oneof(
        fc.constantFrom(...PIECES),
        fc.string({ maxLength: 4 }),
        fc.nat(xml.length).map((from) => xml.slice(from, from + 300)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        let mutated = xml;
        for (const { at, removed, piece } of mutations)
          mutated = mutated.slice(0, at) + piece + mutated.slice(at + removed);
        const outcome = await signedAssertion(mutated, certificates);
        if (outcome.kind === "signed") expect(outcome.assertion).toEqual(whole.assertion);
      }),
      { numRuns: RUNS },
    );
  });
});
