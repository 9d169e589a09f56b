// Whom a web identity token names, once its signature and its claims hold.
import { formatArn } from "../../../kit/arn.ts";
import type { Input, StsContext } from "../context.ts";
import { invalidIssuer, noOidcProvider, oauthTokens } from "../errors.ts";
import { roleNameOf } from "../role.ts";
import type { SessionTags } from "../session-tags.ts";
import { checkClaims, conditionKeys, sessionTagsOf, sourceIdentityOf } from "./claims.ts";
import { mayFetch } from "./fetch-json.ts";
import { readToken, registeredClaims } from "./token.ts";
import { verifySignature } from "./verify-signature.ts";

export interface WebIdentity {
  readonly providerArn: string;
  readonly subject: string;
  readonly audience: string;
  readonly issuer: string;
  readonly tags: SessionTags;
  readonly sourceIdentity: string | undefined;
  /** `host/path:sub` and its kin. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
}

type WebIdentityInput = Input<"AssumeRoleWithWebIdentity">;

/** Errors: InvalidIdentityToken, ExpiredTokenException, IDPCommunicationError, ValidationError. */
export const webIdentityOf = (input: WebIdentityInput, context: StsContext): Promise<WebIdentity> =>
  context.webIdentities.of(input, () => verified(input, context));

/** The provider is of the role's account. */
async function verified(input: WebIdentityInput, { principals, issuerKeys, clock }: StsContext): Promise<WebIdentity> {
  if (input.ProviderId !== undefined) throw oauthTokens();
  const { account, partition } = roleNameOf(input.RoleArn);
  const token = readToken(input.WebIdentityToken);
  const claims = registeredClaims(token);
  const url = providerUrlOf(claims.iss);
  const arn = formatArn({ service: "iam", region: "", account, resource: `oidc-provider/${url}` }, partition);
  const provider = await principals.identityProvider(arn);
  if (provider?.kind !== "oidc") throw noOidcProvider(claims.iss);
  const issuer = { url: claims.iss, thumbprints: provider.thumbprints };
  await verifySignature(input.WebIdentityToken, token.header["alg"], issuer, issuerKeys);
  const audience = checkClaims(claims, provider.clientIds, clock.now());
  return {
    providerArn: provider.arn,
    subject: claims.sub,
    audience,
    issuer: claims.iss,
    tags: sessionTagsOf(token),
    sourceIdentity: sourceIdentityOf(token),
    keys: conditionKeys(claims, url, audience),
  };
}

/** As IAM names it: without the scheme. Errors: InvalidIdentityToken. */
function providerUrlOf(issuer: string): string {
  if (!URL.canParse(issuer) || !mayFetch(new URL(issuer))) throw invalidIssuer();
  return issuer.replace(/^https?:\/\//, "");
}
