// UpdateClassifier: replaces the given parts of a custom classifier.
import { checkedClassifier } from "../classifier.ts";
import type { Operation } from "../context.ts";
import { classifierNotFound, invalidInput } from "../errors.ts";
import type { ClassifierInput } from "../store/inputs.ts";
import { classifiers, within } from "../store/tables.ts";

export const updateClassifier: Operation<"UpdateClassifier"> = async (changes, call) => {
  const { keyvalue, clock } = call.context;
  const { CsvClassifier: csv, JsonClassifier: json } = changes;
  const name = (csv ?? json ?? changes.GrokClassifier ?? changes.XMLClassifier)?.Name;
  if (name === undefined) throw invalidInput("Exactly one classifier must be given");
  await keyvalue.transact(async (transaction) => {
    const key = within(call, name);
    const row = await classifiers.get(transaction, key);
    if (row === undefined) throw classifierNotFound(name);
    const input = merged(row.input, csv, json);
    checkedClassifier(input);
    const lastUpdated = new Date(clock.now());
    classifiers.put(transaction, key, { ...row, input, lastUpdated, version: row.version + 1 });
  });
  return {};
};

/** Errors: InvalidInputException when the classifier is of another kind (text inferred). */
function merged(
  old: ClassifierInput,
  csv: Parameters<typeof updateClassifier>[0]["CsvClassifier"],
  json: Parameters<typeof updateClassifier>[0]["JsonClassifier"],
): ClassifierInput {
  if (csv && old.CsvClassifier) return { CsvClassifier: { ...old.CsvClassifier, ...csv } };
  if (json && old.JsonClassifier) return { JsonClassifier: { ...old.JsonClassifier, ...json } };
  throw invalidInput("The classifier is of another type");
}
