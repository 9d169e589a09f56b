// GetOutboundWebIdentityFederationInfo. Documented: an error while the account issues no tokens.
import { tokenIssuer } from "../../../kit/token-issuer.ts";
import { outboundDisabled } from "../account-errors.ts";
import type { Operation } from "../context.ts";

export const getOutboundWebIdentityFederationInfo: Operation<"GetOutboundWebIdentityFederationInfo"> = async (
  _,
  { account, context },
) => {
  if (!(await context.principals.issuesTokens(account))) throw outboundDisabled();
  return { IssuerIdentifier: tokenIssuer(context.endpoint(), account), JwtVendingEnabled: true };
};
