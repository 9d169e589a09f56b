// DeleteResourcePolicy.
import type { Operation } from "../context.ts";
import { policyNotFound } from "../errors.ts";

export const deleteResourcePolicy: Operation<"DeleteResourcePolicy"> = async (input, { account, region, context }) => {
  const { policyName: name = "" } = input;
  if (!(await context.store.policies.remove({ account, region }, name))) throw policyNotFound(name);
  return {};
};
