// SetSecurityTokenServicePreferences: which version of session tokens the global endpoint issues.
import type { Operation } from "../context.ts";
import { findAccount, putAccount } from "../store/accounts.ts";

export const setSecurityTokenServicePreferences: Operation<"SetSecurityTokenServicePreferences"> = async (
  input,
  { account, context },
) => {
  const globalTokenVersion = input.GlobalEndpointTokenVersion === "v2Token" ? 2 : 1;
  await context.store.write(async (transaction) => {
    const row = await findAccount(transaction, account, context.clock.now());
    putAccount(transaction, account, { ...row, globalTokenVersion });
  });
  return {};
};
