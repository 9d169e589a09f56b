// UntagPolicy: removes tags of a customer's managed policy.
import type { Operation } from "../context.ts";
import { customerRow } from "../customer-policy.ts";
import { allPolicies } from "../store/entities.ts";
import { removeTags } from "../tags.ts";

export const untagPolicy: Operation<"UntagPolicy"> = async ({ PolicyArn, TagKeys }, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await customerRow(transaction, call, PolicyArn, "UntagPolicy");
    allPolicies.put(transaction, call.account, { ...row, tags: removeTags(row.tags, TagKeys, "exact") });
  });
  return {};
};
