// GetPolicyVersion: a version of a managed policy with its document.
import type { Operation } from "../context.ts";
import { fullVersionView } from "../policy-view.ts";
import { getVersion } from "../store/managed.ts";

export const getPolicyVersion: Operation<"GetPolicyVersion"> = async (input, { account, context }) => {
  const version = await getVersion(context.store.reads, account, input.PolicyArn, input.VersionId);
  return { PolicyVersion: fullVersionView(version) };
};
