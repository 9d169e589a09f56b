// GetWebIdentityToken: a signed token that tells services elsewhere who the caller is.
import { SignJWT } from "jose";
import { uuid } from "../../../kit/ids.ts";
import { tokenIssuer } from "../../../kit/token-issuer.ts";
import type { Operation } from "../context.ts";
import { outboundDisabled, outlivesSession, payloadTooLarge, unknownAlgorithm } from "../errors.ts";
import { TOKEN_DEFAULT_SECONDS, TOKEN_PAYLOAD_MAX_BYTES } from "../limits.ts";
import { claimsOf, subjectOf } from "../outbound/claims.ts";
import { SIGNING_ALGORITHMS } from "../outbound/signing-keys.ts";
import { checkTags, recordOf, requestedTags } from "../session-tags.ts";

const SECOND_MS = 1000;

export const getWebIdentityToken: Operation<"GetWebIdentityToken"> = async (input, { caller, region, context }) => {
  const { account } = caller;
  const algorithm = SIGNING_ALGORITHMS.find((name) => name === input.SigningAlgorithm);
  if (algorithm === undefined) throw unknownAlgorithm(input.SigningAlgorithm);
  const tags = requestedTags(input.Tags);
  checkTags(tags, undefined);
  if (!(await context.principals.issuesTokens(account))) throw outboundDisabled();
  const issued = Math.floor(context.clock.now() / SECOND_MS);
  const expires = issued + (input.DurationSeconds ?? TOKEN_DEFAULT_SECONDS);
  if (expires * SECOND_MS > (caller.session?.expiresMs ?? Infinity)) throw outlivesSession();
  const principal = await context.principals.policiesOf(subjectOf(caller));
  const claims = claimsOf({
    issuer: tokenIssuer(context.endpoint(), account),
    audience: input.Audience,
    caller,
    region,
    principalTags: principal?.tags ?? {},
    requestTags: recordOf(tags),
    tokenId: uuid(),
    issued,
    expires,
  });
  if (Buffer.byteLength(JSON.stringify(claims)) > TOKEN_PAYLOAD_MAX_BYTES) throw payloadTooLarge();
  const { keyId: kid, privateKey } = await context.signingKeys.keyOf(account, algorithm);
  const token = await new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid, typ: "JWT" }).sign(privateKey);
  return { WebIdentityToken: token, Expiration: new Date(expires * SECOND_MS) };
};
