// UNNEST of arrays and maps into rows.
import type { Analysis, Column, Scope } from "./analysis.ts";
import { QueryFailure } from "./failure.ts";
import type { Relation } from "./syntax.ts";
import { BIGINT, UNKNOWN, fieldName, formatType, quoteName } from "./types.ts";
import type { TrinoType } from "./types.ts";

interface Part {
  /** The list whose elements become values. */
  readonly list: string;
  readonly type: TrinoType;
}

/** Lists of unlike length are filled up with NULLs; rows in an array become columns of their own. */
export function analyseUnnest(
  analysis: Analysis,
  { values, ordinality, place }: Extract<Relation, { node: "unnest" }>,
  scope: Scope,
): { readonly sql: string; readonly columns: readonly Column[] } {
  const tracked = analysis.track(() => values.map((value) => analysis.expression(value, scope)));
  analysis.adopt(tracked);
  const parts = tracked.result.flatMap(({ sql, type }): Part[] => {
    if (type.kind === "array") return [{ list: sql, type: type.element }];
    if (type.kind === "unknown") return [{ list: `CAST(${sql} AS INTEGER[])`, type: UNKNOWN }];
    if (type.kind === "map")
      return [
        { list: `map_keys(${sql})`, type: type.key },
        { list: `map_values(${sql})`, type: type.value },
      ];
    throw new QueryFailure("TYPE_MISMATCH", `Cannot unnest type: ${formatType(type)}`, place);
  });
  const alias = analysis.fresh("r");
  const inner = parts.map(({ list }, index) => `unnest(${list}) AS u${index + 1}`);
  const longest = `greatest(${parts.map(({ list }) => `coalesce(len(${list}), 0)`).join(", ")})`;
  if (ordinality) inner.push(`unnest(range(1, ${longest} + 1)) AS n`);
  const columns: Column[] = [];
  const add = (sql: string, type: TrinoType, name: string | undefined): void => {
    columns.push({ name, qualifier: undefined, type, sql, origins: [], needs: tracked.needs, hidden: false });
  };
  for (const [index, { type }] of parts.entries()) {
    const value = `${alias}.u${index + 1}`;
    if (type.kind === "row")
      for (const [at, field] of type.fields.entries())
        add(`(${value}).${quoteName(fieldName(field, at))}`, field.type, field.name);
    else add(value, type, undefined);
  }
  if (ordinality) add(`${alias}.n`, BIGINT, "ordinality");
  return { sql: `LATERAL (SELECT ${inner.join(", ")}) AS ${alias}`, columns };
}
