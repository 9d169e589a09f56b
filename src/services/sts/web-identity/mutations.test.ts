// Mutated tokens: a changed token is never believed.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OidcIssuer, oidcIssuer } from "../../../../tests/clients/sts/oidc-issuer.ts";
import { VirtualClock } from "../../../kit/clock.ts";
import { AwsError } from "../../../kit/errors.ts";
import { IssuerKeys } from "./issuer-keys.ts";
import { readToken } from "./token.ts";
import { verifySignature } from "./verify-signature.ts";

const RUNS = Number(process.env["MUTATIONS"] ?? 500);
let server: OidcIssuer;
beforeAll(async () => {
  server = await oidcIssuer({ plain: true });
});
afterAll(() => server[Symbol.asyncDispose]());

const bytesOf = (token: string): string[] =>
  token.split(".").map((part) => Buffer.from(part, "base64url").toString("hex"));

test("a mutated token is refused in AWS's words", async () => {
  const token = await server.token({ sub: "alice", aud: "app" });
  const keys = new IssuerKeys(new VirtualClock());
  const believe = async (text: string): Promise<void> => {
    const { header } = readToken(text);
    await verifySignature(text, header["alg"], { url: server.url, thumbprints: [] }, keys);
  };
  await believe(token);
  const mutation = fc.record({
    at: fc.nat(token.length - 1),
    removed: fc.nat(3),
    piece: fc.oneof(fc.constantFrom("", ".", "A", "_", "=", "e30"), fc.string({ maxLength: 3 })),
  });
  await fc.assert(
    fc.asyncProperty(mutation, async ({ at, removed, piece }) => {
      const mutated = token.slice(0, at) + piece + token.slice(at + removed);
      fc.pre(JSON.stringify(bytesOf(mutated)) !== JSON.stringify(bytesOf(token)));
      const error: unknown = await believe(mutated).then(
        () => "believed",
        (refusal: unknown) => refusal,
      );
      expect(error).toBeInstanceOf(AwsError);
      expect(error).toMatchObject({ code: "InvalidIdentityToken" });
    }),
    { numRuns: RUNS },
  );
});
