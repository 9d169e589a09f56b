// DeleteResourcePolicy: idempotent.
import type { Operation } from "../context.ts";
import { policyNotFound } from "../errors.ts";
import { keyOfArn, onArn } from "../tagged-table.ts";

export const deleteResourcePolicy: Operation<"DeleteResourcePolicy"> = async (input, call) => {
  const { ResourceArn: arn, ExpectedRevisionId: expected } = input;
  const key = keyOfArn(arn, call);
  let revision: string | undefined;
  await onArn(arn, () =>
    call.context.store.change(key, ({ policy: _policy, policyRevision, ...row }) => {
      if (expected !== undefined && expected !== policyRevision) throw policyNotFound(arn);
      revision = policyRevision;
      return { row };
    }),
  );
  return revision === undefined ? {} : { RevisionId: revision };
};
