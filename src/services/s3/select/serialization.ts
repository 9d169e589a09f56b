// What a request says of the object's format and of the result's, checked.
import type { Input } from "../context.ts";
import {
  invalidCompression,
  invalidDataSource,
  invalidExpressionType,
  invalidFileHeaderInfo,
  invalidJsonType,
  invalidQuoteFields,
  invalidRequestParameter,
  invalidScanRange,
  missingParameter,
  serializationConflict,
  unsupportedScanRange,
} from "./errors.ts";

type Request = Input<"SelectObjectContent">;

export interface CsvInput {
  readonly kind: "csv";
  readonly header: "NONE" | "USE" | "IGNORE";
  readonly comments: string;
  readonly quote: string;
  readonly quoteEscape: string;
  readonly recordDelimiter: string;
  readonly fieldDelimiter: string;
  /** Records may go on over a delimiter within quotes. */
  readonly quotedDelimiters: boolean;
}

export type InputFormat =
  | CsvInput
  | { readonly kind: "json"; readonly type: "LINES" | "DOCUMENT" }
  | { readonly kind: "parquet" };

export type Compression = "NONE" | "GZIP" | "BZIP2";

export interface CsvOutput {
  readonly kind: "csv";
  readonly always: boolean;
  readonly quote: string;
  readonly quoteEscape: string;
  readonly recordDelimiter: string;
  readonly fieldDelimiter: string;
}

export type OutputFormat = CsvOutput | { readonly kind: "json"; readonly recordDelimiter: string };

/** Bytes in which records that are meant begin; both inclusive. */
export interface ScanRange {
  readonly start: number;
  readonly end: number;
}

/** One of these, or an empty default where nothing is said. */
function oneOf<Word extends string>(words: readonly Word[], given: string | undefined, refusal: () => Error): Word {
  const found = words.find((word) => word === (given ?? words[0]));
  if (found === undefined) throw refusal();
  return found;
}

/** Documented: delimiters have one or two characters, marks one. */
function mark(given: string | undefined, standard: string, lengthMax: number, element: string): string {
  const text = given ?? standard;
  if (text.length > lengthMax) throw invalidRequestParameter(element);
  return text;
}

/** Errors: MissingRequiredParameter, InvalidExpressionType. */
export function checkExpression({ Expression, ExpressionType }: Request): void {
  if (!Expression || !ExpressionType) throw missingParameter();
  if (ExpressionType !== "SQL") throw invalidExpressionType();
}

/** Errors: MissingRequiredParameter, ObjectSerializationConflict, InvalidDataSource and those of single parameters. */
export function inputFormatOf(request: Request): { format: InputFormat; compression: Compression } {
  const { InputSerialization: given } = request;
  if (given === undefined) throw missingParameter();
  const kinds = [given.CSV, given.JSON, given.Parquet].filter((one) => one !== undefined);
  if (kinds.length === 0) throw invalidDataSource();
  if (kinds.length > 1) throw serializationConflict();
  const compression = oneOf(["NONE", "GZIP", "BZIP2"] as const, given.CompressionType, invalidCompression);
  if (given.JSON !== undefined) {
    if (given.JSON.Type === undefined) throw missingParameter();
    return {
      compression,
      format: { kind: "json", type: oneOf(["LINES", "DOCUMENT"], given.JSON.Type, invalidJsonType) },
    };
  }
  if (given.CSV !== undefined) return { compression, format: csvInput(given.CSV) };
  if (compression !== "NONE") throw invalidCompression();
  return { compression, format: { kind: "parquet" } };
}

function csvInput(csv: NonNullable<NonNullable<Request["InputSerialization"]>["CSV"]>): CsvInput {
  return {
    kind: "csv",
    header: oneOf(["NONE", "USE", "IGNORE"], csv.FileHeaderInfo, invalidFileHeaderInfo),
    comments: mark(csv.Comments, "#", 1, "Comments"),
    quote: mark(csv.QuoteCharacter, '"', 1, "QuoteCharacter"),
    quoteEscape: mark(csv.QuoteEscapeCharacter, '"', 1, "QuoteEscapeCharacter"),
    recordDelimiter: mark(csv.RecordDelimiter, "\n", 2, "RecordDelimiter") || "\n",
    fieldDelimiter: mark(csv.FieldDelimiter, ",", 2, "FieldDelimiter") || ",",
    quotedDelimiters: csv.AllowQuotedRecordDelimiter === true,
  };
}

/** Errors: MissingRequiredParameter, ObjectSerializationConflict and those of single parameters. */
export function outputFormatOf({ OutputSerialization: given }: Request): OutputFormat {
  if (given === undefined || (given.CSV === undefined && given.JSON === undefined)) throw missingParameter();
  if (given.CSV !== undefined && given.JSON !== undefined) throw serializationConflict();
  if (given.JSON !== undefined) {
    return { kind: "json", recordDelimiter: mark(given.JSON.RecordDelimiter, "\n", 2, "RecordDelimiter") };
  }
  const csv = given.CSV ?? {};
  return {
    kind: "csv",
    always: oneOf(["ASNEEDED", "ALWAYS"], csv.QuoteFields, invalidQuoteFields) === "ALWAYS",
    quote: mark(csv.QuoteCharacter, '"', 1, "QuoteCharacter"),
    quoteEscape: mark(csv.QuoteEscapeCharacter, '"', 1, "QuoteEscapeCharacter"),
    recordDelimiter: mark(csv.RecordDelimiter, "\n", 2, "RecordDelimiter"),
    fieldDelimiter: mark(csv.FieldDelimiter, ",", 2, "FieldDelimiter"),
  };
}

/** Documented: an end alone means the last bytes. Errors: InvalidScanRange, UnsupportedScanRangeInput. */
export function scanRangeOf(
  { ScanRange: given }: Request,
  { format, compression }: { readonly format: InputFormat; readonly compression: Compression },
  sizeBytes: number,
): ScanRange | undefined {
  if (given === undefined) return undefined;
  if (compression !== "NONE") throw unsupportedScanRange("compressed objects");
  if (format.kind === "csv" && format.quotedDelimiters)
    throw unsupportedScanRange("CSV objects with AllowQuotedRecordDelimiter");
  if (format.kind === "json" && format.type === "DOCUMENT") throw unsupportedScanRange("JSON objects of type DOCUMENT");
  const { Start: start, End: end } = given;
  if (start === undefined && end === undefined) throw invalidScanRange();
  const range =
    start === undefined
      ? { start: Math.max(0, sizeBytes - (end ?? 0)), end: sizeBytes - 1 }
      : { start, end: Math.min(end ?? Infinity, sizeBytes - 1) };
  if (range.start < 0 || (start !== undefined && end !== undefined && start > end)) throw invalidScanRange();
  if (start !== undefined && start >= sizeBytes) throw invalidScanRange();
  return range;
}
