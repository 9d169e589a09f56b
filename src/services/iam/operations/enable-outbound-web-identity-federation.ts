// EnableOutboundWebIdentityFederation: from now on principals of the account may get tokens for services elsewhere.
import { tokenIssuer } from "../../../kit/token-issuer.ts";
import { outboundEnabled } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { findAccount, putAccount } from "../store/accounts.ts";

export const enableOutboundWebIdentityFederation: Operation<"EnableOutboundWebIdentityFederation"> = async (
  _,
  { account, context },
) => {
  await context.store.write(async (transaction) => {
    const row = await findAccount(transaction, account, context.clock.now());
    if (row.issuesTokens) throw outboundEnabled();
    putAccount(transaction, account, { ...row, issuesTokens: true });
  });
  return { IssuerIdentifier: tokenIssuer(context.endpoint(), account) };
};
