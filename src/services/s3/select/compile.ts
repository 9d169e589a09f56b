// Expressions as functions of a row.
import { newAggregate, type Aggregate } from "./aggregates.ts";
import { cast } from "./cast.ts";
import { unsupportedStructure } from "./errors.ts";
import { functionOf } from "./functions.ts";
import { type Arithmetic, calculated, compared, type Comparison, likePattern, not, truthOf } from "./operators.ts";
import { csvReader, type Reader, treeReader } from "./row.ts";
import type { Expression, Step } from "./syntax.ts";
import { isAbsent, isNumber, MISSING, requireText, type Value } from "./values.ts";

export interface Scope {
  readonly isCsv: boolean;
  /** Names that mean the whole row, in lower case. */
  readonly aliases: readonly string[];
  readonly nowMs: number;
  /** Of the SELECT list; undefined where no aggregate may stand. */
  readonly aggregates: { readonly aggregate: Aggregate; readonly operand: Reader | undefined }[] | undefined;
}

type Of<Kind extends Expression["kind"]> = Extract<Expression, { readonly kind: Kind }>;

/** Errors: InvalidKeyPath, InvalidColumnIndex, UnsupportedSqlStructure. */
export function compile(expression: Expression, scope: Scope): Reader {
  switch (expression.kind) {
    case "value":
      return () => expression.value;
    case "path":
      return compilePath(expression.steps, scope);
    case "binary":
      return compileBinary(expression, scope);
    case "not": {
      const operand = compile(expression.operand, scope);
      return (row) => not(operand(row));
    }
    case "negative":
      return negative(compile(expression.operand, scope));
    case "is":
      return compileIs(expression, scope);
    case "between": {
      const { operand, low, high } = expression;
      const atLeast: Expression = { kind: "binary", operator: ">=", left: operand, right: low };
      const atMost: Expression = { kind: "binary", operator: "<=", left: operand, right: high };
      return compile({ kind: "binary", operator: "AND", left: atLeast, right: atMost }, scope);
    }
    case "in":
      return compileIn(expression, scope);
    case "like":
      return compileLike(expression, scope);
    case "case":
      return compileCase(expression, scope);
    case "cast": {
      const { type, scale } = expression;
      const operand = compile(expression.operand, scope);
      return (row) => cast(operand(row), type, scale);
    }
    case "call": {
      const call = functionOf(expression.name, expression.part, scope.nowMs);
      const readers = expression.arguments.map((one) => compile(one, scope));
      return (row) => call(readers.map((reader) => reader(row)));
    }
    default:
      return compileAggregate(expression, scope);
  }
}

/** `s.a` and `a` mean the same; `s` alone is the row. */
function compilePath(steps: readonly Step[], { isCsv, aliases }: Scope): Reader {
  const [first, ...rest] = steps;
  const isAlias = first !== undefined && "name" in first && aliases.includes(first.name.text.toLowerCase());
  if (isCsv) return csvReader(isAlias && rest.length > 0 ? rest : steps);
  return treeReader(isAlias ? rest : steps);
}

function compileBinary({ operator, left, right }: Of<"binary">, scope: Scope): Reader {
  const [a, b] = [compile(left, scope), compile(right, scope)];
  switch (operator) {
    case "AND":
      return (row) => {
        const one = truthOf(a(row));
        if (one === false) return false;
        const other = truthOf(b(row));
        return other === false ? false : one === null ? null : other;
      };
    case "OR":
      return (row) => {
        const one = truthOf(a(row));
        if (one === true) return true;
        const other = truthOf(b(row));
        return other === true ? true : one === null ? null : other;
      };
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
    case "||":
      return (row) => calculated(operator satisfies Arithmetic, a(row), b(row));
    default:
      return (row) => compared(operator satisfies Comparison, a(row), b(row));
  }
}

const negative =
  (operand: Reader): Reader =>
  (row) => {
    const value = operand(row);
    return typeof value === "number" ? -value : calculated("-", 0n, value);
  };

function compileIs({ operand, what, negated }: Of<"is">, scope: Scope): Reader {
  const read = compile(operand, scope);
  return (row) => {
    const value = read(row);
    return (what === "MISSING" ? value === MISSING : isAbsent(value)) !== negated;
  };
}

function compileIn({ operand, items }: Of<"in">, scope: Scope): Reader {
  const read = compile(operand, scope);
  const readers = items.map((item) => compile(item, scope));
  return (row) => {
    const value = read(row);
    const found = readers.map((reader) => compared("=", value, reader(row)));
    return found.includes(true) ? true : found.includes(null) ? null : false;
  };
}

/** Patterns are mostly literals: each is made into a regular expression once. */
function compileLike({ operand, pattern, escape }: Of<"like">, scope: Scope): Reader {
  const [read, readPattern] = [compile(operand, scope), compile(pattern, scope)];
  const readEscape = escape && compile(escape, scope);
  let known: Value | undefined;
  let matcher: RegExp | undefined;
  return (row) => {
    const value = read(row);
    const wanted = readPattern(row);
    if (isAbsent(value) || isAbsent(wanted)) return null;
    if (matcher === undefined || known !== wanted) matcher = likePattern(wanted, readEscape?.(row));
    known = wanted;
    return matcher.test(isNumber(value) ? String(value) : requireText(value));
  };
}

function compileCase({ operand, branches, otherwise }: Of<"case">, scope: Scope): Reader {
  const subject = operand && compile(operand, scope);
  const compiled = branches.map(([when, then]) => [compile(when, scope), compile(then, scope)] as const);
  const last = otherwise && compile(otherwise, scope);
  return (row) => {
    const value = subject?.(row);
    for (const [when, then] of compiled)
      if (value === undefined ? truthOf(when(row)) === true : compared("=", value, when(row)) === true)
        return then(row);
    return last === undefined ? null : last(row);
  };
}

function compileAggregate({ name, operand }: Of<"aggregate">, scope: Scope): Reader {
  if (scope.aggregates === undefined) throw unsupportedStructure();
  const aggregate = newAggregate(name);
  const inner = operand && compile(operand, { ...scope, aggregates: undefined });
  scope.aggregates.push({ aggregate, operand: inner });
  return () => aggregate.result();
}
