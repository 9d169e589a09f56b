// UpdateAssumeRolePolicy: who may assume a role.
import type { Operation } from "../context.ts";
import { assertModifiable } from "../kinds.ts";
import { allRoles } from "../store/entities.ts";
import { readTrust } from "../trust.ts";

export const updateAssumeRolePolicy: Operation<"UpdateAssumeRolePolicy"> = async (input, { account, context }) => {
  const trust = await readTrust(context.store.reads, input.PolicyDocument);
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, input.RoleName);
    assertModifiable(row);
    allRoles.put(transaction, account, { ...row, ...trust });
  });
  return {};
};
