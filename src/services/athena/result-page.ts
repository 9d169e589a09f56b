// Pages of results, read from the object that the query wrote.
import type { Row } from "@aws-sdk/client-athena";
import { RESULT_READ_BYTES } from "./limits.ts";

export interface ResultPage {
  readonly rows: readonly Row[];
  /** Where the next page starts; undefined after the last. */
  readonly nextOffset: number | undefined;
}

type Read = (start: number, endInclusive: number) => Promise<Buffer>;

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/** `csv`: values in quotes, NULL as nothing; otherwise every line is one value. */
export async function readPage(
  read: Read,
  sizeBytes: number,
  offset: number,
  rowsMax: number,
  csv: boolean,
): Promise<ResultPage> {
  const rows: Row[] = [];
  let at = offset;
  let pending = Buffer.alloc(0);
  let readTo = offset;
  while (rows.length < rowsMax && at < sizeBytes) {
    const end = csv ? endOfRecord(pending) : pending.indexOf(NEWLINE);
    if (end !== -1) {
      const line = pending.subarray(0, end);
      rows.push({ Data: csv ? values(line) : [{ VarCharValue: line.toString() }] });
      pending = pending.subarray(end + 1);
      at += end + 1;
      continue;
    }
    if (readTo >= sizeBytes) break;
    const to = Math.min(sizeBytes, readTo + RESULT_READ_BYTES);
    pending = Buffer.concat([pending, await read(readTo, to - 1)]);
    readTo = to;
  }
  return { rows, nextOffset: at < sizeBytes ? at : undefined };
}

/** The newline that ends the first record, which may hold others in quotes; -1 when it is not there yet. */
function endOfRecord(bytes: Buffer): number {
  let from = 0;
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, from);
    if (newline === -1) return -1;
    let quotes = 0;
    for (let at = bytes.indexOf(QUOTE); at !== -1 && at < newline; at = bytes.indexOf(QUOTE, at + 1)) quotes++;
    if (quotes % 2 === 0) return newline;
    from = newline + 1;
  }
}

function values(record: Buffer): NonNullable<Row["Data"]> {
  const data: NonNullable<Row["Data"]> = [];
  let at = 0;
  for (;;) {
    if (record[at] === QUOTE) {
      let end = record.indexOf(QUOTE, at + 1);
      while (record[end + 1] === QUOTE) end = record.indexOf(QUOTE, end + 2);
      data.push({ VarCharValue: record.toString("utf8", at + 1, end).replaceAll('""', '"') });
      at = end + 1;
    } else data.push({});
    if (record[at] !== COMMA) return data;
    at++;
  }
}
