// CreateAlias: a name for a key of the same account and region.
import { aliasArn, checkAliasName } from "../alias.ts";
import type { Operation } from "../context.ts";
import { aliasExists, limitExceeded } from "../errors.ts";
import { findOwnKey } from "../find-key.ts";
import { checkNotPendingDeletion } from "../key-state.ts";
import { ALIASES_PER_KEY_MAX } from "../limits.ts";

export const createAlias: Operation<"CreateAlias"> = async ({ AliasName, TargetKeyId }, call) => {
  checkAliasName(AliasName);
  const { account, region, context } = call;
  const target = await findOwnKey(TargetKeyId, call, "CreateAlias");
  const name = { account, region, alias: AliasName };
  const nowMs = context.clock.now();
  await context.store.transact(async (transaction) => {
    const key = await transaction.key(target.name);
    checkNotPendingDeletion(key);
    if (await transaction.findAlias(name)) throw aliasExists(aliasArn(name));
    if ((await transaction.aliasesOf(key.name)).length >= ALIASES_PER_KEY_MAX)
      throw limitExceeded(`${key.arn} has ${ALIASES_PER_KEY_MAX} aliases, which is the limit.`);
    transaction.putAlias(name, { keyId: key.name.keyId, createdMs: nowMs, updatedMs: nowMs });
  });
  return {};
};
