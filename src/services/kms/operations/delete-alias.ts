// DeleteAlias: forgets a name; its key stays.
import { aliasArn, checkAliasName } from "../alias.ts";
import type { Operation } from "../context.ts";
import { aliasNotFound } from "../errors.ts";

export const deleteAlias: Operation<"DeleteAlias"> = async ({ AliasName }, { account, region, context }) => {
  checkAliasName(AliasName);
  const name = { account, region, alias: AliasName };
  await context.store.transact(async (transaction) => {
    if (!(await transaction.findAlias(name))) throw aliasNotFound(aliasArn(name));
    transaction.deleteAlias(name);
  });
  return {};
};
