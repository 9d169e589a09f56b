// Numbers: rounding, powers, logarithms, angles, bits, bases.
import { raise } from "../cast.ts";
import type { Typed } from "../analysis.ts";
import { arithmetic } from "../operators.ts";
import { BIGINT, BOOLEAN, DOUBLE, VARCHAR, decimal, duckDbTypeOf, isFloating, isInteger } from "../types.ts";
import type { TrinoType } from "../types.ts";
import { scalar, special, type Scalar } from "./scalar.ts";

const same = (types: readonly TrinoType[]): TrinoType => types[0] ?? DOUBLE;
const asDouble = (sql: string): string => `CAST(${sql} AS DOUBLE)`;
const double = (sql: (...args: string[]) => string, takes = "n"): Scalar =>
  scalar(takes, DOUBLE, (...args) => sql(...args.map(asDouble)));

export const MATH_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  abs: scalar("n", same, (x) => `abs(${x})`),
  sign: special("n", ({ args: [x] }) => {
    const { sql, type } = x as Typed;
    const gives = type.kind === "decimal" ? decimal(1, 0) : type;
    return { sql: `CAST(sign(${sql}) AS ${duckDbTypeOf(gives)})`, type: gives };
  }),
  ceil: whole("ceil"),
  ceiling: whole("ceil"),
  floor: whole("floor"),
  round: special("n?i", ({ args: [x, digits] }) => rounded(x as Typed, digits)),
  truncate: special("n?i", ({ args: [x, digits] }) => truncated(x as Typed, digits)),
  mod: special("nn", ({ args: [a, b], place }) => arithmetic("%", a as Typed, b as Typed, place)),
  // NaN and -Infinity where DuckDB refuses. Documented: Trino follows IEEE 754 here.
  sqrt: double((x) => `CASE WHEN ${x} < 0 THEN 'NaN'::DOUBLE ELSE sqrt(${x}) END`),
  ln: double((x) => logarithm("ln", x)),
  log2: double((x) => logarithm("log2", x)),
  log10: double((x) => logarithm("log10", x)),
  log: double((base, x) => `(${logarithm("ln", x)} / ln(${base}))`, "nn"),
  cbrt: double((x) => `trino_cbrt(${x})`),
  exp: double((x) => `exp(${x})`),
  pow: double((x, y) => `pow(${x}, ${y})`, "nn"),
  power: double((x, y) => `pow(${x}, ${y})`, "nn"),
  radians: double((x) => `radians(${x})`),
  degrees: double((x) => `degrees(${x})`),
  sin: double((x) => `sin(${x})`),
  cos: double((x) => `cos(${x})`),
  tan: double((x) => `tan(${x})`),
  asin: double((x) => `asin(${x})`),
  acos: double((x) => `acos(${x})`),
  atan: double((x) => `atan(${x})`),
  atan2: double((y, x) => `atan2(${y}, ${x})`, "nn"),
  sinh: double((x) => `sinh(${x})`),
  cosh: double((x) => `cosh(${x})`),
  tanh: double((x) => `tanh(${x})`),
  pi: scalar("", DOUBLE, () => "pi()"),
  e: scalar("", DOUBLE, () => "exp(CAST(1 AS DOUBLE))"),
  nan: scalar("", DOUBLE, () => "'NaN'::DOUBLE"),
  infinity: scalar("", DOUBLE, () => "'Infinity'::DOUBLE"),
  is_nan: scalar("n", BOOLEAN, (x) => `isnan(${asDouble(x)})`),
  is_finite: scalar("n", BOOLEAN, (x) => `isfinite(${asDouble(x)})`),
  is_infinite: scalar("n", BOOLEAN, (x) => `isinf(${asDouble(x)})`),
  random: random(),
  rand: random(),
  width_bucket: special("nn?nn", ({ args }) => {
    const [x, low, high, count] = args.map(({ sql }) => sql) as [string, string, string?, string?];
    if (high === undefined) return { sql: `len(list_filter(${low}, lambda b: b <= ${x}))`, type: BIGINT };
    const bucket = `CAST(floor(${count} * (${asDouble(x)} - ${low}) / (${high} - ${low})) AS BIGINT) + 1`;
    return {
      sql: `CASE WHEN ${x} < ${low} THEN 0 WHEN ${x} >= ${high} THEN ${count} + 1 ELSE ${bucket} END`,
      type: BIGINT,
    };
  }),
  bitwise_and: scalar("ii", BIGINT, (a, b) => `(CAST(${a} AS BIGINT) & ${b})`),
  bitwise_or: scalar("ii", BIGINT, (a, b) => `(CAST(${a} AS BIGINT) | ${b})`),
  bitwise_xor: scalar("ii", BIGINT, (a, b) => `xor(CAST(${a} AS BIGINT), ${b})`),
  bitwise_not: scalar("i", BIGINT, (a) => `(~CAST(${a} AS BIGINT))`),
  bitwise_left_shift: scalar("ii", same, (a, n) => `trino_shift_left(${a}, ${n})`),
  bitwise_right_shift: scalar("ii", same, (a, n) => `trino_shift_right(${a}, ${n})`),
  bitwise_right_shift_arithmetic: scalar("ii", same, (a, n) => `CAST(floor(${a} / pow(2::DOUBLE, ${n})) AS BIGINT)`),
  bit_count: scalar(
    "ii",
    BIGINT,
    (x, bits) =>
      `CASE WHEN ${x} >= 0 THEN CAST(bit_count(CAST(${x} AS BIGINT)) AS BIGINT) ELSE ${bits} - CAST(bit_count(~CAST(${x} AS BIGINT)) AS BIGINT) END`,
  ),
  from_base: scalar("ti", BIGINT, (text, radix) => `trino_from_base(lower(${text}), ${radix})`),
  to_base: scalar(
    "ii",
    VARCHAR,
    (x, radix) => `CASE WHEN ${x} < 0 THEN '-' ELSE '' END || lower(to_base(abs(${x}), ${radix}))`,
  ),
};
function logarithm(name: string, x: string): string {
  return `CASE WHEN ${x} = 0 THEN '-Infinity'::DOUBLE WHEN ${x} < 0 THEN 'NaN'::DOUBLE ELSE ${name}(${x}) END`;
}

function whole(name: "ceil" | "floor"): Scalar {
  return special("n", ({ args: [x] }) => {
    const { sql, type } = x as Typed;
    if (isInteger(type)) return { sql, type };
    if (type.kind !== "decimal") return { sql: `${name}(${sql})`, type };
    const gives = decimal(type.precision - type.scale + (type.scale > 0 ? 1 : 0), 0);
    return { sql: `CAST(${name}(${sql}) AS ${duckDbTypeOf(gives)})`, type: gives };
  });
}

/** Half away from zero. A decimal keeps its scale when digits are named. */
function rounded({ sql, type }: Typed, digits: Typed | undefined): Typed {
  if (!digits) {
    if (isInteger(type)) return { sql, type };
    const gives = type.kind === "decimal" ? decimal(type.precision - type.scale + (type.scale > 0 ? 1 : 0), 0) : type;
    return {
      sql: type.kind === "decimal" ? `CAST(round(${sql}) AS ${duckDbTypeOf(gives)})` : `round(${sql})`,
      type: gives,
    };
  }
  if (type.kind === "decimal") {
    const gives = decimal(type.precision + 1, type.scale);
    return { sql: `CAST(round(${sql}, CAST(${digits.sql} AS INTEGER)) AS ${duckDbTypeOf(gives)})`, type: gives };
  }
  return { sql: `CAST(round(${sql}, CAST(${digits.sql} AS INTEGER)) AS ${duckDbTypeOf(type)})`, type };
}

function truncated({ sql, type }: Typed, digits: Typed | undefined): Typed {
  if (isInteger(type) && !digits) return { sql, type };
  if (!digits) {
    const gives = type.kind === "decimal" ? decimal(type.precision - type.scale, 0) : type;
    return { sql: `CAST(trunc(${sql}) AS ${duckDbTypeOf(gives)})`, type: gives };
  }
  const factor = `pow(10::DOUBLE, ${digits.sql})`;
  return { sql: `CAST(trunc(${sql} * ${factor}) / ${factor} AS ${duckDbTypeOf(type)})`, type };
}

/** `random()` in [0, 1), `random(n)` in [0, n), `random(m, n)` in [m, n). */
function random(): Scalar {
  return special("?nn", ({ args }) => {
    const [low, high] = args as readonly [Typed?, Typed?];
    if (!low) return { sql: "random()", type: DOUBLE };
    if (isFloating(low.type)) return { sql: `(random() * ${low.sql})`, type: DOUBLE };
    const [from, to] = high ? [low.sql, high.sql] : ["0", low.sql];
    const bound = `CASE WHEN ${to} <= ${from} THEN ${raise("INVALID_FUNCTION_ARGUMENT", "bound must be positive")} ELSE ${to} - ${from} END`;
    return { sql: `CAST(${from} + floor(random() * (${bound})) AS ${duckDbTypeOf(low.type)})`, type: low.type };
  });
}
