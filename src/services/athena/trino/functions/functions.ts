// Every scalar function by name.
import type { Analysis, Scope, Typed } from "../analysis.ts";
import { QueryFailure } from "../failure.ts";
import type { Expression } from "../syntax.ts";
import type { Place } from "../tokens.ts";
import { UNKNOWN } from "../types.ts";
import { ARRAY_FUNCTIONS } from "./arrays.ts";
import { BINARY_FUNCTIONS } from "./binary.ts";
import { CONDITIONAL_FUNCTIONS } from "./conditional.ts";
import { JSON_FUNCTIONS } from "./json.ts";
import { MAP_FUNCTIONS } from "./maps.ts";
import { MATH_FUNCTIONS } from "./math.ts";
import { checkArguments, type Scalar } from "./scalar.ts";
import { TEXT_FUNCTIONS } from "./text.ts";
import { TIME_FORMAT_FUNCTIONS } from "./time-formats.ts";
import { TIME_FUNCTIONS } from "./time.ts";
import { URL_FUNCTIONS } from "./url.ts";

const SCALAR_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  ...ARRAY_FUNCTIONS,
  ...BINARY_FUNCTIONS,
  ...CONDITIONAL_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...MAP_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...TIME_FORMAT_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...URL_FUNCTIONS,
};

/** Functions that take texts, arrays and binaries alike: which one is meant tells the first argument. */
const OVERLOADS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  concat: { array: "array_concat", varbinary: "binary_concat" },
  length: { varbinary: "binary_length" },
  reverse: { array: "array_reverse", varbinary: "binary_reverse" },
  substr: { varbinary: "binary_substr" },
  element_at: { map: "map_element_at" },
  cardinality: { map: "map_cardinality" },
};

/** Functions that give another value at each call. */
const VOLATILE = new Set(["random", "rand", "uuid", "shuffle"]);

/** Errors: QueryFailure FUNCTION_NOT_FOUND. */
export function functionCall(
  analysis: Analysis,
  name: string,
  expressions: readonly Expression[],
  scope: Scope,
  place: Place,
): Typed {
  if (VOLATILE.has(name)) analysis.markOpaque();
  const args = expressions.map((expression) =>
    expression.node === "lambda" ? { sql: "", type: UNKNOWN } : analysis.expression(expression, scope),
  );
  const overload = OVERLOADS[name]?.[args[0]?.type.kind ?? ""] ?? name;
  const found = Object.hasOwn(SCALAR_FUNCTIONS, overload) ? SCALAR_FUNCTIONS[overload] : undefined;
  if (!found) throw unknownFunction(name, place);
  checkArguments(name, found.takes, args, place);
  return found.build({ analysis, scope, place, name, expressions, args });
}

export const unknownFunction = (name: string, place: Place): QueryFailure =>
  new QueryFailure("FUNCTION_NOT_FOUND", `Function '${name}' not registered`, place);
