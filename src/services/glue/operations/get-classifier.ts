// GetClassifier: one custom classifier.
import { classifierView } from "../classifier.ts";
import type { Operation } from "../context.ts";
import { classifierNotFound } from "../errors.ts";
import { classifiers, within } from "../store/tables.ts";

export const getClassifier: Operation<"GetClassifier"> = async ({ Name }, call) => {
  const row = await classifiers.get(call.context.keyvalue, within(call, Name));
  if (row === undefined) throw classifierNotFound(Name);
  return { Classifier: classifierView(row) };
};
