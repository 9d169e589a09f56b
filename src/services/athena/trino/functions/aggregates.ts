// Aggregate functions: Trino's name and types over DuckDB's.
import type { Typed } from "../analysis.ts";
import { QueryFailure } from "../failure.ts";
import { decimalQuotient } from "../operators.ts";
import type { Place } from "../tokens.ts";
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  REAL,
  UNKNOWN,
  VARCHAR,
  arrayOf,
  decimal,
  duckDbTypeOf,
  isInteger,
  mapOf,
} from "../types.ts";
import type { TrinoType } from "../types.ts";

export interface AggregateCall {
  readonly args: readonly Typed[];
  readonly place: Place;
  /** DuckDB's call of an aggregate on these arguments, with the DISTINCT, ORDER BY, FILTER and OVER that were written. */
  readonly apply: (name: string, ...args: readonly string[]) => string;
}

export interface Aggregate {
  readonly takes: string;
  readonly build: (call: AggregateCall) => Typed;
}

const aggregate = (
  takes: string,
  gives: TrinoType | ((types: readonly TrinoType[]) => TrinoType),
  name: string,
): Aggregate => ({
  takes,
  build: ({ args, apply }) => {
    const type = typeof gives === "function" ? gives(args.map((arg) => arg.type)) : gives;
    const sql = apply(name, ...args.map((arg) => arg.sql));
    return { sql: type.kind === "bigint" ? `CAST(${sql} AS BIGINT)` : sql, type };
  },
});

const special = (takes: string, build: Aggregate["build"]): Aggregate => ({ takes, build });
const same = (types: readonly TrinoType[]): TrinoType => types[0] ?? UNKNOWN;
const statistic = (name: string, takes = "n"): Aggregate => aggregate(takes, DOUBLE, name);

export const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  count: aggregate("?*", BIGINT, "count"),
  count_if: aggregate("o", BIGINT, "count_if"),
  sum: special("*", sum),
  avg: special("*", average),
  min: special("*?i", (call) => extreme(call, "min")),
  max: special("*?i", (call) => extreme(call, "max")),
  min_by: special("**?i", (call) => extremeBy(call, "arg_min")),
  max_by: special("**?i", (call) => extremeBy(call, "arg_max")),
  arbitrary: aggregate("*", same, "any_value"),
  any_value: aggregate("*", same, "any_value"),
  bool_and: aggregate("o", BOOLEAN, "bool_and"),
  every: aggregate("o", BOOLEAN, "bool_and"),
  bool_or: aggregate("o", BOOLEAN, "bool_or"),
  // Exact: within the error that Trino promises (2.3 %).
  approx_distinct: special("*?n", ({ args, apply }) => ({
    sql: apply("count", `DISTINCT ${args[0]?.sql}`),
    type: BIGINT,
  })),
  approx_percentile: special("**?*", percentile),
  array_agg: aggregate("*", ([type]) => arrayOf(type ?? UNKNOWN), "array_agg"),
  set_agg: special("*", ({ args, apply }) => ({
    sql: `trino_distinct(${apply("array_agg", args[0]?.sql ?? "")})`,
    type: arrayOf(args[0]?.type ?? UNKNOWN),
  })),
  listagg: special("t?t", ({ args, apply }) => ({
    sql: apply("string_agg", args[0]?.sql ?? "", args[1]?.sql ?? "''"),
    type: VARCHAR,
  })),
  histogram: special("*", ({ args, apply }) => {
    const type = mapOf(args[0]?.type ?? UNKNOWN, BIGINT);
    return { sql: `CAST(${apply("histogram", args[0]?.sql ?? "")} AS ${duckDbTypeOf(type)})`, type };
  }),
  map_agg: special("**", ({ args, apply }) => {
    const [key, value] = args as readonly [Typed, Typed];
    return {
      sql: `trino_map(${apply("list", `{'k': ${key.sql}, 'v': ${value.sql}}`)})`,
      type: mapOf(key.type, value.type),
    };
  }),
  multimap_agg: special("**", ({ args, apply }) => {
    const [key, value] = args as readonly [Typed, Typed];
    return {
      sql: `trino_multimap(${apply("list", `{'k': ${key.sql}, 'v': ${value.sql}}`)})`,
      type: mapOf(key.type, arrayOf(value.type)),
    };
  }),
  map_union: special("m", ({ args, apply }) => ({
    sql: `trino_map(flatten(list_transform(${apply("list", args[0]?.sql ?? "")}, lambda m: list_transform(map_entries(m), lambda e: {'k': e.key, 'v': e.value}))))`,
    type: args[0]?.type ?? UNKNOWN,
  })),
  stddev: statistic("stddev_samp"),
  stddev_samp: statistic("stddev_samp"),
  stddev_pop: statistic("stddev_pop"),
  variance: statistic("var_samp"),
  var_samp: statistic("var_samp"),
  var_pop: statistic("var_pop"),
  corr: statistic("corr", "nn"),
  covar_pop: statistic("covar_pop", "nn"),
  covar_samp: statistic("covar_samp", "nn"),
  regr_slope: statistic("regr_slope", "nn"),
  regr_intercept: statistic("regr_intercept", "nn"),
  skewness: statistic("skewness"),
  kurtosis: statistic("kurtosis"),
  geometric_mean: statistic("geomean"),
  bitwise_and_agg: aggregate("i", BIGINT, "bit_and"),
  bitwise_or_agg: aggregate("i", BIGINT, "bit_or"),
  bitwise_xor_agg: aggregate("i", BIGINT, "bit_xor"),
};

/** Integers sum to bigint, decimals to 38 digits, reals to real; DuckDB answers HUGEINT and DOUBLE. */
function sum({ args, apply, place }: AggregateCall): Typed {
  const [{ sql, type }] = args as readonly [Typed];
  const gives = sumType(type, place, "sum");
  return {
    sql: `CAST(${apply("sum", type.kind === "interval day to second" ? sql : `CAST(${sql} AS ${duckDbTypeOf(type)})`)} AS ${duckDbTypeOf(gives)})`,
    type: gives,
  };
}

function sumType(type: TrinoType, place: Place, name: string): TrinoType {
  if (isInteger(type) || type.kind === "unknown") return BIGINT;
  if (type.kind === "decimal") return decimal(38, type.scale);
  if (type.kind === "real" || type.kind === "double" || type.kind.startsWith("interval")) return type;
  throw new QueryFailure(
    "FUNCTION_NOT_FOUND",
    `Unexpected parameters (${type.kind}) for function ${name}. Expected: ${name}(bigint), ${name}(decimal(p,s)), ${name}(double), ${name}(interval day to second), ${name}(interval year to month), ${name}(real)`,
    place,
  );
}

/** The average of decimals is a decimal of the same scale. */
function average({ args, apply, place }: AggregateCall): Typed {
  const [{ sql, type }] = args as readonly [Typed];
  sumType(type, place, "avg");
  if (type.kind === "decimal") {
    const total = { sql: `CAST(${apply("sum", sql)} AS DECIMAL(38,${type.scale}))`, type: decimal(38, type.scale) };
    const count = { sql: `nullif(${apply("count", sql)}, 0)`, type: BIGINT, constant: "1" };
    return { sql: decimalQuotient(total, count, type), type };
  }
  if (type.kind === "real") return { sql: `CAST(${apply("avg", sql)} AS FLOAT)`, type: REAL };
  return { sql: apply("avg", sql), type: type.kind.startsWith("interval") ? type : DOUBLE };
}

function extreme({ args, apply }: AggregateCall, name: string): Typed {
  const [value, count] = args as readonly [Typed, Typed?];
  return { sql: apply(name, ...args.map(({ sql }) => sql)), type: count ? arrayOf(value.type) : value.type };
}

/** The value beside the extreme, NULL too: DuckDB's plain arg_max skips NULL values. */
function extremeBy({ args, apply }: AggregateCall, name: string): Typed {
  const [value, by, count] = args as readonly [Typed, Typed, Typed?];
  if (count) return { sql: apply(name, value.sql, by.sql, count.sql), type: arrayOf(value.type) };
  return { sql: apply(`${name}_null`, value.sql, by.sql), type: value.type };
}

/** The value at that rank, exact; `approx_percentile(x, array[...])` gives an array. */
function percentile({ args, apply, place }: AggregateCall): Typed {
  const [value, at, more] = args as readonly [Typed, Typed, Typed?];
  if (more)
    throw new QueryFailure("NOT_SUPPORTED", "approx_percentile with weights or accuracy is not supported", place);
  const list = at.type.kind === "array";
  return { sql: apply("quantile_disc", value.sql, at.sql), type: list ? arrayOf(value.type) : value.type };
}
