// DeletePolicyVersion: removes a version that is not the default one.
import type { Operation } from "../context.ts";
import { customerRow, versionNumber } from "../customer-policy.ts";
import { defaultVersionDeleted, versionNotFound } from "../errors.ts";
import { deleteVersion, getVersion } from "../store/managed.ts";

export const deletePolicyVersion: Operation<"DeletePolicyVersion"> = async (input, call) => {
  const { account, context } = call;
  const { PolicyArn, VersionId } = input;
  await context.store.write(async (transaction) => {
    const missing = () => versionNotFound(PolicyArn, VersionId);
    const row = await customerRow(transaction, call, PolicyArn, "DeletePolicyVersion", missing);
    const { isDefault } = await getVersion(transaction, account, PolicyArn, VersionId);
    if (isDefault) throw defaultVersionDeleted();
    deleteVersion(transaction, account, row.id, versionNumber(VersionId) ?? 0);
  });
  return {};
};
