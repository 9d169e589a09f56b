// DeleteAccountAlias.
import { aliasNotFound } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { findAccount, putAccount, setAlias } from "../store/accounts.ts";

export const deleteAccountAlias: Operation<"DeleteAccountAlias"> = async ({ AccountAlias: alias }, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const row = await findAccount(transaction, account, context.clock.now());
    if (row.alias !== alias) throw aliasNotFound(alias);
    setAlias(transaction, alias, undefined);
    putAccount(transaction, account, { ...row, alias: undefined });
  });
  return {};
};
