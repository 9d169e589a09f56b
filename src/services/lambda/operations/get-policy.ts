// GetPolicy: the resource policy of a function, version or alias.
import type { Operation } from "../context.ts";
import { notFound } from "../errors.ts";
import { policyOf, policyRow } from "../function-policy.ts";
import { LATEST } from "../function.ts";
import { locate, named } from "../locate.ts";

export const getPolicy: Operation<"GetPolicy"> = async (input, call) => {
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await locate(call.context.store, { key, qualifier });
  const policy = policyOf(entry, qualifier);
  if (policy === undefined) throw notFound("The resource you requested does not exist.");
  return { Policy: policy, RevisionId: policyRow(entry, qualifier)?.revisionId };
};
