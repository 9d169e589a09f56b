// PutResourcePolicy: who else may use a stream or a consumer; it replaces the policy that was there.
import type { Operation } from "../context.ts";
import { checkResourcePolicy } from "../resource-policy.ts";
import { changeResource, getResource, resourceOf } from "../resource.ts";

export const putResourcePolicy: Operation<"PutResourcePolicy"> = async (input, { account, region, context }) => {
  const resource = resourceOf(input.ResourceARN, { account, region });
  const { Policy: policy } = input;
  await getResource(resource, context);
  checkResourcePolicy(policy, resource);
  await changeResource(resource, context, ({ tags }) => ({ tags, policy }));
  return {};
};
