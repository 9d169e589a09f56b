// Arithmetic, concatenation and subscripts with Trino's result types and errors.
import { coerce, raise } from "./cast.ts";
import type { Typed } from "./analysis.ts";
import { QueryFailure } from "./failure.ts";
import type { Arithmetic } from "./syntax.ts";
import type { Place } from "./tokens.ts";
import {
  VARBINARY,
  VARCHAR,
  arrayOf,
  asDecimal,
  commonType,
  decimal,
  duckDbTypeOf,
  formatType,
  isFloating,
  isInteger,
  isInterval,
  isMoment,
  isNumeric,
  isText,
} from "./types.ts";
import type { TrinoType } from "./types.ts";

export function arithmetic(operator: Arithmetic, left: Typed, right: Typed, place: Place): Typed {
  const time = momentArithmetic(operator, left, right);
  if (time) return time;
  const type = commonType(left.type, right.type);
  if (!type || (!isNumeric(type) && type.kind !== "unknown"))
    throw new QueryFailure(
      "TYPE_MISMATCH",
      `Cannot apply operator: ${formatType(left.type)} ${operator} ${formatType(right.type)}`,
      place,
    );
  if (type.kind === "decimal") return decimalArithmetic(operator, left, right, place);
  const [a, b] = [widened(left, type, place), widened(right, type, place)];
  if (isFloating(type)) return { sql: floating(operator, a, b, right), type };
  return {
    sql:
      operator === "/" || operator === "%"
        ? `(${a} ${operator === "/" ? "//" : "%"} ${guarded(b, right)})`
        : `(${a} ${operator} ${b})`,
    type,
  };
}

/** DuckDB answers NULL for a division by zero, IEEE 754 infinity or NaN. */
function floating(operator: Arithmetic, a: string, b: string, { constant }: Typed): string {
  if (operator === "%") return `fmod(${a}, ${b})`;
  const safe = operator !== "/" || (constant !== undefined && Number(constant) !== 0);
  return safe ? `(${a} ${operator} ${b})` : `trino_divide_float(${a}, ${b})`;
}

/** Operands of unlike integer kinds are made alike, or DuckDB would fit a literal into the smaller kind. */
const widened = (value: Typed, type: TrinoType, place: Place): string =>
  value.type.kind === type.kind || value.type.kind === "unknown" ? value.sql : coerce(value, type, place).sql;

/** DuckDB answers NULL for a division by zero, Trino fails. */
function guarded(divisor: string, { constant, type }: Typed): string {
  if (constant !== undefined && Number(constant) !== 0) return divisor;
  return `CASE WHEN ${divisor} = 0 THEN CAST(${raise("DIVISION_BY_ZERO", "Division by zero")} AS ${duckDbTypeOf(type)}) ELSE ${divisor} END`;
}

function decimalArithmetic(operator: Arithmetic, left: Typed, right: Typed, place: Place): Typed {
  const [a, b] = [asDecimal(left.type), asDecimal(right.type)];
  const scale = Math.max(a.scale, b.scale);
  switch (operator) {
    case "+":
    case "-": {
      const type = decimal(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale);
      return { sql: `CAST((${left.sql} ${operator} ${right.sql}) AS ${duckDbTypeOf(type)})`, type };
    }
    case "*": {
      const type = decimal(a.precision + b.precision, Math.min(38, a.scale + b.scale));
      return { sql: `CAST((${left.sql} * ${right.sql}) AS ${duckDbTypeOf(type)})`, type };
    }
    case "%": {
      const type = decimal(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
      const common = decimal(38, scale);
      const [one, other] = [coerce(left, common, place), coerce(right, common, place)];
      return {
        sql: `CAST((${one.sql} % ${guarded(other.sql, { ...right, type: common })}) AS ${duckDbTypeOf(type)})`,
        type,
      };
    }
    default: {
      const type = decimal(a.precision + b.scale + Math.max(0, b.scale - a.scale), scale);
      return { sql: decimalQuotient(left, right, type), type };
    }
  }
}

/** DuckDB divides decimals as doubles. Here the digits are divided as integers, half away from zero. */
export function decimalQuotient(left: Typed, right: Typed, type: TrinoType): string {
  const [a, b] = [asDecimal(left.type), asDecimal(right.type)];
  const { precision, scale } = asDecimal(type);
  const factor = scale - a.scale + b.scale;
  const dividend = digits(left, a.scale);
  const divisor = guarded(digits(right, b.scale), { ...right, type: { kind: "bigint" } }).replace(
    "AS BIGINT) ELSE",
    "AS HUGEINT) ELSE",
  );
  const quotient = `trino_divide(${dividend} * ${10n ** BigInt(Math.max(0, factor))}::HUGEINT, ${divisor})`;
  return fromDigits(quotient, precision, scale);
}

/** The digits of a decimal as an integer: 1.50 is 150. */
function digits(value: Typed, scale: number): string {
  if (scale === 0) return `CAST(${value.sql} AS HUGEINT)`;
  const { precision } = asDecimal(value.type);
  return `CAST(CAST(${value.sql} AS DECIMAL(${Math.min(38 - scale - 1, precision)},${scale})) * ${10n ** BigInt(scale)} AS HUGEINT)`;
}

function fromDigits(sql: string, precision: number, scale: number): string {
  if (scale === 0) return `CAST(${sql} AS DECIMAL(${precision},0))`;
  const one = `CAST('0.${"1".padStart(scale, "0")}' AS DECIMAL(${scale + 1},${scale}))`;
  return `CAST(CAST(${sql} AS DECIMAL(${Math.min(37 - scale, precision)},0)) * ${one} AS DECIMAL(${precision},${scale}))`;
}

function momentArithmetic(operator: Arithmetic, left: Typed, right: Typed): Typed | undefined {
  const [a, b] = [left.type, right.type];
  if (isInterval(a) && isMoment(b) && operator === "+") return momentArithmetic(operator, right, left);
  if (isMoment(a) && isInterval(b) && (operator === "+" || operator === "-")) {
    const sql = `(${left.sql} ${operator} ${right.sql})`;
    return { sql: a.kind === "date" ? `CAST(${sql} AS DATE)` : sql, type: a };
  }
  if (isMoment(a) && isMoment(b) && operator === "-") {
    const type: TrinoType = { kind: "interval day to second" };
    if (a.kind === "date" && b.kind === "date")
      return { sql: `to_days(CAST(${left.sql} - ${right.sql} AS INTEGER))`, type };
    return { sql: `(CAST(${left.sql} AS ${duckDbTypeOf(a)}) - CAST(${right.sql} AS ${duckDbTypeOf(b)}))`, type };
  }
  if (isInterval(a) && isInterval(b) && a.kind === b.kind && (operator === "+" || operator === "-"))
    return { sql: `(${left.sql} ${operator} ${right.sql})`, type: a };
  if (isInterval(a) && isNumeric(b) && (operator === "*" || operator === "/"))
    return { sql: `(${left.sql} ${operator} ${right.sql})`, type: a };
  if (isNumeric(a) && isInterval(b) && operator === "*") return { sql: `(${right.sql} * ${left.sql})`, type: b };
  return undefined;
}

export function negated(value: Typed, place: Place): Typed {
  if (!isNumeric(value.type) && !isInterval(value.type) && value.type.kind !== "unknown")
    throw new QueryFailure("TYPE_MISMATCH", `Cannot negate ${formatType(value.type)}`, place);
  return {
    sql: `(-${value.sql})`,
    type: value.type,
    ...(value.constant !== undefined && { constant: `-${value.constant}` }),
  };
}

/** `||`: texts, binaries, arrays, an array and an element. NULL in, NULL out. */
export function concat(left: Typed, right: Typed, place: Place): Typed {
  const [a, b] = [left.type, right.type];
  const textual = (type: TrinoType): boolean => isText(type) || type.kind === "unknown";
  if (textual(a) && textual(b)) return { sql: `(${left.sql} || ${right.sql})`, type: VARCHAR };
  if (a.kind === "varbinary" && b.kind === "varbinary")
    return { sql: `(${left.sql} || ${right.sql})`, type: VARBINARY };
  if (a.kind === "array" || b.kind === "array") {
    const asArray = ({ sql, type }: Typed): Typed =>
      type.kind === "array" || type.kind === "unknown" ? { sql, type } : { sql: `[${sql}]`, type: arrayOf(type) };
    const [one, other] = [asArray(left), asArray(right)];
    const type = commonType(one.type, other.type);
    if (type)
      return {
        sql: `CASE WHEN (${one.sql}) IS NOT NULL AND (${other.sql}) IS NOT NULL THEN list_concat(${coerce(one, type, place).sql}, ${coerce(other, type, place).sql}) END`,
        type,
      };
  }
  throw new QueryFailure("TYPE_MISMATCH", `Cannot apply operator: ${formatType(a)} || ${formatType(b)}`, place);
}

export function subscript(of: Typed, index: Typed, place: Place): Typed {
  const { type } = of;
  if (type.kind === "array" && (isInteger(index.type) || index.type.kind === "unknown")) {
    const bounds = `CASE WHEN ${index.sql} = 0 THEN ${raise("INVALID_FUNCTION_ARGUMENT", "SQL array indices start at 1")} WHEN ${index.sql} < 0 THEN ${raise("INVALID_FUNCTION_ARGUMENT", "Array subscript is negative: ")} WHEN ${index.sql} > len(${of.sql}) THEN CAST('INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length: ' || ${index.sql} || ' > ' || len(${of.sql}) AS INTEGER) ELSE ${index.sql} END`;
    return { sql: `(${of.sql})[${bounds}]`, type: type.element };
  }
  if (type.kind === "map") {
    const key = coerce(index, commonType(type.key, index.type) ? type.key : index.type, place);
    return {
      sql: `CASE WHEN map_contains(${of.sql}, ${key.sql}) THEN (${of.sql})[${key.sql}] WHEN (${of.sql}) IS NOT NULL THEN CAST(CAST('INVALID_FUNCTION_ARGUMENT: Key not present in map: ' || CAST(${key.sql} AS VARCHAR) AS INTEGER) AS VARCHAR)::${duckDbTypeOf(type.value)} END`,
      type: type.value,
    };
  }
  if (type.kind === "row" && index.constant !== undefined) {
    const field = type.fields[Number(index.constant) - 1];
    if (field) return { sql: `struct_extract_at(${of.sql}, ${Number(index.constant)})`, type: field.type };
  }
  throw new QueryFailure(
    "TYPE_MISMATCH",
    `Cannot use ${formatType(index.type)} for subscript of ${formatType(type)}`,
    place,
  );
}
