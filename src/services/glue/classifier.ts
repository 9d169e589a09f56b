// Classifiers: which one a request is about, how it is checked and shown.
import type { Classifier } from "@aws-sdk/client-glue";
import { parseJsonPath } from "../../formats/inference/json-columns.ts";
import { invalidInput, notBuilt } from "./errors.ts";
import type { ClassifierInput } from "./store/inputs.ts";
import type { ClassifierRow } from "./store/rows.ts";

/** Errors: InvalidInputException (texts inferred) unless it is one CSV or JSON classifier; 501 for the other kinds. */
export function checkedClassifier(input: ClassifierInput): string {
  if (input.GrokClassifier) throw notBuilt("A grok classifier");
  if (input.XMLClassifier) throw notBuilt("An XML classifier");
  const given = input.CsvClassifier ?? input.JsonClassifier;
  if (given === undefined || (input.CsvClassifier && input.JsonClassifier)) {
    throw invalidInput("Exactly one classifier must be given");
  }
  const { JsonClassifier: json, CsvClassifier: csv } = input;
  if (json && parseJsonPath(json.JsonPath ?? "") === undefined) {
    throw invalidInput(`Invalid JSON path: ${json.JsonPath ?? ""}`);
  }
  if (csv?.Delimiter && csv.Delimiter === csv.QuoteSymbol) {
    throw invalidInput("Delimiter and quote symbol must not be the same");
  }
  return given.Name;
}

export function classifierView({ input, creationTime, lastUpdated, version }: ClassifierRow): Classifier {
  const stamps = { CreationTime: creationTime, LastUpdated: lastUpdated, Version: version };
  if (input.CsvClassifier) return { CsvClassifier: { ...input.CsvClassifier, ...stamps } };
  return input.JsonClassifier ? { JsonClassifier: { ...input.JsonClassifier, ...stamps } } : {};
}
