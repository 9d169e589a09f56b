// CreateClassifier: a custom CSV or JSON classifier.
import { checkedClassifier } from "../classifier.ts";
import type { Operation } from "../context.ts";
import { classifierExists, invalidInput } from "../errors.ts";
import type { ClassifierInput } from "../store/inputs.ts";
import { classifiers, within } from "../store/tables.ts";

export const createClassifier: Operation<"CreateClassifier"> = async (input, call) => {
  const { keyvalue, clock } = call.context;
  const name = checkedClassifier(input);
  const time = new Date(clock.now());
  if (name === "") throw invalidInput("Classifier name must not be empty");
  await keyvalue.transact(async (transaction) => {
    const key = within(call, name);
    if (await classifiers.get(transaction, key)) throw classifierExists(name);
    const row: ClassifierInput = input;
    classifiers.put(transaction, key, { input: row, creationTime: time, lastUpdated: time, version: 1 });
  });
  return {};
};
