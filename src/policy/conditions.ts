// Whether a statement's conditions hold for a request. Documented: operators and keys are joined by AND, the values of
// one key by OR, of a negated operator by NOR.
import type { ContextValue } from "../kit/access.ts";
import type { Condition } from "./document.ts";
import { parseOperator, type OperatorName } from "./operators.ts";
import type { Lookup } from "./template.ts";

export type Test = (lookup: Lookup) => boolean;

export function compileCondition({ operator: written, key, values }: Condition, variables: boolean): Test {
  const parsed = parseOperator(written);
  if (parsed === undefined) throw new Error(`condition operator ${written}: should have been found while reading`);
  const name = key.toLowerCase();
  if (parsed.name === "Null") return nullTest(name, values);
  const like = parsed.operator.compile(values, variables);
  return (lookup) => {
    const given = valuesOf(lookup(name));
    if (given.length === 0) return whenAbsent(parsed);
    return holds(parsed, given, (value) => like(value, lookup));
  };
}

/** Documented: true when the key is not there, false when it is and its value is not null. */
function nullTest(key: string, values: readonly string[]): Test {
  const wanted = new Set(values.map((value) => value.toLowerCase() === "true"));
  return (lookup) => wanted.has(valuesOf(lookup(key)).length === 0);
}

const NONE: readonly string[] = [];

const valuesOf = (value: ContextValue | undefined): readonly string[] => {
  if (value === undefined) return NONE;
  return typeof value === "string" ? [value] : value;
};

/** Documented: what is not there is like nothing; no value is all values and not one. */
function whenAbsent({ quantifier, ifExists, operator }: OperatorName): boolean {
  if (ifExists || quantifier === "ForAllValues") return true;
  return quantifier === "ForAnyValue" ? false : operator.negated;
}

function holds(
  { quantifier, ifExists, operator: { negated } }: OperatorName,
  given: readonly string[],
  like: (value: string) => boolean,
): boolean {
  // Inferred for keys of several values without a quantifier, which AWS advises against: any may match, none may for
  // the negation.
  if (quantifier === undefined) return given.some(like) !== negated;
  // Documented: empty strings are a null data set for the quantifiers.
  const set = given.filter((value) => value !== "");
  if (set.length === 0) return ifExists || quantifier === "ForAllValues";
  return quantifier === "ForAllValues"
    ? set.every((value) => like(value) !== negated)
    : set.some((value) => like(value) !== negated);
}
