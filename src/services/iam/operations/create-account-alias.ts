// CreateAccountAlias: a name for the account that no other account has. Documented: it replaces the one before.
import { aliasExists, aliasLikeAccount } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { accountOfAlias, findAccount, putAccount, setAlias } from "../store/accounts.ts";

export const createAccountAlias: Operation<"CreateAccountAlias"> = async ({ AccountAlias: alias }, call) => {
  const { account, context } = call;
  if (/^\d{12}$/.test(alias)) throw aliasLikeAccount();
  await context.store.write(async (transaction) => {
    const owner = await accountOfAlias(transaction, alias);
    if (owner !== undefined) throw aliasExists(alias);
    const row = await findAccount(transaction, account, context.clock.now());
    if (row.alias !== undefined) setAlias(transaction, row.alias, undefined);
    setAlias(transaction, alias, account);
    putAccount(transaction, account, { ...row, alias });
  });
  return {};
};
