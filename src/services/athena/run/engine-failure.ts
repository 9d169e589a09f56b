// The engine's failures in Trino's words.
import type { EngineError } from "../../../kit/errors.ts";
import { QueryFailure, type FailureCode } from "../trino/failure.ts";

/** What `raise` in casts leaves in the engine's message. */
const RAISED = /Could not convert string '([A-Z_]+): ([\s\S]*?)' to INT32/;

const KNOWN: readonly (readonly [RegExp, FailureCode, (message: string, match: RegExpExecArray) => string])[] = [
  [
    /column "?([^"\s]+)"? must appear in the GROUP BY clause/i,
    "EXPRESSION_NOT_AGGREGATE",
    (_, [, name]) => `'${name?.split(".").pop()}' must be an aggregate expression or appear in GROUP BY clause`,
  ],
  [
    /More than one row returned by a subquery/i,
    "SUBQUERY_MULTIPLE_ROWS",
    () => "Scalar sub-query has returned multiple rows",
  ],
  [/^Out of Range Error: (.*)/s, "NUMERIC_VALUE_OUT_OF_RANGE", (_, [, what = ""]) => firstLine(what)],
  [
    /Malformed JSON in file|JSON transform error|CSV Error|invalid.*UTF-?8|Parquet|snappy|gzip|zstd/i,
    "HIVE_BAD_DATA",
    (message) => firstLine(message),
  ],
  [
    /^Conversion Error: Could not convert string '([\s\S]*)' to (\w+)/,
    "INVALID_CAST_ARGUMENT",
    (_, [, value, type]) => `Cannot cast '${value}' to ${type}`,
  ],
  [/^Conversion Error: (.*)/s, "INVALID_CAST_ARGUMENT", (_, [, what = ""]) => firstLine(what)],
  [/^Invalid Input Error: (.*)/s, "INVALID_FUNCTION_ARGUMENT", (_, [, what = ""]) => firstLine(what)],
  [/^(?:Binder|Parser|Catalog) Error: (.*)/s, "SYNTAX_ERROR", (_, [, what = ""]) => firstLine(what)],
];

const firstLine = (text: string): string => text.split("\n")[0] ?? text;

export function queryFailure(error: EngineError): QueryFailure {
  const { message } = error;
  const [, code, text] = RAISED.exec(message) ?? [];
  if (code !== undefined && text !== undefined) return new QueryFailure(code as FailureCode, text);
  switch (error.kind) {
    case "unavailable":
      return new QueryFailure(
        "EXCEEDED_LOCAL_MEMORY_LIMIT",
        `Query exceeded per-node memory limit: ${firstLine(message)}`,
      );
    case "disk-full":
      return new QueryFailure("GENERIC_INTERNAL_ERROR", "No space is left for the query's temporary files");
    case "not-found":
      return new QueryFailure("HIVE_CANNOT_OPEN_SPLIT", `Error opening Hive split: ${firstLine(message)}`);
    case "corrupt":
      return new QueryFailure("HIVE_BAD_DATA", firstLine(message));
    default:
      break;
  }
  for (const [pattern, known, textOf] of KNOWN) {
    const match = pattern.exec(message);
    if (match) return new QueryFailure(known, textOf(message, match));
  }
  return new QueryFailure("GENERIC_INTERNAL_ERROR", firstLine(message));
}
