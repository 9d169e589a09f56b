// What an account's issuer shows relying parties: OpenID Connect's discovery document and its public keys.
import { Readable } from "node:stream";
import type { Download } from "../../../kit/service.ts";
import { tokenIssuer } from "../../../kit/token-issuer.ts";
import type { StsContext } from "../context.ts";
import { SIGNING_ALGORITHMS } from "./signing-keys.ts";

const DOCUMENT = /^(\d{12})\/\.well-known\/(openid-configuration|jwks\.json)$/;

/** `path` below the issuers of all accounts. An account that never issued tokens has no issuer. */
export async function issuerDocument(path: string, context: StsContext): Promise<Download | undefined> {
  const [, account = "", name] = DOCUMENT.exec(path) ?? [];
  if (name === undefined || !(await context.principals.issuesTokens(account))) return undefined;
  const document =
    name === "jwks.json" ? { keys: await context.signingKeys.publicKeysOf(account) } : discovery(context, account);
  const body = Buffer.from(JSON.stringify(document));
  return { body: Readable.from([body]), contentType: "application/json", sizeBytes: body.length };
}

function discovery({ endpoint }: StsContext, account: string): object {
  const issuer = tokenIssuer(endpoint(), account);
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: SIGNING_ALGORITHMS,
    claims_supported: ["iss", "aud", "sub", "iat", "exp", "jti", "https://sts.amazonaws.com/"],
  };
}
