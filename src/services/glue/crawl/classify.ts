// Classifies a sample of a text file: custom classifiers first, in the crawler's order, then JSON and CSV.
import { inferCsv } from "../../../formats/inference/csv-columns.ts";
import { inferJson, parseJsonPath } from "../../../formats/inference/json-columns.ts";
import type { ClassifierInput, CsvClassifierInput } from "../store/inputs.ts";
import type { FileSchema } from "./file-schema.ts";

export interface TextSample {
  readonly text: string;
  /** The text is the whole file. */
  readonly complete: boolean;
  readonly compression: FileSchema["compression"];
}

export interface Classified {
  readonly schema: FileSchema;
  /** Records in the sample, and the characters they take. */
  readonly recordCount: number;
  readonly recordsEnd: number;
}

/** Undefined when no classifier knows it. */
export function classifyText(sample: TextSample, classifiers: readonly ClassifierInput[]): Classified | undefined {
  for (const { CsvClassifier, JsonClassifier } of classifiers) {
    const classified = CsvClassifier
      ? classifyCsv(sample, CsvClassifier)
      : JsonClassifier && classifyJson(sample, JsonClassifier.JsonPath);
    if (classified) return classified;
  }
  return classifyJson(sample, undefined) ?? classifyCsv(sample, undefined);
}

function classifyJson(sample: TextSample, jsonPath: string | undefined): Classified | undefined {
  const path = jsonPath === undefined ? [] : parseJsonPath(jsonPath);
  const inferred = path && inferJson(sample.text, sample.complete, path);
  if (!inferred) return undefined;
  return {
    schema: {
      layout: { classification: "json", jsonPath },
      compression: sample.compression,
      columns: inferred.columns,
      paths: inferred.paths,
      quoted: false,
    },
    recordCount: inferred.recordCount,
    recordsEnd: inferred.recordsEnd,
  };
}

function classifyCsv(sample: TextSample, classifier: CsvClassifierInput | undefined): Classified | undefined {
  const inferred = inferCsv(sample.text, sample.complete, {
    delimiter: classifier?.Delimiter,
    quote: classifier?.QuoteSymbol,
    containsHeader: classifier?.ContainsHeader,
    header: classifier?.Header,
    keepBlanks: classifier?.DisableValueTrimming,
    allowSingleColumn: classifier?.AllowSingleColumn,
  });
  if (!inferred) return undefined;
  const { delimiter, hasHeader, quoted } = inferred;
  return {
    schema: {
      layout: {
        classification: "csv",
        delimiter,
        hasHeader,
        serde: serdeOf(classifier, quoted),
        quote: classifier?.QuoteSymbol ?? '"',
      },
      compression: sample.compression,
      columns: customTypes(inferred.columns, classifier),
      paths: [],
      quoted,
    },
    recordCount: inferred.recordCount,
    recordsEnd: inferred.recordsEnd,
  };
}

/** The built-in classifier always takes LazySimpleSerDe (documented); a custom one may name a SerDe or a quote. */
function serdeOf(classifier: CsvClassifierInput | undefined, quoted: boolean): "LazySimpleSerDe" | "OpenCSVSerDe" {
  if (classifier?.Serde === "OpenCSVSerDe" || classifier?.Serde === "LazySimpleSerDe") return classifier.Serde;
  return quoted && classifier?.QuoteSymbol ? "OpenCSVSerDe" : "LazySimpleSerDe";
}

/** Types of a custom classifier, by their Hive names. Documented: CustomDatatypes. */
const CUSTOM_TYPES: Readonly<Record<string, string>> = { long: "bigint", short: "smallint", decimal: "decimal(38,18)" };

function customTypes(
  columns: FileSchema["columns"],
  classifier: CsvClassifierInput | undefined,
): FileSchema["columns"] {
  const types = classifier?.CustomDatatypeConfigured ? classifier.CustomDatatypes : undefined;
  if (!types) return columns;
  return columns.map(({ name, type }, index) => {
    const custom = types[index]?.toLowerCase();
    return { name, type: custom === undefined ? type : (CUSTOM_TYPES[custom] ?? custom) };
  });
}
