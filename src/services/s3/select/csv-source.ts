// CSV records as rows.
import { recordsOf } from "./records.ts";
import type { CsvRow, Row } from "./row.ts";
import type { CsvInput } from "./serialization.ts";

/** `header`: of the file's beginning, when the text starts later. Errors: OverMaxRecordSize. */
export async function* csvRows(
  texts: AsyncIterable<string>,
  format: CsvInput,
  begun: {
    readonly header?: readonly string[] | undefined;
    readonly lastStart?: (() => number) | undefined;
    readonly isLater: boolean;
  },
): AsyncIterable<readonly Row[]> {
  let header = begun.header;
  let isFirst = !begun.isLater;
  const goesOn = format.quotedDelimiters ? (record: string) => !isBalanced(record, format) : undefined;
  for await (const records of recordsOf(texts, {
    delimiter: format.recordDelimiter,
    goesOn,
    lastStart: begun.lastStart,
  })) {
    const rows: Row[] = [];
    for (const raw of records) {
      const record = format.recordDelimiter === "\n" && raw.endsWith("\r") ? raw.slice(0, -1) : raw;
      if (record === "" || (format.comments !== "" && record.startsWith(format.comments))) continue;
      const fields = fieldsOf(record, format);
      if (isFirst && format.header !== "NONE") header = format.header === "USE" ? fields : undefined;
      else rows.push({ csv: { fields, header } satisfies CsvRow });
      isFirst = false;
    }
    if (rows.length > 0) yield rows;
  }
}

/** The first record of a file. */
export async function csvHeader(texts: AsyncIterable<string>, format: CsvInput): Promise<readonly string[]> {
  for await (const [row] of csvRows(texts, { ...format, header: "NONE" }, { isLater: false }))
    if (row !== undefined && "csv" in row) return row.csv.fields;
  return [];
}

function isBalanced(record: string, { quote, quoteEscape }: CsvInput): boolean {
  if (quote === "") return true;
  let inside = false;
  for (let at = 0; at < record.length; at++) {
    if (inside && quoteEscape !== quote && record[at] === quoteEscape) at++;
    else if (record[at] === quote) inside = !inside;
  }
  return !inside;
}

function fieldsOf(record: string, format: CsvInput): readonly string[] {
  const { quote, fieldDelimiter } = format;
  if (quote === "" || !record.includes(quote)) return record.split(fieldDelimiter);
  const fields: string[] = [];
  for (let at = 0; at <= record.length;) {
    const [field, end] = record[at] === quote ? quotedField(record, at + 1, format) : plainField(record, at, format);
    fields.push(field);
    at = end + fieldDelimiter.length;
    if (end >= record.length) break;
  }
  return fields;
}

type Field = readonly [text: string, end: number];

function plainField(record: string, start: number, { fieldDelimiter }: CsvInput): Field {
  const at = record.indexOf(fieldDelimiter, start);
  const end = at === -1 ? record.length : at;
  return [record.slice(start, end), end];
}

/** What stands between the closing quote and the delimiter belongs to the field. A quote that never closes goes to the end. */
function quotedField(record: string, start: number, format: CsvInput): Field {
  const { quote, quoteEscape } = format;
  let text = "";
  for (let at = start; at < record.length; at++) {
    const [one, next] = [record[at] ?? "", record[at + 1]];
    if (one === quoteEscape && (next === quote || (next === quoteEscape && quoteEscape !== quote))) {
      text += next ?? "";
      at++;
    } else if (one === quote) {
      const [rest, end] = plainField(record, at + 1, format);
      return [text + rest, end];
    } else text += one;
  }
  return [text, record.length];
}
