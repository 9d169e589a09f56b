// The rows of an object, by its format.
import type { Readable } from "node:stream";
import type { S3Context } from "../context.ts";
import { afterFirst, bytesOf, type Counts, textOfBytes } from "./bytes.ts";
import { csvHeader, csvRows } from "./csv-source.ts";
import { jsonDocuments, jsonLines } from "./json-source.ts";
import { parquetRows } from "./parquet-source.ts";
import type { Row } from "./row.ts";
import type { Compression, CsvInput, InputFormat, ScanRange } from "./serialization.ts";
import type { Query } from "./syntax.ts";

export type Body = Readable & { readonly localPath?: string | undefined };

export interface SelectedObject {
  readonly context: S3Context;
  /** From a byte on; all of it without. */
  readonly open: (fromByte?: number) => Promise<Body>;
  readonly sizeBytes: number;
  readonly format: InputFormat;
  readonly compression: Compression;
  readonly range: ScanRange | undefined;
  readonly counts: Counts;
}

/** Errors: those of the format. */
export async function* rowsOf(object: SelectedObject, query: Query): AsyncIterable<readonly Row[]> {
  const { context, format, sizeBytes, range, counts } = object;
  if (format.kind === "parquet") {
    const { sql, temporaryFolder } = context;
    yield* parquetRows({ sql, temporaryFolder, body: await object.open(), sizeBytes, range, counts }, query);
    return;
  }
  /** Of the first record, once the text has begun. */
  const begin = { atByte: 0 };
  const texts = textsOf(object, format.kind === "csv" ? format.recordDelimiter : "\n", begin);
  const lastStart = range && (() => range.end - begin.atByte);
  if (format.kind === "csv") {
    const header = await laterHeader(object, format);
    yield* csvRows(texts, format, { lastStart, header, isLater: (range?.start ?? 0) > 0 });
  } else yield* format.type === "LINES" ? jsonLines(texts, lastStart) : jsonDocuments(texts);
}

/** Begins where a record does: one that began before the range is left out. */
async function* textsOf(object: SelectedObject, delimiter: string, begin: { atByte: number }): AsyncIterable<string> {
  const { compression, counts, range } = object;
  const mark = Buffer.from(delimiter);
  const start = range?.start ?? 0;
  const from = Math.max(0, start - mark.length);
  const bytes = bytesOf(await object.open(start === 0 ? undefined : from), compression, counts);
  const onBegin = (skippedBytes: number): void => void (begin.atByte = from + skippedBytes);
  yield* textOfBytes(start === 0 ? bytes : afterFirst(bytes, mark, onBegin));
}

/** Inferred: the header is the file's first record wherever the range begins. */
async function laterHeader(object: SelectedObject, format: CsvInput): Promise<readonly string[] | undefined> {
  if (format.header !== "USE" || (object.range?.start ?? 0) === 0) return undefined;
  return csvHeader(textOfBytes(bytesOf(await object.open(), object.compression, object.counts)), format);
}
