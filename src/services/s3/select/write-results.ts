// Results as CSV or JSON.
import type { Row } from "./row.ts";
import type { Result } from "./plan.ts";
import type { CsvOutput, OutputFormat } from "./serialization.ts";
import { jsonOf, MISSING, textOf, type Value } from "./values.ts";

/** One result as text, its delimiter included. */
export function writerOf(format: OutputFormat): (result: Result) => string {
  if (format.kind === "csv") return (result) => csvLine(valuesOf(result), format);
  return (result) => jsonText(result) + format.recordDelimiter;
}

function valuesOf(result: Result): readonly Value[] {
  if ("columns" in result) return result.columns.map(([, value]) => value);
  const { whole } = result;
  if ("csv" in whole) return whole.csv.fields;
  const { tree } = whole;
  return typeof tree === "object" && tree !== null && !Array.isArray(tree) ? (Object.values(tree) as Value[]) : [tree];
}

function csvLine(values: readonly Value[], { recordDelimiter, fieldDelimiter, ...format }: CsvOutput): string {
  const { always, quote, quoteEscape } = format;
  const special = [fieldDelimiter, recordDelimiter, quote, "\n", "\r"].filter((mark) => mark !== "");
  const field = (value: Value): string => {
    const text = textOf(value);
    if (quote === "" || (!always && !special.some((mark) => text.includes(mark)))) return text;
    return `${quote}${text.replaceAll(quote, () => quoteEscape + quote)}${quote}`;
  };
  return values.map(field).join(fieldDelimiter) + recordDelimiter;
}

function jsonText(result: Result): string {
  if ("columns" in result) return jsonOf(Object.fromEntries(result.columns.filter(([, value]) => value !== MISSING)));
  return wholeJson(result.whole);
}

/** Documented: fields without a header are `_1`, `_2` ... */
function wholeJson(row: Row): string {
  if ("tree" in row) return row.tree === MISSING ? "{}" : jsonOf(row.tree);
  const { fields, header } = row.csv;
  return jsonOf(Object.fromEntries(fields.map((field, at) => [header?.[at] ?? `_${at + 1}`, field])));
}
