// Finds the column that a name means.
import { QueryFailure } from "./failure.ts";
import type { Analysis, Column, Scope, Typed } from "./analysis.ts";
import type { Expression } from "./syntax.ts";
import type { Place } from "./tokens.ts";
import { fieldName, quoteName } from "./types.ts";

/** `a`, `a.b`, `a.b.c` of an expression that is only names; undefined otherwise. */
export function nameParts(expression: Expression): readonly string[] | undefined {
  if (expression.node === "name") return [expression.name];
  if (expression.node !== "field") return undefined;
  const of = nameParts(expression.of);
  return of && [...of, expression.name];
}

/** The column, or the field of a row column, that dotted names mean. */
export function resolveName(analysis: Analysis, parts: readonly string[], scope: Scope, place: Place): Typed {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const parameter = at.lambda?.get(parts[0] ?? "");
    if (parameter) return fieldsOf(parameter, parts.slice(1), place);
    // The longest qualifier that fits wins: `t.a` is column a of t before it is field a of column t.
    for (let length = parts.length; length >= 1; length--) {
      const column = find(at, parts.slice(0, length), place);
      if (column) return fieldsOf({ sql: analysis.use(column), type: column.type }, parts.slice(length), place);
    }
  }
  throw unresolved(parts.join("."), place);
}

const unresolved = (name: string, place: Place): QueryFailure =>
  new QueryFailure(
    "COLUMN_NOT_FOUND",
    `Column '${name}' cannot be resolved or requester is not authorized to access requested resources`,
    place,
  );

/** The column of exactly these names in this scope alone. */
export function find(scope: Scope, parts: readonly string[], place: Place): Column | undefined {
  const name = parts.at(-1);
  const qualifier = parts.slice(0, -1);
  const found = scope.columns.filter((column) => column.name === name && isQualified(column, qualifier));
  if (found.length > 1) throw new QueryFailure("AMBIGUOUS_NAME", `Column '${parts.join(".")}' is ambiguous`, place);
  return found[0];
}

export function isQualified(column: Column, qualifier: readonly string[]): boolean {
  if (qualifier.length === 0) return true;
  const own = column.qualifier ?? [];
  return (
    qualifier.length <= own.length &&
    qualifier.every((part, index) => own[own.length - qualifier.length + index] === part)
  );
}

export function fieldsOf(of: Typed, names: readonly string[], place: Place): Typed {
  let value = of;
  for (const name of names) {
    const { type } = value;
    const index = type.kind === "row" ? type.fields.findIndex((field) => field.name?.toLowerCase() === name) : -1;
    const field = type.kind === "row" ? type.fields[index] : undefined;
    if (!field) {
      if (type.kind !== "row") throw new QueryFailure("TYPE_MISMATCH", `Expression ${name} is not of type ROW`, place);
      throw unresolved(name, place);
    }
    value = { sql: `(${value.sql}).${quoteName(fieldName(field, index))}`, type: field.type };
  }
  return value;
}
