// DeletePolicy: removes a customer's managed policy that nobody has and that is down to its default version.
import type { Operation } from "../context.ts";
import { customerRow } from "../customer-policy.ts";
import { policyAttached, policyHasVersions } from "../errors.ts";
import { allPolicies } from "../store/entities.ts";
import { countUsage, customerPolicy, deleteVersion, versionsOf } from "../store/managed.ts";

export const deletePolicy: Operation<"DeletePolicy"> = async ({ PolicyArn }, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const row = await customerRow(transaction, call, PolicyArn, "DeletePolicy");
    const { attachments, boundaries } = await countUsage(transaction, account, PolicyArn);
    if (attachments + boundaries > 0) throw policyAttached();
    const versions = await versionsOf(transaction, account, customerPolicy(account, row));
    if (versions.length > 1) throw policyHasVersions();
    deleteVersion(transaction, account, row.id, row.defaultVersion);
    allPolicies.remove(transaction, account, row);
  });
  return {};
};
