// UpdateAssumeRolePolicy: who may assume a role.
import type { Operation } from "../context.ts";
import { checkTrustSize } from "../documents.ts";
import { assertModifiable } from "../kinds.ts";
import { checkDocument } from "../policy-check.ts";
import { allRoles } from "../store/entities.ts";

export const updateAssumeRolePolicy: Operation<"UpdateAssumeRolePolicy"> = async (input, { account, context }) => {
  const { RoleName, PolicyDocument: trustPolicy } = input;
  checkDocument(trustPolicy, "trust");
  checkTrustSize(trustPolicy);
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, RoleName);
    assertModifiable(row);
    allRoles.put(transaction, account, { ...row, trustPolicy });
  });
  return {};
};
