// TagPolicy: tags of a customer's managed policy, added or changed.
import type { Operation } from "../context.ts";
import { customerRow } from "../customer-policy.ts";
import { allPolicies } from "../store/entities.ts";
import { addTags } from "../tags.ts";

export const tagPolicy: Operation<"TagPolicy"> = async ({ PolicyArn, Tags }, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await customerRow(transaction, call, PolicyArn, "TagPolicy");
    allPolicies.put(transaction, call.account, { ...row, tags: addTags(row.tags, Tags, "exact") });
  });
  return {};
};
