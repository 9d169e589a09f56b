// ListPolicyVersions: the versions of a managed policy, the newest first.
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";
import { versionView } from "../policy-view.ts";
import { getManaged, versionsOf } from "../store/managed.ts";

export const listPolicyVersions: Operation<"ListPolicyVersions"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const policy = await getManaged(reads, account, input.PolicyArn);
  const versions = await versionsOf(reads, account, policy);
  const { items, rest } = await pageOfList(call, `ListPolicyVersions/${policy.id}`, input, versions);
  return { Versions: items.map(versionView), ...rest };
};
