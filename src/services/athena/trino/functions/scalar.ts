// How a scalar function is declared: what it takes, what it gives, DuckDB's SQL for it.
import type { Analysis, Scope, Typed } from "../analysis.ts";
import { wallTime } from "../cast.ts";
import { QueryFailure } from "../failure.ts";
import type { Expression } from "../syntax.ts";
import type { Place } from "../tokens.ts";
import { formatType, isInteger, isMoment, isNumeric, isText } from "../types.ts";
import type { TrinoType } from "../types.ts";

export interface ScalarCall {
  readonly analysis: Analysis;
  readonly scope: Scope;
  readonly place: Place;
  readonly name: string;
  readonly expressions: readonly Expression[];
  /** The analysed arguments; where a lambda stands, a placeholder. */
  readonly args: readonly Typed[];
}

export interface Scalar {
  /**
   * One letter a parameter: `t` text, `n` number, `i` integer, `b` varbinary, `w` date or timestamp, `a` array, `m` map, `j` JSON or text,
   * `o` boolean, `l` lambda, `*` anything. `?` after a letter: from here on optional. `+`: the last one repeats.
   */
  readonly takes: string;
  readonly build: (call: ScalarCall) => Typed;
}

type Given = TrinoType | ((types: readonly TrinoType[]) => TrinoType);

/** A function whose SQL is made of its arguments' SQL. */
export function scalar(takes: string, gives: Given, sql: (...args: string[]) => string): Scalar {
  return {
    takes,
    build: ({ args }) => ({
      sql: sql(...args.map((arg) => arg.sql)),
      type: typeof gives === "function" ? gives(args.map(({ type }) => type)) : gives,
    }),
  };
}

/** A function that needs more than its arguments' SQL. */
export const special = (takes: string, build: Scalar["build"]): Scalar => ({ takes, build });

/** A function of a date or timestamp; it sees the local time that the value shows in its zone. */
export function ofMoment(gives: Given, sql: (wall: string) => string): Scalar {
  return special("w", ({ args }) => {
    const [{ sql: value, type }] = args as readonly [Typed];
    return { sql: sql(wallTime(value, type)), type: typeof gives === "function" ? gives([type]) : gives };
  });
}

const ACCEPTS: Readonly<Record<string, (type: TrinoType) => boolean>> = {
  t: isText,
  n: isNumeric,
  i: isInteger,
  b: ({ kind }) => kind === "varbinary",
  w: isMoment,
  a: ({ kind }) => kind === "array",
  m: ({ kind }) => kind === "map",
  j: (type) => isText(type) || type.kind === "json",
  o: ({ kind }) => kind === "boolean",
  "*": () => true,
};

/** The letters of `takes`, one an argument; undefined when there are too few or too many. */
function lettersFor(takes: string, count: number): readonly string[] | undefined {
  const repeats = takes.endsWith("+");
  const [required = "", optional = ""] = takes.replace("+", "").split("?");
  const letters = Array.from(required + optional);
  if (count < required.length || (!repeats && count > letters.length)) return undefined;
  return Array.from({ length: count }, (_, index) => letters[index] ?? (letters.at(-1) as string));
}

/** Errors: QueryFailure FUNCTION_NOT_FOUND, as Trino words it. */
export function checkArguments(name: string, takes: string, args: readonly Typed[], place: Place): void {
  const letters = lettersFor(takes, args.length);
  const fits = letters?.every((letter, index) => {
    const type = args[index]?.type;
    return letter === "l" || !type || type.kind === "unknown" || ACCEPTS[letter]?.(type);
  });
  if (fits) return;
  const given = args.map(({ type }) => formatType(type)).join(", ");
  throw new QueryFailure(
    "FUNCTION_NOT_FOUND",
    `Unexpected parameters (${given}) for function ${name}. Expected: ${signature(name, takes)}`,
    place,
  );
}

const NAMES: Readonly<Record<string, string>> = {
  t: "varchar",
  n: "double",
  i: "bigint",
  b: "varbinary",
  w: "timestamp",
  a: "array(E)",
  m: "map(K,V)",
  j: "json",
  o: "boolean",
  l: "function",
  "*": "T",
};

function signature(name: string, takes: string): string {
  const [required = "", optional = ""] = takes.replace("+", "").split("?");
  const all = Array.from(required + optional).map((letter) => NAMES[letter] ?? letter);
  return `${name}(${all.join(", ")}${takes.endsWith("+") ? ", ..." : ""})`;
}

/** The text of a literal argument. Errors: QueryFailure when it is not one. */
export function constantText({ args, place, name }: ScalarCall, index: number, what: string): string {
  const constant = args[index]?.constant;
  if (constant === undefined)
    throw new QueryFailure("NOT_SUPPORTED", `The ${what} of ${name} must be a literal here`, place);
  return constant;
}

/** DuckDB's lambda of an argument that is one, and the type of what it gives. */
export function lambdaOf(call: ScalarCall, index: number, parameters: readonly TrinoType[]): Typed {
  const expression = call.expressions[index];
  if (expression?.node !== "lambda" || expression.parameters.length !== parameters.length)
    throw new QueryFailure(
      "FUNCTION_NOT_FOUND",
      `Unexpected parameters for function ${call.name}: expected a lambda of ${parameters.length} parameter${parameters.length === 1 ? "" : "s"}`,
      expression?.place ?? call.place,
    );
  let depth = 0;
  for (let scope: Scope | undefined = call.scope; scope; scope = scope.parent)
    if (scope.lambda) depth += scope.lambda.size;
  const names = expression.parameters.map((_, at) => `x${depth + at + 1}`);
  const lambda = new Map(
    expression.parameters.map((name, at) => [name, { sql: names[at] as string, type: parameters[at] as TrinoType }]),
  );
  const body = call.analysis.expression(expression.body, { columns: [], parent: call.scope, lambda });
  return { sql: `lambda ${names.join(", ")}: ${body.sql}`, type: body.type };
}
