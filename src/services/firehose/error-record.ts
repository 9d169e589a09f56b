// Records that could not be converted, as the lines that stand under the error prefix.
import type { JsonSchema } from "../../formats/conversion/json-to-parquet.ts";
import type { Conversion } from "./destination.ts";
import type { StreamKey } from "./stream.ts";

export interface ConversionError {
  readonly code: string;
  readonly message: string;
}

export interface FailedRecord {
  readonly data: Uint8Array;
  readonly arrivalMs: number;
  readonly sequenceNumber: string;
  readonly error: ConversionError;
}

/** Codes and texts documented in the guide's table of data format conversion errors. */
const malformedData = (message: string): ConversionError => ({ code: "DataFormatConversion.MalformedData", message });

const emptyRecord = malformedData("The record was empty or contained only whitespace.");
const notUtf8 = malformedData("The data cannot be decoded as UTF-8.");
const topLevelPrimitive = malformedData(
  "The input JSON contained a primitive at the top level. The top level must be an object or array.",
);
export const tableNotFound: ConversionError = {
  code: "DataFormatConversion.EntityNotFound",
  message:
    "The specified table/database could not be found. Please ensure that the table/database exists and that the values " +
    "provided in the schema configuration are correct, especially with regards to casing.",
};
export const conversionFailure: ConversionError = {
  code: "DataFormatConversion.ConversionFailureException",
  message: "ConversionFailureException",
};
export const invalidSchema = (detail: string): ConversionError => ({
  code: "DataFormatConversion.InvalidSchema",
  message: `The schema is invalid. ${detail}`,
});
const malformedJson = (detail: string): ConversionError => ({
  code: "DataFormatConversion.ParseError",
  message: `Encountered malformed JSON. ${detail}`,
});

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Why a record does not convert. */
export function diagnosed(data: Uint8Array, schema: JsonSchema): ConversionError {
  let text: string;
  try {
    text = utf8.decode(data);
  } catch {
    return notUtf8;
  }
  if (text.trim() === "") return emptyRecord;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? mismatch(value, schema) : topLevelPrimitive;
  } catch (error) {
    return malformedJson(error instanceof Error ? error.message : "");
  }
}

const WHOLE_NUMBERS: readonly string[] = ["tinyint", "smallint", "int", "bigint"];
const NUMBERS: readonly string[] = [...WHOLE_NUMBERS, "float", "double", "decimal"];

/** Recorded for a word in the place of a number, inferred for a fraction in that of a whole number; recorded for a timestamp of another format; otherwise the general text. */
function mismatch(value: object, { columns }: JsonSchema): ConversionError {
  const members = new Map(Object.entries(value).map(([key, member]) => [key.toLowerCase(), member as unknown]));
  for (const { key, type } of columns) {
    const member = members.get(key.toLowerCase());
    if (typeof member === "string" && NUMBERS.includes(type.kind) && Number.isNaN(Number(member)))
      return malformedData(`Data does not match the schema. For input string: "${member}"`);
    if (WHOLE_NUMBERS.includes(type.kind) && isFraction(member))
      return malformedData(`Data does not match the schema. For input string: "${member}"`);
    if (typeof member !== "object" && member !== undefined && ["struct", "array", "map"].includes(type.kind))
      return malformedData("A scalar type was found in the data but a complex type was specified on the schema.");
    if (typeof member === "string" && type.kind === "timestamp" && Number.isNaN(Date.parse(member)))
      return malformedData(
        "Encountered invalid or unsupported timestamp format. Please see the Firehose developer guide for supported timestamp formats.",
      );
  }
  return malformedData("Data does not match the schema.");
}

const isFraction = (value: unknown): value is number | string =>
  (typeof value === "number" || (typeof value === "string" && value.trim() !== "")) && Number(value) % 1 !== 0;

/** The table's place as each line names it; the order and the defaults of the members are recorded. */
export function catalogTable({ account, region }: StreamKey, schema: Conversion["SchemaConfiguration"] = {}) {
  return {
    catalogId: schema.CatalogId ?? account,
    databaseName: schema.DatabaseName ?? null,
    tableName: schema.TableName ?? null,
    region: schema.Region ?? region,
    versionId: schema.VersionId ?? "LATEST",
    roleArn: schema.RoleARN ?? null,
  };
}

/** One line. Recorded: the names `lastErrorCode` and `lastErrorMessage`; newer pages document ErrorCode and ErrorMessage. */
export function errorLine(record: FailedRecord, table: ReturnType<typeof catalogTable>, endedMs: number): string {
  const line = {
    attemptsMade: 1,
    arrivalTimestamp: record.arrivalMs,
    lastErrorCode: record.error.code,
    lastErrorMessage: record.error.message,
    attemptEndingTimestamp: endedMs,
    rawData: Buffer.from(record.data).toString("base64"),
    sequenceNumber: record.sequenceNumber,
    subSequenceNumber: 0,
    dataCatalogTable: table,
  };
  return `${JSON.stringify(line)}\n`;
}
