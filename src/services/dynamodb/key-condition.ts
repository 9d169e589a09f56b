// What a query asks of the keys: one partition, and perhaps a range of sort keys.
import { type AttributeValue, order, typeOf } from "./attribute-value.ts";
import {
  conditionTypeMismatch,
  emptyKey,
  invalidKeyOperator,
  keyConditionMissed,
  keyConditionUnsupported,
  oneConditionPerKey,
} from "./errors.ts";
import type { Condition } from "./expression/ast.ts";
import { type KeyAttribute, type KeySchema, orderedKey } from "./key.ts";

export type SortCondition =
  | { readonly kind: "=" | "<" | "<=" | ">" | ">=" | "begins"; readonly value: AttributeValue }
  | { readonly kind: "between"; readonly lower: AttributeValue; readonly upper: AttributeValue };

export interface KeyCondition {
  readonly partition: AttributeValue;
  readonly sort?: SortCondition | undefined;
}

interface Single {
  readonly name: string;
  readonly condition: SortCondition;
}

/** Errors: ValidationException. */
export function keyConditionOf(condition: Condition, schema: KeySchema): KeyCondition {
  const singles = conjuncts(condition).map(singleOf);
  if (new Set(singles.map(({ name }) => name)).size < singles.length) throw oneConditionPerKey();
  return chosen(singles, schema);
}

/** Errors: ValidationException. */
export function chosen(singles: readonly Single[], { partition, sort }: KeySchema): KeyCondition {
  const first = singles.find(({ name }) => name === partition.name);
  if (!first) throw keyConditionMissed(partition.name);
  if (first.condition.kind !== "=") throw keyConditionUnsupported();
  const others = singles.filter((one) => one !== first);
  const [second] = others;
  if (others.length > 1) throw keyConditionUnsupported();
  if (second && second.name !== sort?.name) {
    if (sort) throw keyConditionMissed(sort.name);
    throw keyConditionUnsupported();
  }
  checkType(first.condition.value, partition);
  if (second && sort) for (const value of valuesOf(second.condition)) checkType(value, sort);
  return { partition: first.condition.value, sort: second?.condition };
}

const valuesOf = (condition: SortCondition): readonly AttributeValue[] =>
  condition.kind === "between" ? [condition.lower, condition.upper] : [condition.value];

function checkType(value: AttributeValue, { name, type }: KeyAttribute): void {
  if (typeOf(value) !== type) throw conditionTypeMismatch();
  if (value.S === "" || value.B?.length === 0) throw emptyKey(name);
}

const conjuncts = (condition: Condition): readonly Condition[] =>
  condition.kind === "and" ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];

function singleOf(condition: Condition): Single {
  if (condition.kind === "compare") {
    const { comparator, left, right } = condition;
    if (comparator === "<>") throw invalidKeyOperator("<>");
    if (left.kind === "path" && right.kind === "value")
      return { name: nameOf(left.path), condition: { kind: comparator, value: right.value } };
    if (left.kind === "value" && right.kind === "path")
      return { name: nameOf(right.path), condition: { kind: MIRRORED[comparator], value: left.value } };
  } else if (condition.kind === "between") {
    const { operand, lower, upper } = condition;
    if (operand.kind === "path" && lower.kind === "value" && upper.kind === "value")
      return { name: nameOf(operand.path), condition: { kind: "between", lower: lower.value, upper: upper.value } };
  } else if (condition.kind === "begins") {
    const { operand, part } = condition;
    if (operand.kind === "path" && part.kind === "value")
      return { name: nameOf(operand.path), condition: { kind: "begins", value: part.value } };
  } else throw invalidKeyOperator(OPERATORS[condition.kind]);
  throw keyConditionUnsupported();
}

const MIRRORED = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

const OPERATORS = {
  and: "AND",
  or: "OR",
  not: "NOT",
  in: "IN",
  exists: "attribute_exists",
  type: "attribute_type",
  contains: "contains",
} as const;

function nameOf([name, ...rest]: readonly (string | number)[]): string {
  if (rest.length > 0 || typeof name !== "string") throw keyConditionUnsupported();
  return name;
}

/** Sorts behind every text that begins alike. */
const BEHIND = "\u{10FFFF}";

/** Where reading begins; undefined: at the partition's beginning, or at its end when reversed. */
export function fromSort(condition: SortCondition | undefined, isReversed: boolean): string | undefined {
  if (!condition) return undefined;
  if (condition.kind === "between") return orderedKey(isReversed ? condition.upper : condition.lower);
  const key = orderedKey(condition.value);
  if (condition.kind === "=") return key;
  if (condition.kind === "begins") return isReversed ? key + BEHIND : key;
  return condition.kind.startsWith(isReversed ? "<" : ">") ? key : undefined;
}

/** Where a sort key stands: in the condition, before its first one, or behind its last in the order of reading. */
export function placeOf(
  value: AttributeValue,
  condition: SortCondition | undefined,
  isReversed: boolean,
): "in" | "before" | "behind" {
  if (!condition) return "in";
  const side = sideOf(value, condition);
  if (side === 0) return "in";
  return side < 0 !== isReversed ? "before" : "behind";
}

/** Negative: below the range; positive: above it. */
function sideOf(value: AttributeValue, condition: SortCondition): number {
  if (condition.kind === "between") {
    if ((order(value, condition.lower) ?? 0) < 0) return -1;
    return (order(value, condition.upper) ?? 0) > 0 ? 1 : 0;
  }
  const { kind, value: bound } = condition;
  const ordered = order(value, bound) ?? 0;
  if (kind === "begins") return beginsWith(value, bound) ? 0 : ordered || 1;
  if (kind === "=") return ordered;
  if (kind === "<") return ordered < 0 ? 0 : 1;
  if (kind === "<=") return ordered <= 0 ? 0 : 1;
  return ordered > 0 || (kind === ">=" && ordered === 0) ? 0 : -1;
}

function beginsWith(value: AttributeValue, part: AttributeValue): boolean {
  if (value.S !== undefined) return value.S.startsWith(part.S ?? "");
  const [bytes, start] = [value.B ?? new Uint8Array(), part.B ?? new Uint8Array()];
  return Buffer.compare(bytes.subarray(0, start.length), start) === 0;
}
