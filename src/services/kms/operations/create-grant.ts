// CreateGrant: lets a principal use a key, besides what its policy says.
import { hex } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { limitExceeded } from "../errors.ts";
import { findKeyById } from "../find-key.ts";
import { grantOf, isSameGrant } from "../grant-request.ts";
import { grantToken } from "../grant-token.ts";
import { checkNotDisabled, checkNotPendingDeletion } from "../key-state.ts";
import { GRANTS_PER_KEY_MAX } from "../limits.ts";
import { checkRequest, stopIfDryRun } from "../request-checks.ts";

const GRANT_ID_LENGTH = 64;

export const createGrant: Operation<"CreateGrant"> = async (input, call) => {
  checkRequest(input, call);
  const { context, account } = call;
  const { name } = await findKeyById(input.KeyId, call);
  const fresh = { grantId: hex(GRANT_ID_LENGTH), createdMs: context.clock.now(), issuingAccount: account };
  const grantId = await context.store.transact(async (transaction) => {
    const key = await transaction.key(name);
    checkNotDisabled(key);
    checkNotPendingDeletion(key);
    const asked = grantOf(input, key);
    stopIfDryRun(input);
    const grants = await transaction.grantsOf(name);
    const same = grants.find((grant) => isSameGrant(grant, asked));
    if (same) return same.grantId;
    if (grants.length >= GRANTS_PER_KEY_MAX)
      throw limitExceeded(`${key.arn} has ${GRANTS_PER_KEY_MAX} grants, which is the limit.`);
    transaction.putGrant(name, { ...fresh, ...asked });
    return fresh.grantId;
  });
  return { GrantId: grantId, GrantToken: grantToken({ ...name, grantId }, context) };
};
