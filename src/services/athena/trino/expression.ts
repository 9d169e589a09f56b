// Analyses an expression: resolves its names, finds its type, writes DuckDB's SQL for it.
import type { Analysis, Scope, Typed } from "./analysis.ts";
import { analyseCall } from "./call.ts";
import { castTo } from "./cast.ts";
import { QueryFailure } from "./failure.ts";
import { functionCall } from "./functions/functions.ts";
import { binaryLiteral, intervalLiteral, numberLiteral, textLiteral, typedLiteral } from "./literals.ts";
import { arithmetic, concat, negated, subscript } from "./operators.ts";
import { comparison, inList, like, logical, quantified, unify } from "./predicates.ts";
import { fieldsOf, nameParts, resolveName } from "./scope.ts";
import type { Case, Expression } from "./syntax.ts";
import { BOOLEAN, UNKNOWN, arrayOf, fieldName, quoteText } from "./types.ts";

export function analyseExpression(analysis: Analysis, expression: Expression, scope: Scope): Typed {
  const analyse = (of: Expression): Typed => analysis.expression(of, scope);
  const { place } = expression;
  switch (expression.node) {
    case "null":
      return { sql: "NULL", type: UNKNOWN };
    case "boolean":
      return { sql: String(expression.value), type: BOOLEAN, constant: String(expression.value) };
    case "string":
      return textLiteral(expression.text);
    case "binary":
      return binaryLiteral(expression.text);
    case "number":
      return numberLiteral(expression.text);
    case "typed":
      return typedLiteral(expression.type, expression.text, place);
    case "interval":
      return intervalLiteral(expression);
    case "parameter":
      return parameter(analysis, expression.index, place);
    case "name":
      return resolveName(analysis, [expression.name], scope, place);
    case "field": {
      const parts = nameParts(expression);
      return parts
        ? resolveName(analysis, parts, scope, place)
        : fieldsOf(analyse(expression.of), [expression.name], place);
    }
    case "subscript":
      return subscript(analyse(expression.of), analyse(expression.index), place);
    case "call":
      return analyseCall(analysis, expression, scope);
    case "lambda":
      throw new QueryFailure("SYNTAX_ERROR", "Lambda expression should always be used inside a function", place);
    case "cast":
      return castTo(analyse(expression.value), expression.type, expression.safe, place);
    case "case":
      return caseOf(expression, analyse);
    case "arithmetic":
      return arithmetic(expression.operator, analyse(expression.left), analyse(expression.right), place);
    case "concat":
      return concat(analyse(expression.left), analyse(expression.right), place);
    case "sign":
      return expression.negative ? negated(analyse(expression.value), place) : analyse(expression.value);
    case "not":
      return { sql: `(NOT ${logical(analyse(expression.value), "NOT", place).sql})`, type: BOOLEAN };
    case "and":
    case "or":
      return connective(expression, analyse);
    case "comparison":
      return comparison(expression.operator, analyse(expression.left), analyse(expression.right), place);
    case "quantified":
      return quantified(expression, analyse(expression.value), subquery(analysis, expression.query, scope), place);
    case "distinct-from": {
      const [left, right] = unify([analyse(expression.left), analyse(expression.right)], "IS DISTINCT FROM", place);
      return { sql: `(${left?.sql} IS ${expression.not ? "NOT " : ""}DISTINCT FROM ${right?.sql})`, type: BOOLEAN };
    }
    case "between": {
      const values = [analyse(expression.value), analyse(expression.low), analyse(expression.high)];
      const [value, low, high] = unify(values, "BETWEEN", place);
      return {
        sql: `(${value?.sql} ${expression.not ? "NOT " : ""}BETWEEN ${low?.sql} AND ${high?.sql})`,
        type: BOOLEAN,
      };
    }
    case "in":
      return inExpression(analysis, expression, scope);
    case "like":
      return like(expression, analyse);
    case "is-null":
      return { sql: `(${analyse(expression.value).sql} IS ${expression.not ? "NOT " : ""}NULL)`, type: BOOLEAN };
    case "exists":
      return { sql: `EXISTS (${subquery(analysis, expression.query, scope).sql})`, type: BOOLEAN };
    case "subquery":
      return scalarSubquery(analysis, expression, scope);
    case "array": {
      const items = unify(expression.items.map(analyse), "ARRAY", place);
      return { sql: `[${items.map(({ sql }) => sql).join(", ")}]`, type: arrayOf(items[0]?.type ?? UNKNOWN) };
    }
    case "row": {
      const items = expression.items.map(analyse);
      const fields = items.map(({ type }) => ({ name: undefined, type }));
      const parts = items.map(
        ({ sql }, index) => `${quoteText(fieldName({ name: undefined, type: UNKNOWN }, index))}: ${sql}`,
      );
      return { sql: `{${parts.join(", ")}}`, type: { kind: "row", fields } };
    }
    case "extract":
      return functionCall(analysis, extractName(expression.field, place), [expression.value], scope, place);
    default:
      return functionCall(analysis, "at_timezone", [expression.value, expression.zone], scope, place);
  }
}

/** A chain of ANDs or ORs may be thousands long: walked without recursion down its left side. */
function connective(
  expression: Extract<Expression, { node: "and" | "or" }>,
  analyse: (of: Expression) => Typed,
): Typed {
  const { node } = expression;
  const operands: string[] = [];
  let at: Expression = expression;
  while (at.node === node) {
    operands.push(logical(analyse(at.right), node.toUpperCase(), at.place).sql);
    at = at.left;
  }
  operands.push(logical(analyse(at), node.toUpperCase(), expression.place).sql);
  return { sql: `(${operands.toReversed().join(node === "and" ? " AND " : " OR ")})`, type: BOOLEAN };
}

function parameter(analysis: Analysis, index: number, place: Expression["place"]): Typed {
  const value = analysis.input.parameters[index];
  if (!value)
    throw new QueryFailure(
      "INVALID_PARAMETER_USAGE",
      `Incorrect number of parameters: expected ${index + 1} but found ${analysis.input.parameters.length}`,
      place,
    );
  return analysis.expression(value, { columns: [], parent: undefined });
}

function subquery(
  analysis: Analysis,
  query: Extract<Expression, { node: "subquery" }>["query"],
  scope: Scope,
): { sql: string; columns: readonly { type: Typed["type"] }[] } {
  const tracked = analysis.track(() => analysis.query(query, scope));
  analysis.adopt({ ...tracked, opaque: true });
  analysis.need(tracked.result.needs);
  for (const column of tracked.result.columns) analysis.need(column.needs);
  return tracked.result;
}

function scalarSubquery(
  analysis: Analysis,
  expression: Extract<Expression, { node: "subquery" }>,
  scope: Scope,
): Typed {
  const { sql, columns } = subquery(analysis, expression.query, scope);
  const [column] = columns;
  if (columns.length === 1 && column) return { sql: `(${sql})`, type: column.type };
  const fields = columns.map(({ type }) => ({ name: undefined, type }));
  const parts = columns.map((_, index) => `'field${index}': q.c${index + 1}`);
  return { sql: `(SELECT {${parts.join(", ")}} FROM (${sql}) q)`, type: { kind: "row", fields } };
}

function inExpression(analysis: Analysis, expression: Extract<Expression, { node: "in" }>, scope: Scope): Typed {
  const { not, place, among } = expression;
  const value = analysis.expression(expression.value, scope);
  if ("length" in among)
    return inList(
      value,
      among.map((item) => analysis.expression(item, scope)),
      not,
      place,
    );
  const { sql, columns } = subquery(analysis, among, scope);
  const [column] = columns;
  if (columns.length !== 1 || !column)
    throw new QueryFailure("TYPE_MISMATCH", "Multiple columns returned by subquery are not yet supported", place);
  const [left] = unify([value, { sql: "NULL", type: column.type }], "IN", place);
  return { sql: `(${left?.sql} ${not ? "NOT " : ""}IN (${sql}))`, type: BOOLEAN };
}

function caseOf(expression: Case, analyse: (of: Expression) => Typed): Typed {
  const { place, operand, branches, otherwise } = expression;
  const subject = operand && analyse(operand);
  const results = [...branches.map(({ result }) => result), ...(otherwise ? [otherwise] : [])];
  const values = unify(results.map(analyse), "CASE", place);
  const whens = branches.map(({ when }, index) => {
    const condition = subject
      ? comparison("=", subject, analyse(when), when.place)
      : logical(analyse(when), "CASE WHEN", when.place);
    return `WHEN ${condition.sql} THEN ${values[index]?.sql}`;
  });
  const last = otherwise ? ` ELSE ${values.at(-1)?.sql}` : "";
  return { sql: `CASE ${whens.join(" ")}${last} END`, type: values[0]?.type ?? UNKNOWN };
}

/** The function that answers `EXTRACT(field FROM ...)`. */
function extractName(field: string, place: Expression["place"]): string {
  const fields = [
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "day_of_month",
    "day_of_week",
    "dow",
    "day_of_year",
    "doy",
    "year_of_week",
    "yow",
    "hour",
    "minute",
    "second",
    "timezone_hour",
    "timezone_minute",
  ];
  if (!fields.includes(field))
    throw new QueryFailure("SYNTAX_ERROR", `Invalid EXTRACT field: ${field.toUpperCase()}`, place);
  return field === "dow" ? "day_of_week" : field === "doy" ? "day_of_year" : field === "yow" ? "year_of_week" : field;
}
