// Splits delimited text into records: quoted fields may hold delimiters, doubled quotes and line breaks.

export interface CsvDialect {
  /** One character. */
  readonly delimiter: string;
  /** One character, or empty when quotes are ordinary characters. */
  readonly quote: string;
}

interface CsvField {
  readonly text: string;
  readonly quoted: boolean;
}

export type CsvRecord = readonly CsvField[];

export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  /** Offset after the last whole record. */
  readonly end: number;
}

/** Up to `recordsMax` whole records; the last one counts only when a line break follows it or the text is `complete`. */
export function readCsv(text: string, dialect: CsvDialect, recordsMax: number, complete: boolean): CsvRecords {
  const records: CsvRecord[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length && records.length < recordsMax) {
    const record = readRecord(text, at, dialect);
    if (record.open && !complete) break;
    at = record.end;
    if (record.fields.length > 1 || record.fields[0]!.text.trim() !== "") records.push(record.fields);
  }
  return { records, end: at };
}

interface ReadRecord {
  readonly fields: CsvField[];
  readonly end: number;
  /** The text ended before a line break did. */
  readonly open: boolean;
}

function readRecord(text: string, start: number, { delimiter, quote }: CsvDialect): ReadRecord {
  const fields: CsvField[] = [];
  let at = start;
  for (;;) {
    const field = quote !== "" && text[at] === quote ? readQuoted(text, at, quote) : undefined;
    let end = field?.end ?? at;
    while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
    fields.push(
      field
        ? { text: field.text + text.slice(field.end, end), quoted: true }
        : { text: text.slice(at, end), quoted: false },
    );
    if (text[end] === delimiter) {
      at = end + 1;
      continue;
    }
    if (end >= text.length) return { fields, end, open: true };
    return { fields, end: text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1, open: false };
  }
}

function readQuoted(text: string, start: number, quote: string): { text: string; end: number } {
  const parts: string[] = [];
  let from = start + 1;
  for (;;) {
    const at = text.indexOf(quote, from);
    if (at < 0) return { text: parts.join("") + text.slice(from), end: text.length };
    if (text[at + 1] !== quote) return { text: parts.join("") + text.slice(from, at), end: at + 1 };
    parts.push(text.slice(from, at + 1));
    from = at + 2;
  }
}
