// Values of S3 Select: what they are, how they compare, how they are written as text.
import { argumentTypes } from "./errors.ts";
import { Timestamp } from "./timestamp.ts";

/** A path that leads nowhere. */
export const MISSING = Symbol("missing");

/** INT is bigint, FLOAT and DECIMAL are number. */
export type Value =
  | string
  | bigint
  | number
  | boolean
  | null
  | typeof MISSING
  | Timestamp
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

export const isAbsent = (value: Value): value is null | typeof MISSING => value === null || value === MISSING;

/** Of a parsed JSON value or a Parquet column. */
export function valueOf(raw: unknown): Value {
  if (typeof raw === "number") return Number.isSafeInteger(raw) ? BigInt(raw) : raw;
  if (raw === undefined) return MISSING;
  return raw as Value;
}

export const isNumber = (value: Value): value is bigint | number =>
  typeof value === "number" || typeof value === "bigint";

const NUMERIC = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;

/** Text of a number as one. Undefined: it is none. */
export function numberOf(text: string): bigint | number | undefined {
  if (!NUMERIC.test(text)) return undefined;
  return /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim().replace("+", "")) : Number(text);
}

/** Below, at or above 0; undefined: they do not compare. Inferred: the text of a number compares as one with numbers. */
export function compare(left: Value, right: Value): number | undefined {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  if (isNumber(left) && typeof right === "string") return compareNumbers(left, numberOf(right));
  if (typeof left === "string" && isNumber(right)) return compareNumbers(numberOf(left), right);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (left instanceof Timestamp && right instanceof Timestamp) return left.epochMs - right.epochMs;
  return undefined;
}

function compareNumbers(left: bigint | number | undefined, right: bigint | number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** As a CSV field, a string function's argument, or the text of a CAST. */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  if (isAbsent(value)) return "";
  if (typeof value === "object" && !(value instanceof Timestamp)) return jsonOf(value);
  return String(value);
}

/** JSON.stringify takes no bigint. */
export function jsonOf(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null || value instanceof Timestamp) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(",")}]`;
  const members = Object.entries(value).filter(([, one]) => one !== undefined && one !== MISSING);
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${jsonOf(one)}`).join(",")}}`;
}

/** An argument that must be text. */
export function requireText(value: Value): string {
  if (typeof value !== "string") throw argumentTypes();
  return value;
}
