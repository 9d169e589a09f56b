// DeleteClassifier: forgets a custom classifier.
import type { Operation } from "../context.ts";
import { classifierNotFound } from "../errors.ts";
import { classifiers, within } from "../store/tables.ts";

export const deleteClassifier: Operation<"DeleteClassifier"> = async ({ Name }, call) => {
  await call.context.keyvalue.transact(async (transaction) => {
    const key = within(call, Name);
    if (!(await classifiers.get(transaction, key))) throw classifierNotFound(Name);
    classifiers.delete(transaction, key);
  });
  return {};
};
