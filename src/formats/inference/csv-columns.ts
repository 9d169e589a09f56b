// Infers a table's columns from delimited text, by the rules that AWS documents for Glue's CSV classifiers.
import type { InferredColumn } from "./columns.ts";
import { type CsvRecord, type CsvRecords, readCsv } from "./csv-records.ts";

/** What a custom CSV classifier fixes; the built-in classifier leaves all of it open. */
export interface CsvHints {
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  readonly containsHeader?: "UNKNOWN" | "PRESENT" | "ABSENT" | undefined;
  readonly header?: readonly string[] | undefined;
  readonly keepBlanks?: boolean | undefined;
  readonly allowSingleColumn?: boolean | undefined;
}

export interface CsvInference {
  readonly columns: readonly InferredColumn[];
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Some field stands in quotes. */
  readonly quoted: boolean;
  /** Whole data records in the text, the header not counted. */
  readonly recordCount: number;
  /** Characters of the text that those records take, with the header. */
  readonly recordsEnd: number;
}

/** Comma, pipe, tab, semicolon, Ctrl-A, in the order of precedence. Documented: built-in CSV classifier. */
const DELIMITERS = [",", "|", "\t", ";", "\u0001"];

/** Records that a CSV classifier reads. Documented: knowledge centre, "How does the crawler detect the schema?". */
const CSV_RECORDS_MAX = 1000;

/** Documented: a header's fields are shorter than this, the last one excepted. */
const HEADER_FIELD_LENGTH_MAX = 150;

/** Documented: at least two columns and two rows. */
const COLUMNS_MIN = 2;
const ROWS_MIN = 2;

/** Share of the records that must have the same number of fields. Inferred. */
const EVEN_SHARE_MIN = 0.9;

/** Documented pattern of column names: no control characters but the tab. */
// eslint-disable-next-line no-control-regex
const COLUMN_NAME = /^[\u0020-\uFFFD\t]*$/;

/** Undefined when the text is not such a table. `complete` says that it is the whole file. */
export function inferCsv(text: string, complete: boolean, hints: CsvHints = {}): CsvInference | undefined {
  if (text.includes("\0")) return undefined;
  const table = evenTable(text, complete, hints);
  if (table === undefined) return undefined;
  const { records, width } = table;
  const hasHeader = headerOf(records, width, hints);
  const rows = hasHeader ? records.slice(1) : records;
  const names = columnNames(hasHeader ? records[0] : undefined, width, hints);
  return {
    columns: names.map((name, index) => ({ name, type: typeOfColumn(rows, index, hints.keepBlanks === true) })),
    delimiter: table.delimiter,
    hasHeader,
    quoted: records.some((record) => record.some((field) => field.quoted)),
    recordCount: rows.length,
    recordsEnd: table.end,
  };
}

interface EvenTable extends CsvRecords {
  readonly delimiter: string;
  readonly width: number;
}

/** The delimiter under which the text is a table; the one with most columns when several are. */
function evenTable(text: string, complete: boolean, hints: CsvHints): EvenTable | undefined {
  let best: EvenTable | undefined;
  for (const delimiter of hints.delimiter ? [hints.delimiter] : DELIMITERS) {
    if (!text.includes(delimiter) && !hints.allowSingleColumn) continue;
    const read = readCsv(text, { delimiter, quote: hints.quote ?? '"' }, CSV_RECORDS_MAX, complete);
    const width = commonWidth(read.records);
    const rowsMin = hints.containsHeader === "ABSENT" || hints.header ? 1 : ROWS_MIN;
    if (width === undefined || read.records.length < rowsMin) continue;
    if (width < (hints.allowSingleColumn ? 1 : COLUMNS_MIN)) continue;
    if (best === undefined || width > best.width) best = { ...read, delimiter, width };
  }
  return best;
}

/** The number of fields that nearly all records have. */
function commonWidth(records: readonly CsvRecord[]): number | undefined {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  const [width, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return count >= records.length * EVEN_SHARE_MIN ? width : undefined;
}

/** Whether the first record names the columns. Documented: built-in CSV classifier. */
function headerOf(records: readonly CsvRecord[], width: number, hints: CsvHints): boolean {
  if (hints.containsHeader === "ABSENT") return false;
  if (hints.containsHeader === "PRESENT") return true;
  const [first, ...rows] = records;
  if (first === undefined || first.length !== width) return false;
  if (hints.header) return hints.header.every((name, index) => name === first[index]?.text.trim());
  const named = first.every(({ text }, index) => {
    const last = index === width - 1;
    if (typeOfText(text.trim()) !== (last && text.trim() === "" ? undefined : "string")) return false;
    return COLUMN_NAME.test(text) && (last || text.length < HEADER_FIELD_LENGTH_MAX);
  });
  return named && first.some((_, index) => typeOfColumn(rows, index, false) !== "string");
}

/** `col0`, `col1`, ... without a header. Documented. A name that comes twice gets its column's number (inferred). */
function columnNames(header: CsvRecord | undefined, width: number, hints: CsvHints): string[] {
  const given = hints.header ?? header?.map(({ text }) => (hints.keepBlanks ? text : text.trim())) ?? [];
  const taken = new Set<string>();
  return Array.from({ length: Math.max(width, hints.header?.length ?? 0) }, (_, index) => {
    const name = given[index]?.toLowerCase() || `col${index}`;
    const free = taken.has(name) ? `${name}_${index}` : name;
    taken.add(free);
    return free;
  });
}

type CsvType = "bigint" | "double" | "boolean" | "string";

const WHOLE = /^[+-]?\d{1,18}$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** Undefined for an empty field, which fits every type. Whole numbers beyond 18 digits keep all of them as strings. */
function typeOfText(text: string): CsvType | undefined {
  if (text === "") return undefined;
  if (WHOLE.test(text)) return "bigint";
  if (DECIMAL.test(text)) return /^[+-]?\d+$/.test(text) ? "string" : "double";
  return /^(?:true|false)$/i.test(text) ? "boolean" : "string";
}

function typeOfColumn(rows: readonly CsvRecord[], index: number, keepBlanks: boolean): CsvType {
  let type: CsvType | undefined;
  for (const row of rows) {
    const text = row[index]?.text ?? "";
    const next = typeOfText(keepBlanks ? text : text.trim());
    if (next === undefined || next === type) continue;
    if (type === undefined) type = next;
    else if (type !== "boolean" && next !== "boolean" && type !== "string" && next !== "string") type = "double";
    else return "string";
  }
  return type ?? "string";
}
