// Maps.
import type { Typed } from "../analysis.ts";
import { coerce } from "../cast.ts";
import { unify } from "../predicates.ts";
import { BIGINT, UNKNOWN, arrayOf, mapOf } from "../types.ts";
import type { TrinoType } from "../types.ts";
import { lambdaOf, scalar, special, type Scalar, type ScalarCall } from "./scalar.ts";

const keyOf = (type: TrinoType | undefined): TrinoType => (type?.kind === "map" ? type.key : UNKNOWN);
const valueOf = (type: TrinoType | undefined): TrinoType => (type?.kind === "map" ? type.value : UNKNOWN);
const elementOf = (type: TrinoType | undefined): TrinoType => (type?.kind === "array" ? type.element : UNKNOWN);

export const MAP_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  map: special("?aa", ({ args }) => {
    const [keys, values] = args as readonly [Typed?, Typed?];
    if (!keys || !values) return { sql: "MAP {}", type: mapOf(UNKNOWN, UNKNOWN) };
    return { sql: `map(${keys.sql}, ${values.sql})`, type: mapOf(elementOf(keys.type), elementOf(values.type)) };
  }),
  map_cardinality: scalar("m", BIGINT, (m) => `CAST(cardinality(${m}) AS BIGINT)`),
  map_element_at: special("m*", ({ args, place }) => {
    const [map, key] = args as readonly [Typed, Typed];
    return { sql: `(${map.sql})[${coerce(key, keyOf(map.type), place).sql}]`, type: valueOf(map.type) };
  }),
  map_keys: scalar(
    "m",
    ([type]) => arrayOf(keyOf(type)),
    (m) => `map_keys(${m})`,
  ),
  map_values: scalar(
    "m",
    ([type]) => arrayOf(valueOf(type)),
    (m) => `map_values(${m})`,
  ),
  map_entries: scalar(
    "m",
    ([type]) => arrayOf(entryOf(type)),
    (m) => `list_transform(map_entries(${m}), lambda e: {'field0': e.key, 'field1': e.value})`,
  ),
  map_from_entries: special("a", ({ args: [array] }) => {
    const { sql, type } = array as Typed;
    const entry = elementOf(type);
    const [key, value] = entry.kind === "row" ? entry.fields : [];
    return {
      sql: `map_from_entries(list_transform(${sql}, lambda e: {'k': struct_extract_at(e, 1), 'v': struct_extract_at(e, 2)}))`,
      type: mapOf(key?.type ?? UNKNOWN, value?.type ?? UNKNOWN),
    };
  }),
  multimap_from_entries: special("a", ({ args: [array] }) => {
    const { sql, type } = array as Typed;
    const entry = elementOf(type);
    const [key, value] = entry.kind === "row" ? entry.fields : [];
    return {
      sql: `trino_multimap(list_transform(${sql}, lambda e: {'k': struct_extract_at(e, 1), 'v': struct_extract_at(e, 2)}))`,
      type: mapOf(key?.type ?? UNKNOWN, arrayOf(value?.type ?? UNKNOWN)),
    };
  }),
  // The last map wins.
  map_concat: special("mm+", ({ args, place }) => {
    const maps = unify(args, "MAP", place);
    return { sql: `map_concat(${maps.map(({ sql }) => sql).join(", ")})`, type: maps[0]?.type ?? UNKNOWN };
  }),
  map_filter: special("ml", (call) => {
    const lambda = entryLambda(call);
    return {
      sql: `map_from_entries(list_filter(map_entries(${call.args[0]?.sql}), lambda e: ${lambda.sql}))`,
      type: call.args[0]?.type ?? UNKNOWN,
    };
  }),
  transform_keys: special("ml", (call) => {
    const lambda = entryLambda(call);
    return {
      sql: `map_from_entries(list_transform(map_entries(${call.args[0]?.sql}), lambda e: {'k': ${lambda.sql}, 'v': e.value}))`,
      type: mapOf(lambda.type, valueOf(call.args[0]?.type)),
    };
  }),
  transform_values: special("ml", (call) => {
    const lambda = entryLambda(call);
    return {
      sql: `map_from_entries(list_transform(map_entries(${call.args[0]?.sql}), lambda e: {'k': e.key, 'v': ${lambda.sql}}))`,
      type: mapOf(keyOf(call.args[0]?.type), lambda.type),
    };
  }),
  map_zip_with: special("mml", (call) => {
    const [a, b] = call.args as readonly [Typed, Typed];
    const lambda = lambdaOf(call, 2, [keyOf(a.type), valueOf(a.type), valueOf(b.type)]);
    const body = entryBody(lambda.sql, ["key", `(${a.sql})[key]`, `(${b.sql})[key]`]);
    const keys = `trino_distinct(list_concat(map_keys(${a.sql}), map_keys(${b.sql})))`;
    return {
      sql: `map_from_entries(list_transform(${keys}, lambda key: {'k': key, 'v': ${body}}))`,
      type: mapOf(keyOf(a.type), lambda.type),
    };
  }),
};

function entryOf(type: TrinoType | undefined): TrinoType {
  return {
    kind: "row",
    fields: [
      { name: undefined, type: keyOf(type) },
      { name: undefined, type: valueOf(type) },
    ],
  };
}

/** The body of a lambda of key and value, over an entry `e`. */
function entryLambda(call: ScalarCall): Typed {
  const type = call.args[0]?.type;
  const lambda = lambdaOf(call, 1, [keyOf(type), valueOf(type)]);
  return { sql: entryBody(lambda.sql, ["e.key", "e.value"]), type: lambda.type };
}

function entryBody(sql: string, replacements: readonly string[]): string {
  const [, names = "", body = ""] = /^lambda ([^:]*): ([\s\S]*)$/.exec(sql) ?? [];
  const by = new Map(names.split(", ").map((name, index) => [name, replacements[index] ?? name]));
  return body.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_]\w*/g, (word) => by.get(word) ?? word);
}
