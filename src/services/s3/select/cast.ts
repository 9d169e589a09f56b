// CAST. Documented types; what cannot be converted fails the query.
import { castFailed } from "./errors.ts";
import type { CastType } from "./syntax.ts";
import { Timestamp } from "./timestamp.ts";
import { isAbsent, numberOf, textOf, type Value } from "./values.ts";
import { int64 } from "./operators.ts";

/** Errors: CastFailed, IntegerOverflow. */
export function cast(value: Value, type: CastType, scale: number | undefined): Value {
  if (isAbsent(value)) return value;
  switch (type) {
    case "STRING":
      return textOf(value);
    case "BOOL":
      return toBoolean(value);
    case "INT":
      return toInteger(value);
    case "FLOAT":
      return toNumber(value);
    case "DECIMAL":
      return scale === undefined ? toNumber(value) : Number(toNumber(value).toFixed(scale));
    default:
      return value instanceof Timestamp ? value : Timestamp.parse(typeof value === "string" ? value : failed());
  }
}

function failed(): never {
  throw castFailed();
}

function toBoolean(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint" || typeof value === "number") return Number(value) !== 0;
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  return text === "true" ? true : text === "false" ? false : failed();
}

function toInteger(value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  const number = typeof value === "string" ? numberOf(value) : value;
  if (typeof number === "bigint") return int64(number);
  return typeof number === "number" && Number.isFinite(number) ? int64(BigInt(Math.trunc(number))) : failed();
}

function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  const number = typeof value === "string" ? numberOf(value) : undefined;
  return number === undefined ? failed() : Number(number);
}
