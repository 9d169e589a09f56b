// Whether a token is signed with one of its issuer's keys.
import type { CompactVerifyGetKey, JSONWebKeySet } from "jose";
import { badTokenSignature, notJwt, noVerificationKey } from "../errors.ts";
import type { Issuer, IssuerKeys } from "./issuer-keys.ts";

/** Documented in the IAM user guide. `none` and keys that both sides share are not among them. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];

type Jose = typeof import("jose");
type Outcome = "signed" | "no-key" | "not-signed";

/** Errors: InvalidIdentityToken, IDPCommunicationError. */
export async function verifySignature(token: string, alg: unknown, issuer: Issuer, keys: IssuerKeys): Promise<void> {
  if (typeof alg !== "string" || !ALGORITHMS.includes(alg)) throw notJwt();
  const jose = await import("jose");
  let outcome = await tryKeys(jose, token, await keys.keysOf(issuer));
  if (outcome === "no-key") outcome = await tryKeys(jose, token, await keys.newerKeysOf(issuer));
  if (outcome === "no-key") throw noVerificationKey();
  if (outcome === "not-signed") throw badTokenSignature();
}

async function tryKeys(jose: Jose, token: string, set: JSONWebKeySet): Promise<Outcome> {
  const { errors } = jose;
  try {
    await jose.compactVerify(token, jose.createLocalJWKSet(set), { algorithms: ALGORITHMS });
    return "signed";
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return tryEach(jose, token, error);
    return outcomeOf(jose, error);
  }
}

/** A token that does not name its key, of an issuer with several. */
async function tryEach(
  jose: Jose,
  token: string,
  keys: AsyncIterable<Awaited<ReturnType<CompactVerifyGetKey>>>,
): Promise<Outcome> {
  let outcome: Outcome = "no-key";
  for await (const key of keys) {
    try {
      await jose.compactVerify(token, () => key, { algorithms: ALGORITHMS });
      return "signed";
    } catch (error) {
      outcome = outcomeOf(jose, error);
    }
  }
  return outcome;
}

function outcomeOf({ errors }: Jose, error: unknown): Outcome {
  if (error instanceof errors.JWSSignatureVerificationFailed) return "not-signed";
  if (error instanceof errors.JWSInvalid || error instanceof errors.JOSEAlgNotAllowed) throw notJwt();
  if (error instanceof errors.JOSENotSupported) throw notJwt(); // critical header parameters
  return "no-key"; // none matches, or the issuer's key is no key
}
