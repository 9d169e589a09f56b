// GetResourcePolicy: the whole resource policy of a function, version or alias.
import type { Operation } from "../context.ts";
import { notFound } from "../errors.ts";
import { policyOf, policyRow } from "../function-policy.ts";
import { locate } from "../locate.ts";
import { resourceOf } from "../whole-policy.ts";

export const getResourcePolicy: Operation<"GetResourcePolicy"> = async (input, call) => {
  const { key, qualifier, name } = resourceOf(input.ResourceArn, call);
  const { entry } = await locate(call.context.store, { key, qualifier });
  const policy = policyOf(entry, name);
  if (policy === undefined) throw notFound("The resource you requested does not exist.");
  return { Policy: policy, RevisionId: policyRow(entry, name)?.revisionId };
};
