// DisableOutboundWebIdentityFederation. Documented: tokens that were issued before stay valid.
import { outboundDisabled } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { findAccount, putAccount } from "../store/accounts.ts";

export const disableOutboundWebIdentityFederation: Operation<"DisableOutboundWebIdentityFederation"> = async (
  _,
  { account, context },
) => {
  await context.store.write(async (transaction) => {
    const row = await findAccount(transaction, account, context.clock.now());
    if (!row.issuesTokens) throw outboundDisabled();
    putAccount(transaction, account, { ...row, issuesTokens: false });
  });
  return {};
};
