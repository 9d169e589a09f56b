// DeleteResourcePolicy.
import type { Operation } from "../context.ts";
import { policyNotFound } from "../errors.ts";
import { changeResource, resourceOf } from "../resource.ts";

export const deleteResourcePolicy: Operation<"DeleteResourcePolicy"> = async (input, { account, region, context }) => {
  const resource = resourceOf(input.ResourceARN, { account, region });
  await changeResource(resource, context, ({ tags, policy }) => {
    if (policy === undefined) throw policyNotFound(resource.arn);
    return { tags, policy: undefined };
  });
  return {};
};
