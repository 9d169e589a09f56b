// SetDefaultPolicyVersion: the version that holds wherever the policy is attached.
import type { Operation } from "../context.ts";
import { customerRow, versionNumber } from "../customer-policy.ts";
import { wholeSecondMs } from "../entity.ts";
import { versionNotFound } from "../errors.ts";
import { allPolicies } from "../store/entities.ts";
import { getVersion } from "../store/managed.ts";

export const setDefaultPolicyVersion: Operation<"SetDefaultPolicyVersion"> = async (input, call) => {
  const { account, context } = call;
  const { PolicyArn, VersionId } = input;
  const updatedMs = wholeSecondMs(context.clock);
  await context.store.write(async (transaction) => {
    const missing = () => versionNotFound(PolicyArn, VersionId);
    const row = await customerRow(transaction, call, PolicyArn, "SetDefaultPolicyVersion", missing);
    await getVersion(transaction, account, PolicyArn, VersionId);
    allPolicies.put(transaction, account, { ...row, defaultVersion: versionNumber(VersionId) ?? 0, updatedMs });
  });
  return {};
};
