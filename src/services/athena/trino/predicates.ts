// Comparisons, IN, LIKE and the types they demand.
import { coerce } from "./cast.ts";
import type { Typed } from "./analysis.ts";
import { QueryFailure } from "./failure.ts";
import type { Comparison, Expression } from "./syntax.ts";
import type { Place } from "./tokens.ts";
import { BOOLEAN, commonType, formatType, isText, sameType } from "./types.ts";
import type { TrinoType } from "./types.ts";

/** Every value as the type they have in common. `what` names the construct in the message. Errors: TYPE_MISMATCH. */
export function unify(values: readonly Typed[], what: string, place: Place): readonly Typed[] {
  let common: TrinoType | undefined;
  for (const { type } of values) {
    const next: TrinoType | undefined = common ? commonType(common, type) : type;
    if (!next) throw new QueryFailure("TYPE_MISMATCH", mismatch(what, common ?? type, type), place);
    common = next;
  }
  const to = common;
  return to ? values.map((value) => coerceNested(value, to, place)) : values;
}

function mismatch(what: string, expected: TrinoType, actual: TrinoType): string {
  const [a, b] = [formatType(expected), formatType(actual)];
  switch (what) {
    case "CASE":
      return `All CASE results must be the same type or coercible to a common type. Cannot find common type between ${a} and ${b}, all types (without duplicates): [${a}, ${b}]`;
    case "IN":
      return `IN value and list items must be the same type or coercible to a common type. Cannot find common type between ${a} and ${b}, all types (without duplicates): [${a}, ${b}]`;
    case "BETWEEN":
      return `Cannot check if ${a} is BETWEEN ${b}`;
    case "ARRAY":
      return `All ARRAY elements must be the same type or coercible to a common type. Cannot find common type between ${a} and ${b}, all types (without duplicates): [${a}, ${b}]`;
    default:
      return `Cannot apply operator: ${a} ${what} ${b}`;
  }
}

/** DuckDB does scalar conversions itself; literals inside nested values, and decimals of unlike scale, are made alike here. */
function coerceNested(value: Typed, to: TrinoType, place: Place): Typed {
  if (sameType(value.type, to) || isText(to)) return { ...value, type: to };
  return coerce(value, to, place);
}

export function comparison(operator: Comparison, left: Typed, right: Typed, place: Place): Typed {
  if (!commonType(left.type, right.type))
    throw new QueryFailure(
      "TYPE_MISMATCH",
      `Cannot apply operator: ${formatType(left.type)} ${operator} ${formatType(right.type)}`,
      place,
    );
  return { sql: `(${left.sql} ${operator} ${right.sql})`, type: BOOLEAN };
}

export function quantified(
  { operator, quantifier }: Extract<Expression, { node: "quantified" }>,
  value: Typed,
  query: { readonly sql: string; readonly columns: readonly { readonly type: TrinoType }[] },
  place: Place,
): Typed {
  const [column] = query.columns;
  if (query.columns.length !== 1 || !column)
    throw new QueryFailure("TYPE_MISMATCH", "Subquery must return one column", place);
  comparison(operator, value, { sql: "", type: column.type }, place);
  return { sql: `(${value.sql} ${operator} ${quantifier.toUpperCase()} (${query.sql}))`, type: BOOLEAN };
}

export function inList(value: Typed, items: readonly Typed[], not: boolean, place: Place): Typed {
  const [subject, ...list] = unify([value, ...items], "IN", place);
  return { sql: `(${subject?.sql} ${not ? "NOT " : ""}IN (${list.map(({ sql }) => sql).join(", ")}))`, type: BOOLEAN };
}

export function like(
  { value, pattern, escape, not, place }: Extract<Expression, { node: "like" }>,
  analyse: (of: Expression) => Typed,
): Typed {
  const [subject, form, mark] = [analyse(value), analyse(pattern), escape && analyse(escape)];
  for (const { type } of [subject, form])
    if (!isText(type) && type.kind !== "unknown")
      throw new QueryFailure(
        "TYPE_MISMATCH",
        `Left side of LIKE expression must evaluate to a varchar (actual: ${formatType(type)})`,
        place,
      );
  return {
    sql: `(${subject.sql} ${not ? "NOT " : ""}LIKE ${form.sql}${mark ? ` ESCAPE ${mark.sql}` : ""})`,
    type: BOOLEAN,
  };
}

/** Errors: TYPE_MISMATCH unless the value is a boolean. */
export function logical(value: Typed, what: string, place: Place): Typed {
  if (value.type.kind === "boolean" || value.type.kind === "unknown") return value;
  const subject =
    what === "WHERE"
      ? "WHERE clause must evaluate to a boolean: actual type"
      : `Value of logical expression (${what}) must evaluate to a boolean (actual:`;
  throw new QueryFailure(
    "TYPE_MISMATCH",
    what === "WHERE" ? `${subject} ${formatType(value.type)}` : `${subject} ${formatType(value.type)})`,
    place,
  );
}
