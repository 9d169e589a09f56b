// Conditional functions, casts of last resort, and what the session is.
import type { Typed } from "../analysis.ts";
import { QueryFailure } from "../failure.ts";
import { logical, unify } from "../predicates.ts";
import { BOOLEAN, UNKNOWN, VARCHAR, formatType, quoteText } from "../types.ts";
import { scalar, special, type Scalar } from "./scalar.ts";

export const CONDITIONAL_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  coalesce: special("**+", ({ args, place }) => {
    const values = unify(args, "COALESCE", place);
    return { sql: `coalesce(${values.map(({ sql }) => sql).join(", ")})`, type: values[0]?.type ?? UNKNOWN };
  }),
  nullif: special("**", ({ args, place }) => {
    const [a, b] = unify(args, "NULLIF", place);
    return { sql: `nullif(${a?.sql}, ${b?.sql})`, type: args[0]?.type ?? UNKNOWN };
  }),
  if: special("**?*", ({ args, place }) => {
    const [condition, ...rest] = args as readonly [Typed, Typed, Typed?];
    const [yes, no] = unify(rest as readonly Typed[], "IF", place);
    const sql = `CASE WHEN ${logical(condition, "IF", place).sql} THEN ${yes?.sql}${no ? ` ELSE ${no.sql}` : ""} END`;
    return { sql, type: yes?.type ?? UNKNOWN };
  }),
  try: special("*", ({ args, place }) => {
    const [value] = args as readonly [Typed];
    if (/\bSELECT\b/.test(value.sql))
      throw new QueryFailure("NOT_SUPPORTED", "Subqueries inside TRY are not supported", place);
    return { sql: `TRY(${value.sql})`, type: value.type };
  }),
  greatest: extreme("greatest"),
  least: extreme("least"),
  typeof: special("*", ({ args }) => ({ sql: quoteText(formatType(args[0]?.type ?? UNKNOWN)), type: VARCHAR })),
  current_user: scalar("", VARCHAR, () => "'forebay'"),
  current_catalog: scalar("", VARCHAR, () => "'awsdatacatalog'"),
  version: scalar("", VARCHAR, () => "'Athena engine version 3'"),
  uuid: scalar("", { kind: "uuid" }, () => "gen_random_uuid()"),
  is_json_scalar: scalar("j", BOOLEAN, (json) => `(json_type(${json}) NOT IN ('ARRAY', 'OBJECT'))`),
  fail: scalar("t", UNKNOWN, (message) => `CAST('GENERIC_USER_ERROR: ' || ${message} AS INTEGER)`),
};

/** NULL when any argument is; DuckDB's own skip NULLs. */
function extreme(name: string): Scalar {
  return special("*+", ({ args, place }) => {
    const values = unify(args, name.toUpperCase(), place);
    const anyNull = values.map(({ sql }) => `(${sql}) IS NULL`).join(" OR ");
    return {
      sql: `CASE WHEN ${anyNull} THEN NULL ELSE ${name}(${values.map(({ sql }) => sql).join(", ")}) END`,
      type: values[0]?.type ?? UNKNOWN,
    };
  });
}
