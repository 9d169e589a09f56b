// DeleteResourcePolicy: nobody may use a function, version or alias by its policy any more.
import type { Operation } from "../context.ts";
import { notFound, revisionMismatch } from "../errors.ts";
import { policyOf, policyRow } from "../function-policy.ts";
import { locate } from "../locate.ts";
import { resourceOf } from "../whole-policy.ts";

export const deleteResourcePolicy: Operation<"DeleteResourcePolicy"> = async (input, call) => {
  const { store } = call.context;
  const { key, qualifier, name } = resourceOf(input.ResourceArn, call);
  await locate(store, { key, qualifier });
  await store.change(key, (row) => {
    if (policyOf(row, name) === undefined) throw notFound("The resource you requested does not exist.");
    if (input.RevisionId !== undefined && input.RevisionId !== policyRow(row, name)?.revisionId)
      throw revisionMismatch("GetResourcePolicy");
    return {
      row: { ...row, policies: Object.fromEntries(Object.entries(row.policies).filter(([other]) => other !== name)) },
    };
  });
  return {};
};
