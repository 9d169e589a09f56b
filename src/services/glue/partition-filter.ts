// Turns a parsed expression into a test of partition values, checked and typed by the table's partition keys.
import {
  invalidExpression,
  invalidInput,
  invalidState,
  unknownPartitionType,
  unsupportedExpression,
} from "./errors.ts";
import { EXPRESSION_LENGTH_MAX } from "./limits.ts";
import { type Comparison, parsePartitionExpression, type PartitionCondition } from "./partition-expression.ts";
import {
  type ComparableValue,
  isNotOfType,
  NULL_PARTITION,
  partitionType,
  type PartitionType,
} from "./partition-value.ts";

export interface PartitionKey {
  readonly Name: string;
  readonly Type?: string | undefined;
}

export interface PartitionFilter {
  /** Values that the first partition keys must have for the filter to hold: where a listing can begin. */
  readonly prefix: readonly string[];
  /** Errors: InvalidStateException when a value is not of its key's type. */
  matches(values: readonly string[]): boolean;
}

/** SQL's three values: undefined is NULL. */
type Test = (values: readonly string[]) => boolean | undefined;

interface TypedColumn {
  readonly index: number;
  readonly type: PartitionType;
}

/**
 * Undefined for no expression or a blank one: no filter (recorded).
 * Errors: InvalidInputException as AWS answers text that is no expression, unknown columns, and literals of another type.
 */
export function partitionFilter(
  expression: string | undefined,
  keys: readonly PartitionKey[],
): PartitionFilter | undefined {
  if (expression === undefined || expression.trim() === "") return undefined;
  const condition = expression.length <= EXPRESSION_LENGTH_MAX ? parsePartitionExpression(expression) : undefined;
  if (condition === undefined) throw unsupportedExpression(expression);
  const test = compile(condition, keys);
  return { prefix: prefixOf(condition, keys), matches: (values) => test(values) === true };
}

function compile(condition: PartitionCondition, keys: readonly PartitionKey[]): Test {
  switch (condition.kind) {
    case "and": {
      const tests = condition.operands.map((operand) => compile(operand, keys));
      return (values) => joined(tests, values, false);
    }
    case "or": {
      const tests = condition.operands.map((operand) => compile(operand, keys));
      return (values) => joined(tests, values, true);
    }
    case "not": {
      const test = compile(condition.operand, keys);
      return (values) => {
        const outcome = test(values);
        return outcome === undefined ? undefined : !outcome;
      };
    }
    default:
      return compileTerm(condition, keys);
  }
}

/** AND stops at the first false, OR at the first true; without one, NULL wins over the rest. */
function joined(tests: readonly Test[], values: readonly string[], decisive: boolean): boolean | undefined {
  let outcome: boolean | undefined = !decisive;
  for (const test of tests) {
    const next = test(values);
    if (next === decisive) return decisive;
    if (next === undefined) outcome = undefined;
  }
  return outcome;
}

type Term = Exclude<PartitionCondition, { kind: "and" | "or" | "not" }>;

function compileTerm(term: Term, keys: readonly PartitionKey[]): Test {
  const column = columnOf(term.column, keys);
  const { index, type } = column;
  switch (term.kind) {
    case "is-null":
      return (values) => values[index] === NULL_PARTITION;
    case "compare": {
      const literal = literalOf(term.literal, type);
      const holds = COMPARISONS[term.operator];
      return onValue(column, (value) => holds(value, literal));
    }
    case "in": {
      const literals = new Set(term.literals.map((literal) => literalOf(literal, type)));
      return onValue(column, (value) => literals.has(value));
    }
    case "between": {
      const low = literalOf(term.low, type);
      const high = literalOf(term.high, type);
      return onValue(column, (value) => low <= value && value <= high);
    }
    default: {
      if (type.likeless) throw invalidInput(`${type.likeless} data type doesn't support operation 'LIKE'`);
      const { pattern } = term;
      return onValue(column, (value) => like(String(value), pattern));
    }
  }
}

const COMPARISONS: Readonly<Record<Comparison, (a: ComparableValue, b: ComparableValue) => boolean>> = {
  "=": (a, b) => a === b,
  "<>": (a, b) => a !== b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
};

function columnOf(name: string, keys: readonly PartitionKey[]): TypedColumn {
  const index = keys.findIndex((key) => key.Name.toLowerCase() === name);
  const key = keys[index];
  if (key === undefined) throw invalidExpression();
  const type = partitionType(key.Type ?? "string");
  if (type === undefined) throw unknownPartitionType(key.Type ?? "");
  return { index, type };
}

function literalOf(text: string, type: PartitionType): ComparableValue {
  const literal = type.read(text);
  if (isNotOfType(literal)) throw invalidInput(literal.problem);
  return literal;
}

/** A missing value and, for types that cannot hold its name, Hive's default partition are NULL. */
function onValue({ index, type }: TypedColumn, test: (value: ComparableValue) => boolean): Test {
  return (values) => {
    const text = values[index];
    if (text === undefined) return undefined;
    const value = type.read(text);
    if (!isNotOfType(value)) return test(value);
    if (text === NULL_PARTITION) return undefined;
    throw invalidState(value.problem);
  };
}

/** SQL's LIKE without an escape character: `%` is any text, `_` any character. Time is bounded by the product of the lengths. */
export function like(text: string, pattern: string): boolean {
  let at = 0;
  let inPattern = 0;
  let wildcard = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[inPattern] === "%") {
      wildcard = inPattern++;
      resume = at;
    } else if (inPattern < pattern.length && (pattern[inPattern] === "_" || pattern[inPattern] === text[at])) {
      inPattern++;
      at++;
    } else if (wildcard >= 0) {
      inPattern = wildcard + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[inPattern] === "%") inPattern++;
  return inPattern === pattern.length;
}

/** The values that ANDed equalities give the leading keys, as long as those are strings: other types have several spellings. */
function prefixOf(condition: PartitionCondition, keys: readonly PartitionKey[]): string[] {
  const conditions = condition.kind === "and" ? condition.operands : [condition];
  const equal = new Map<string, string>();
  for (const term of conditions) {
    if (term.kind === "compare" && term.operator === "=") equal.set(term.column, term.literal);
  }
  const prefix: string[] = [];
  for (const key of keys) {
    const literal = equal.get(key.Name.toLowerCase());
    const isText = partitionType(key.Type ?? "string")?.likeless === undefined;
    if (literal === undefined || !isText) break;
    prefix.push(literal);
  }
  return prefix;
}
