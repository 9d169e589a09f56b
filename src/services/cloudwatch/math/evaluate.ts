// Works out metric math over the series that a request has already.
import { FUNCTIONS, type Surroundings } from "./functions.ts";
import { type Expression, ExpressionProblem, type Operator } from "./parse.ts";
import { everywhere, isList, isSeries, joined, type Series, type Value } from "./series.ts";

const OPERATORS: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": (left, right) => left ** right,
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  "<=": (left, right) => Number(left <= right),
  ">=": (left, right) => Number(left >= right),
  "<": (left, right) => Number(left < right),
  ">": (left, right) => Number(left > right),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  OR: (left, right) => Number(left !== 0 || right !== 0),
};

/** Words that functions take as they stand. */
const WORDS: ReadonlySet<string> = new Set(["REPEAT", "LINEAR", "AVG", "MIN", "MAX", "SUM", "ASC", "DESC"]);

export interface MathInput extends Surroundings {
  readonly named: ReadonlyMap<string, Value>;
}

/** Errors: ExpressionProblem. */
export function evaluate(expression: Expression, input: MathInput): Value {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "text":
      throw new ExpressionProblem("A text is no metric");
    case "name": {
      const known = input.named.get(expression.name);
      if (known === undefined) throw new ExpressionProblem(`Undefined variable: ${expression.name}`);
      return known;
    }
    case "list":
      return expression.items.flatMap((item) => seriesOf(evaluate(item, input)));
    case "call":
      return called(expression, input);
    default:
      return combined(
        evaluate(expression.left, input),
        evaluate(expression.right, input),
        OPERATORS[expression.operator],
      );
  }
}

function called({ name, inputs }: Extract<Expression, { kind: "call" }>, input: MathInput): Value {
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!run) throw new ExpressionProblem(`Unsupported function: ${name}`);
  const given = inputs.map((each) => {
    if (each.kind === "text") return each.value;
    if (each.kind === "name" && WORDS.has(each.name) && !input.named.has(each.name)) return each.name;
    return evaluate(each, input);
  });
  return run(given, input);
}

function seriesOf(value: Value): readonly Series[] {
  if (isList(value)) return value;
  if (isSeries(value)) return [value];
  throw new ExpressionProblem("An array holds time series only");
}

function combined(left: Value, right: Value, combine: (left: number, right: number) => number): Value {
  if (typeof right === "number") return everywhere(left, (value) => finite(combine(value, right)));
  if (typeof left === "number") return everywhere(right, (value) => finite(combine(left, value)));
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) throw new ExpressionProblem("Arrays of different lengths cannot be combined");
    return left.map((each, index) => withoutHoles(joined(each, right[index] ?? each, combine)));
  }
  if (isList(left)) return isSeries(right) ? left.map((each) => withoutHoles(joined(each, right, combine))) : left;
  if (isList(right)) return right.map((each) => withoutHoles(joined(left, each, combine)));
  return withoutHoles(joined(left, right, combine));
}

/** A division by zero gives no point. Inferred. */
const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);

export const withoutHoles = (series: Series): Series => ({
  ...series,
  points: new Map([...series.points].filter(([, value]) => Number.isFinite(value))),
});
