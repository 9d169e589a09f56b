// UpdateAlias: moves a name to another key of the same type and usage.
import { aliasArn, checkAliasName } from "../alias.ts";
import type { Operation } from "../context.ts";
import { aliasNotFound, aliasOtherKind } from "../errors.ts";
import { findOwnKey } from "../find-key.ts";
import type { Key } from "../key.ts";
import { materialKind } from "../key-spec.ts";
import { checkNotPendingDeletion } from "../key-state.ts";

export const updateAlias: Operation<"UpdateAlias"> = async ({ AliasName, TargetKeyId }, call) => {
  checkAliasName(AliasName);
  const { account, region, context } = call;
  const target = await findOwnKey(TargetKeyId, call, "UpdateAlias");
  const name = { account, region, alias: AliasName };
  await context.store.transact(async (transaction) => {
    const alias = await transaction.findAlias(name);
    if (!alias) throw aliasNotFound(aliasArn(name));
    const key = await transaction.key(target.name);
    checkNotPendingDeletion(key);
    const former = await transaction.findKey({ account, region, keyId: alias.keyId });
    if (former && kindOf(former) !== kindOf(key)) throw aliasOtherKind(aliasArn(name));
    transaction.putAlias(name, { ...alias, keyId: key.name.keyId, updatedMs: context.clock.now() });
  });
  return {};
};

/** Documented: both symmetric, both asymmetric or both HMAC, and of the same usage. */
const kindOf = ({ spec, usage }: Key): string =>
  `${usage} ${materialKind(spec).kind === "secret" ? "secret" : "asymmetric"}`;
