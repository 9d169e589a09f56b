// RevokeGrant: the key's administrator takes a grant back.
import type { Operation } from "../context.ts";
import { grantNotFound } from "../errors.ts";
import { findKeyById } from "../find-key.ts";
import { stopIfDryRun } from "../request-checks.ts";

export const revokeGrant: Operation<"RevokeGrant"> = async (input, call) => {
  const { name } = await findKeyById(input.KeyId, call);
  await call.context.store.transact(async (transaction) => {
    const grants = await transaction.grantsOf(name);
    if (!grants.some(({ grantId }) => grantId === input.GrantId)) throw grantNotFound(input.GrantId);
    stopIfDryRun(input);
    transaction.deleteGrant(name, input.GrantId);
  });
  return {};
};
