// RetireGrant: whoever a grant names for it gives it up. Documented: by its token, or by key and id.
import type { Operation } from "../context.ts";
import { grantNotFound } from "../errors.ts";
import { retiredGrant } from "../retired-grant.ts";
import { stopIfDryRun } from "../request-checks.ts";

export const retireGrant: Operation<"RetireGrant"> = async (input, call) => {
  const { key, grantId } = await retiredGrant(input, call);
  await call.context.store.transact(async (transaction) => {
    const grants = await transaction.grantsOf(key.name);
    if (!grants.some((grant) => grant.grantId === grantId)) throw grantNotFound(grantId);
    stopIfDryRun(input);
    transaction.deleteGrant(key.name, grantId);
  });
  return {};
};
