// PutResourcePolicy: the whole resource policy of a function, version or alias, in the place of the one before.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { policyTooLarge, revisionMismatch } from "../errors.ts";
import { policyOf, policyRow, withPolicy } from "../function-policy.ts";
import { POLICY_MAX_BYTES } from "../limits.ts";
import { locate } from "../locate.ts";
import { resourceOf, statementsOf } from "../whole-policy.ts";

export const putResourcePolicy: Operation<"PutResourcePolicy"> = async (input, call) => {
  const { store } = call.context;
  const { key, qualifier, name } = resourceOf(input.ResourceArn, call);
  await locate(store, { key, qualifier });
  const policy = { revisionId: uuid(), statements: statementsOf(input.Policy, { key, qualifier }) };
  if (JSON.stringify(policy.statements).length > POLICY_MAX_BYTES) throw policyTooLarge(POLICY_MAX_BYTES);
  const entry = await store.change(key, (row) => {
    if (input.RevisionId !== undefined && input.RevisionId !== policyRow(row, name)?.revisionId)
      throw revisionMismatch("GetResourcePolicy");
    return { row: withPolicy(row, name, policy) };
  });
  return { Policy: policyOf(entry, name), RevisionId: policy.revisionId };
};
