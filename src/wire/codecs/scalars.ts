// Scalars as text, for XML, forms, headers, queries and labels: strict readers and writers by kind.
import type { Scalar } from "../shapes.ts";
import { DecodeError } from "./decode-error.ts";
import { formatOf, formatTimestamp, parseTimestamp, type TimestampFormat } from "./timestamp.ts";

/** Inclusive ranges of the integer kinds. Longs outside Number's safe range are bigints, so they keep their digits. */
export const integerRanges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  byte: [-128n, 127n],
  short: [-32_768n, 32_767n],
  integer: [-2_147_483_648n, 2_147_483_647n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};

const INTEGER = /^[+-]?\d{1,20}$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const DECIMAL_LENGTH_MAX = 400;

/** A number where it is exact, a bigint where it is not. */
export const exactInteger = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;

function parseInteger(text: string, kind: string): number | bigint {
  if (!INTEGER.test(text)) throw new DecodeError(`Invalid integer: ${text.slice(0, 64)}`);
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  const range = integerRanges[kind];
  if (range && (value < range[0] || value > range[1])) throw new DecodeError(`Integer out of range: ${text}`);
  return exactInteger(value);
}

/** The three values that have no digits. */
export function specialNumber(text: string): number | undefined {
  if (text === "NaN") return NaN;
  if (text === "Infinity") return Infinity;
  if (text === "-Infinity") return -Infinity;
  return undefined;
}

function parseDecimal(text: string): number {
  const special = specialNumber(text);
  if (special !== undefined) return special;
  if (text.length > DECIMAL_LENGTH_MAX || !DECIMAL.test(text))
    throw new DecodeError(`Invalid number: ${text.slice(0, 64)}`);
  return Number(text);
}

/**
 * Checked: alphabet, padding and length; Node's own reader skips what it does not know, so the count of bytes tells.
 * It knows the URL-safe alphabet too, and takes some letters beyond ASCII for those that end in the same byte.
 * Errors: DecodeError. Texts recorded: kinesalite's tests of Kinesis.
 */
export function parseBase64(text: string): Uint8Array {
  const { length } = text;
  if (length % 4 !== 0)
    throw notBase64(text, `Base64 encoded length is expected a multiple of 4 bytes but found: ${length}`);
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = Buffer.from(text, "base64");
  const isStrange = text.includes("-") || text.includes("_") || Buffer.byteLength(text) !== length;
  if (isStrange || bytes.byteLength !== (length / 4) * 3 - padding) throw notBase64(text, "Invalid Base64 character");
  return bytes;
}

const notBase64 = (text: string, reason: string): DecodeError =>
  new DecodeError(`'${text.slice(0, 64)}' can not be converted to a Blob: ${reason}`);

export const formatBase64 = (bytes: unknown): string => {
  if (Buffer.isBuffer(bytes)) return bytes.toString("base64");
  if (bytes instanceof Uint8Array)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  throw new TypeError("a blob must be a Uint8Array");
};

export type TextReader = (text: string) => unknown;
export type TextWriter = (value: unknown) => string;

export function textReader({ kind }: Scalar): TextReader {
  switch (kind) {
    case "string":
      return (text) => text;
    case "boolean":
      return (text) => {
        if (text !== "true" && text !== "false") throw new DecodeError(`Invalid boolean: ${text.slice(0, 64)}`);
        return text === "true";
      };
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "bigInteger":
      return (text) => parseInteger(text, kind);
    case "float":
    case "double":
    case "bigDecimal":
      return parseDecimal;
    case "timestamp":
    case "dateTime":
    case "httpDate":
    case "epochSeconds":
      return parseTimestamp;
    case "blob":
    case "stream":
      return parseBase64;
    default:
      return (text) => text;
  }
}

export function numberText(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  throw new TypeError(`a number was expected, not ${typeof value}`);
}

export function dateOf(value: unknown): Date {
  if (value instanceof Date) return value;
  throw new TypeError(`a Date was expected, not ${typeof value}`);
}

export function stringOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`a string was expected, not ${typeof value}`);
}

export function booleanOf(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new TypeError(`a boolean was expected, not ${typeof value}`);
}

/** `standard` is the timestamp format of the place the text stands in. */
export function textWriter({ kind }: Scalar, standard: TimestampFormat): TextWriter {
  switch (kind) {
    case "string":
      return stringOf;
    case "boolean":
      return (value) => String(booleanOf(value));
    case "timestamp":
    case "dateTime":
    case "httpDate":
    case "epochSeconds": {
      const format = formatOf(kind, standard);
      return (value) => formatTimestamp(dateOf(value), format);
    }
    case "blob":
    case "stream":
      return formatBase64;
    case "document":
      return (value) => JSON.stringify(value);
    default:
      return numberText;
  }
}
