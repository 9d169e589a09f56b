// Arrays: search, order, sets, lambdas.
import type { Typed } from "../analysis.ts";
import { castTo, coerce } from "../cast.ts";
import { QueryFailure } from "../failure.ts";
import { unify } from "../predicates.ts";
import { BIGINT, BOOLEAN, DATE, UNKNOWN, VARCHAR, arrayOf, commonType, duckDbTypeOf, isInteger } from "../types.ts";
import type { TrinoType } from "../types.ts";
import { lambdaOf, scalar, special, type Scalar, type ScalarCall } from "./scalar.ts";

const elementOf = (type: TrinoType | undefined): TrinoType => (type?.kind === "array" ? type.element : UNKNOWN);
const same = (types: readonly TrinoType[]): TrinoType => types[0] ?? UNKNOWN;
const element = (types: readonly TrinoType[]): TrinoType => elementOf(types[0]);

export const ARRAY_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  cardinality: scalar("a", BIGINT, (a) => `len(${a})`),
  element_at: scalar("ai", element, (a, index) => `(${a})[${index}]`),
  contains: special("a*", ({ args, place }) => {
    const [array, value] = args as readonly [Typed, Typed];
    const inner = commonType(elementOf(array.type), value.type);
    if (!inner)
      throw new QueryFailure(
        "FUNCTION_NOT_FOUND",
        `Unexpected parameters for function contains: the array's elements and the value differ in type`,
        place,
      );
    return { sql: `trino_contains(${array.sql}, ${coerce(value, inner, place).sql})`, type: BOOLEAN };
  }),
  array_position: scalar(
    "a*",
    BIGINT,
    (a, value) =>
      `CASE WHEN (${a}) IS NOT NULL AND (${value}) IS NOT NULL THEN coalesce(list_position(${a}, ${value}), 0) END`,
  ),
  array_distinct: scalar("a", same, (a) => `trino_distinct(${a})`),
  array_sort: special("a?l", sorted),
  array_max: scalar("a", element, (a) => `trino_unless_null_in(${a}, list_max(${a}))`),
  array_min: scalar("a", element, (a) => `trino_unless_null_in(${a}, list_min(${a}))`),
  array_remove: scalar("a*", same, (a, value) => `list_filter(${a}, lambda e: e IS DISTINCT FROM ${value})`),
  array_intersect: sets(
    (a, b) =>
      `trino_distinct(list_filter(${a}, lambda e: len(list_filter(${b}, lambda o: o IS NOT DISTINCT FROM e)) > 0))`,
  ),
  array_except: sets(
    (a, b) =>
      `trino_distinct(list_filter(${a}, lambda e: len(list_filter(${b}, lambda o: o IS NOT DISTINCT FROM e)) = 0))`,
  ),
  array_union: sets((a, b) => `trino_distinct(list_concat(${a}, ${b}))`),
  arrays_overlap: scalar("aa", BOOLEAN, (a, b) => `trino_overlap(${a}, ${b})`),
  array_join: special("at?t", ({ args, place }) => {
    const [array, mark, nulls] = args as readonly [Typed, Typed, Typed?];
    const text = castTo({ sql: "e", type: elementOf(array.type) }, VARCHAR, false, place).sql;
    const texts = nulls
      ? `list_transform(${array.sql}, lambda e: coalesce(${text}, ${nulls.sql}))`
      : `list_transform(list_filter(${array.sql}, lambda e: e IS NOT NULL), lambda e: ${text})`;
    return { sql: `array_to_string(${texts}, ${mark.sql})`, type: VARCHAR };
  }),
  array_concat: special("a*+", ({ args, place }) => {
    const arrays = args.map((arg) =>
      arg.type.kind === "array" || arg.type.kind === "unknown" ? arg : { sql: `[${arg.sql}]`, type: arrayOf(arg.type) },
    );
    const [first, ...rest] = unify(arrays, "ARRAY", place);
    const anyNull = arrays.map(({ sql }) => `(${sql}) IS NULL`).join(" OR ");
    const sql = rest.reduce((all, { sql: one }) => `list_concat(${all}, ${one})`, first?.sql ?? "[]");
    return { sql: `CASE WHEN ${anyNull} THEN NULL ELSE ${sql} END`, type: first?.type ?? UNKNOWN };
  }),
  array_reverse: scalar("a", same, (a) => `list_reverse(${a})`),
  flatten: scalar("a", element, (a) => `flatten(${a})`),
  slice: scalar("aii", same, (a, start, size) => `trino_slice(${a}, ${start}, ${size})`),
  trim_array: scalar("ai", same, (a, count) => `list_slice(${a}, 1, len(${a}) - ${count})`),
  shuffle: scalar(
    "a",
    same,
    (a) => `list_transform(list_sort(list_transform(${a}, lambda e: {'r': random(), 'e': e})), lambda s: s.e)`,
  ),
  repeat: special("*i", ({ args }) => {
    const [value, count] = args as readonly [Typed, Typed];
    return {
      sql: `list_transform(range(CAST(${count.sql} AS BIGINT)), lambda i: ${value.sql})`,
      type: arrayOf(value.type),
    };
  }),
  sequence: special("**?*", sequence),
  zip: special("aa+", ({ args }) => {
    const size = `greatest(${args.map(({ sql }) => `len(${sql})`).join(", ")})`;
    const fields = args.map(({ type }) => ({ name: undefined, type: elementOf(type) }));
    const parts = args.map(({ sql }, index) => `'field${index}': (${sql})[i]`);
    return {
      sql: `list_transform(range(1, ${size} + 1), lambda i: {${parts.join(", ")}})`,
      type: arrayOf({ kind: "row", fields }),
    };
  }),
  zip_with: special("aal", (call) => {
    const [a, b] = call.args as readonly [Typed, Typed];
    const lambda = lambdaOf(call, 2, [elementOf(a.type), elementOf(b.type)]);
    const [, names = "", body = ""] = /^lambda ([^:]*): ([\s\S]*)$/.exec(lambda.sql) ?? [];
    const [x = "", y = ""] = names.split(", ");
    const pairs = `list_transform(range(1, greatest(len(${a.sql}), len(${b.sql})) + 1), lambda i: {'x': (${a.sql})[i], 'y': (${b.sql})[i]})`;
    const renamed = rename(
      body,
      new Map([
        [x, "pair.x"],
        [y, "pair.y"],
      ]),
    );
    return { sql: `list_transform(${pairs}, lambda pair: ${renamed})`, type: arrayOf(lambda.type) };
  }),
  transform: special("al", (call) => {
    const lambda = lambdaOf(call, 1, [elementOf(call.args[0]?.type)]);
    return { sql: `list_transform(${call.args[0]?.sql}, ${lambda.sql})`, type: arrayOf(lambda.type) };
  }),
  filter: special("al", (call) => {
    const [array] = call.args as readonly [Typed];
    return { sql: `list_filter(${array.sql}, ${lambdaOf(call, 1, [elementOf(array.type)]).sql})`, type: array.type };
  }),
  reduce: special("a*ll", reduce),
  any_match: matching("any"),
  all_match: matching("all"),
  none_match: matching("none"),
  combinations: special("ai", ({ args: [array, size], place }) => combinations(array as Typed, size as Typed, place)),
  ngrams: scalar(
    "ai",
    (types) => arrayOf(types[0] ?? UNKNOWN),
    (a, size) =>
      `list_transform(range(1, greatest(len(${a}) - ${size}, 0) + 2), lambda i: list_slice(${a}, i, i + ${size} - 1))`,
  ),
};

/** Replaces whole words outside of quotes. */
function rename(sql: string, names: ReadonlyMap<string, string>): string {
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_]\w*/g, (word) => names.get(word) ?? word);
}

function sets(sql: (a: string, b: string) => string): Scalar {
  return special("aa", ({ args, place }) => {
    const [a, b] = unify(args, "ARRAY", place) as readonly [Typed, Typed];
    return { sql: sql(a.sql, b.sql), type: a.type };
  });
}

function sorted(call: ScalarCall): Typed {
  const [array, comparator] = call.args as readonly [Typed, Typed?];
  if (comparator) throw new QueryFailure("NOT_SUPPORTED", "array_sort with a lambda is not supported", call.place);
  return { sql: `list_sort(${array.sql}, 'ASC', 'NULLS LAST')`, type: array.type };
}

function sequence({ args, place }: ScalarCall): Typed {
  const [from, to, step] = args as readonly [Typed, Typed, Typed?];
  if (isInteger(from.type) && isInteger(to.type)) {
    const by = step?.sql ?? `CASE WHEN ${from.sql} <= ${to.sql} THEN 1 ELSE -1 END`;
    return {
      sql: `generate_series(CAST(${from.sql} AS BIGINT), CAST(${to.sql} AS BIGINT), CAST(${by} AS BIGINT))`,
      type: arrayOf(BIGINT),
    };
  }
  const [start, end] = unify([from, to], "ARRAY", place) as readonly [Typed, Typed];
  const by = step?.sql ?? "INTERVAL 1 DAY";
  const series = `generate_series(CAST(${start.sql} AS TIMESTAMP), CAST(${end.sql} AS TIMESTAMP), ${by})`;
  return start.type.kind === "date"
    ? { sql: `CAST(${series} AS DATE[])`, type: arrayOf(DATE) }
    : { sql: series, type: arrayOf(start.type) };
}

/** `reduce(array, start, (state, x) -> ..., state -> ...)` */
function reduce(call: ScalarCall): Typed {
  const [array, start] = call.args as readonly [Typed, Typed];
  const step = lambdaOf(call, 2, [start.type, elementOf(array.type)]);
  const state = commonType(start.type, step.type) ?? step.type;
  const [, names = "", body = ""] =
    /^lambda ([^:]*): ([\s\S]*)$/.exec(lambdaOf(call, 2, [state, elementOf(array.type)]).sql) ?? [];
  const [accumulator = "", item = ""] = names.split(", ");
  const structs = `list_transform(${array.sql}, lambda e: {'s': CAST(NULL AS ${duckDbTypeOf(state)}), 'e': e})`;
  const first = `{'s': CAST(${start.sql} AS ${duckDbTypeOf(state)}), 'e': CAST(NULL AS ${duckDbTypeOf(elementOf(array.type))})}`;
  const next = rename(
    body,
    new Map([
      [accumulator, "acc.s"],
      [item, "nxt.e"],
    ]),
  );
  const folded = `list_reduce(${structs}, lambda acc, nxt: {'s': CAST(${next} AS ${duckDbTypeOf(state)}), 'e': nxt.e}, ${first}).s`;
  const last = lambdaOf(call, 3, [state]);
  const [, out = "", result = ""] = /^lambda ([^:]*): ([\s\S]*)$/.exec(last.sql) ?? [];
  if (result === out) return { sql: folded, type: state };
  return { sql: `list_transform([${folded}], ${last.sql})[1]`, type: last.type };
}

/** NULL when it hangs on elements for which the lambda is NULL. */
function matching(kind: "any" | "all" | "none"): Scalar {
  return special("al", (call) => {
    const [array] = call.args as readonly [Typed];
    const lambda = lambdaOf(call, 1, [elementOf(array.type)]);
    return { sql: `trino_${kind}_match(list_transform(${array.sql}, ${lambda.sql}))`, type: BOOLEAN };
  });
}

const COMBINATION_SIZE_MAX = 5;

function combinations(array: Typed, size: Typed, place: ScalarCall["place"]): Typed {
  const count = Number(size.constant ?? Number.NaN);
  if (!(count >= 1 && count <= COMBINATION_SIZE_MAX))
    throw new QueryFailure(
      "INVALID_FUNCTION_ARGUMENT",
      `combination size must not exceed ${COMBINATION_SIZE_MAX}`,
      place,
    );
  let sql = `list_transform(range(1, len(${array.sql}) + 1), lambda i: [i])`;
  for (let step = 1; step < count; step++)
    sql = `flatten(list_transform(${sql}, lambda c: list_transform(range(c[-1] + 1, len(${array.sql}) + 1), lambda i: list_append(c, i))))`;
  return {
    sql: `list_transform(${sql}, lambda c: list_transform(c, lambda i: (${array.sql})[i]))`,
    type: arrayOf(array.type),
  };
}
