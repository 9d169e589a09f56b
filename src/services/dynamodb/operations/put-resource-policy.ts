// PutResourcePolicy.
import { hash } from "node:crypto";
import { parsePolicy } from "../../../policy/parse.ts";
import { PolicyProblem } from "../../../policy/problem.ts";
import type { Operation } from "../context.ts";
import { invalidPolicy, policyNotFound } from "../errors.ts";
import { keyOfArn, onArn } from "../tagged-table.ts";

export const putResourcePolicy: Operation<"PutResourcePolicy"> = async (input, call) => {
  const { ResourceArn: arn, Policy: policy, ExpectedRevisionId: expected } = input;
  const key = keyOfArn(arn, call);
  checkPolicy(policy);
  const revision = revisionOf(policy);
  await onArn(arn, () =>
    call.context.store.change(key, (row) => {
      const current = row.policyRevision ?? "NO_POLICY";
      if (expected !== undefined && expected !== current) throw policyNotFound(arn);
      return { row: { ...row, policy, policyRevision: revision } };
    }),
  );
  return { RevisionId: revision };
};

/** Errors: ValidationException. */
function checkPolicy(policy: string): void {
  try {
    parsePolicy(policy, "resource");
  } catch (error) {
    throw error instanceof PolicyProblem ? invalidPolicy(error.message) : error;
  }
}

const revisionOf = (policy: string): string => BigInt(`0x${hash("sha256", policy).slice(0, 12)}`).toString();
