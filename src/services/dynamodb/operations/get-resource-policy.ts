// GetResourcePolicy.
import type { Operation } from "../context.ts";
import { policyNotFound } from "../errors.ts";
import { keyOfArn, onArn } from "../tagged-table.ts";

export const getResourcePolicy: Operation<"GetResourcePolicy"> = async ({ ResourceArn: arn }, call) => {
  const { policy, policyRevision } = await onArn(arn, () => call.context.store.get(keyOfArn(arn, call)));
  if (policy === undefined) throw policyNotFound(arn);
  return { Policy: policy, RevisionId: policyRevision };
};
