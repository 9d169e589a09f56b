// The parameters that came before expressions, as expressions: Expected, AttributeUpdates, KeyConditions, filters.
import type { ComparisonOperator, ConditionalOperator } from "@aws-sdk/client-dynamodb";
import { type AttributeValue, accepted, type AttributeType, typeOf } from "./attribute-value.ts";
import { invalidValues, mixedParameters, validation } from "./errors.ts";
import type { Comparator, Condition, Operand, Update } from "./expression/ast.ts";
import type { SortCondition } from "./key-condition.ts";

type Named<Value> = Readonly<{ [name: string]: Value }>;

export interface LegacyCondition {
  readonly ComparisonOperator: ComparisonOperator;
  readonly AttributeValueList?: readonly AttributeValue[] | undefined;
}

export interface Expected extends Partial<LegacyCondition> {
  readonly Value?: AttributeValue | undefined;
  readonly Exists?: boolean | undefined;
}

export interface AttributeUpdate {
  readonly Value?: AttributeValue | undefined;
  readonly Action?: "ADD" | "PUT" | "DELETE" | undefined;
}

/** Errors: ValidationException when a request has parameters of both kinds. */
export function assertNotMixed(legacy: Named<unknown>, expressions: Named<unknown>): void {
  const present = (parameters: Named<unknown>): string[] =>
    Object.keys(parameters).filter((name) => parameters[name] !== undefined);
  const [old, current] = [present(legacy), present(expressions)];
  if (old.length > 0 && current.length > 0) throw mixedParameters(old, current);
}

/** Errors: ValidationException. */
export function expectedCondition(
  expected: Named<Expected> | undefined,
  operator: ConditionalOperator | undefined,
): Condition | undefined {
  if (!expected) return undefined;
  return joined(
    Object.entries(expected).map(([name, one]) => expectation(name, one)),
    operator,
  );
}

function expectation(name: string, one: Expected): Condition {
  const { Value: value, Exists: exists, ComparisonOperator: operator, AttributeValueList: list } = one;
  if (operator !== undefined) {
    if (exists !== undefined)
      throw invalidValues(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`);
    if (value !== undefined && list !== undefined)
      throw invalidValues(`Value and AttributeValueList cannot be used together for Attribute: ${name}`);
    return comparison(name, operator, list ?? (value === undefined ? [] : [value]));
  }
  if (list !== undefined)
    throw invalidValues(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`);
  if (exists === false) {
    if (value !== undefined)
      throw invalidValues(`Value cannot be used when Exists is set to false for Attribute: ${name}`);
    return { kind: "exists", path: [name], isThere: false };
  }
  if (value === undefined)
    throw invalidValues(
      `Value must be provided when Exists is ${exists === undefined ? "null" : "set to true"} for Attribute: ${name}`,
    );
  return comparison(name, "EQ", [value]);
}

/** Errors: ValidationException. */
export function filterCondition(
  filter: Named<LegacyCondition> | undefined,
  operator: ConditionalOperator | undefined,
): Condition | undefined {
  if (!filter) return undefined;
  const conditions = Object.entries(filter).map(
    ([name, { ComparisonOperator: comparator, AttributeValueList: list }]) => comparison(name, comparator, list ?? []),
  );
  return joined(conditions, operator);
}

const joined = (conditions: readonly Condition[], operator: ConditionalOperator = "AND"): Condition | undefined =>
  conditions.length === 0
    ? undefined
    : conditions.reduce((left, right) => ({ kind: operator === "OR" ? "or" : "and", left, right }));

const COMPARATORS: Readonly<Record<string, Comparator>> = { EQ: "=", NE: "<>", LT: "<", LE: "<=", GT: ">", GE: ">=" };
const ORDERED: readonly AttributeType[] = ["S", "N", "B"];

function comparison(name: string, operator: ComparisonOperator, list: readonly AttributeValue[]): Condition {
  const values = list.map((value) => accepted(value));
  checkCount(operator, values.length);
  const attribute: Operand = { kind: "path", path: [name] };
  const [first, second] = values.map((value): Operand => ({ kind: "value", value }));
  if (operator === "NOT_NULL" || operator === "NULL")
    return { kind: "exists", path: [name], isThere: operator === "NOT_NULL" };
  if (operator === "IN")
    return { kind: "in", operand: attribute, members: values.map((value) => ({ kind: "value", value })) };
  const [value] = values;
  if (!first || !value) throw invalidValues(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  if (operator === "BETWEEN" && second) {
    return { kind: "between", operand: attribute, lower: first, upper: second };
  }
  if (operator === "BEGINS_WITH") {
    if (!["S", "B"].includes(typeOf(value))) throw unsupportedArgument(operator, value);
    return { kind: "begins", operand: attribute, part: first };
  }
  if (operator === "CONTAINS") return { kind: "contains", operand: attribute, part: first };
  // Recorded: NOT_CONTAINS holds for attributes that are there only.
  if (operator === "NOT_CONTAINS")
    return {
      kind: "and",
      left: { kind: "exists", path: [name], isThere: true },
      right: { kind: "not", condition: { kind: "contains", operand: attribute, part: first } },
    };
  const comparator = COMPARATORS[operator];
  if (!comparator) throw validation(`Unsupported operator on ${operator}`);
  if (comparator.length > 0 && !["=", "<>"].includes(comparator) && !ORDERED.includes(typeOf(value)))
    throw unsupportedArgument(operator, value);
  return { kind: "compare", comparator, left: attribute, right: first };
}

const unsupportedArgument = (operator: string, value: AttributeValue) =>
  invalidValues(`ComparisonOperator ${operator} is not valid for ${typeOf(value)} AttributeValue type`);

function checkCount(operator: ComparisonOperator, count: number): void {
  const isRight =
    operator === "NULL" || operator === "NOT_NULL"
      ? count === 0
      : operator === "IN"
        ? count > 0
        : count === (operator === "BETWEEN" ? 2 : 1);
  if (!isRight) throw invalidValues(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
}

/** Errors: ValidationException. */
export function legacyKeyConditions(
  conditions: Named<LegacyCondition>,
): readonly { readonly name: string; readonly condition: SortCondition }[] {
  return Object.entries(conditions).map(([name, { ComparisonOperator: operator, AttributeValueList: list = [] }]) => {
    const condition = comparison(name, operator, list);
    const value = (operand: Operand): AttributeValue => (operand.kind === "value" ? operand.value : { NULL: true });
    if (condition.kind === "compare" && condition.comparator !== "<>")
      return { name, condition: { kind: condition.comparator, value: value(condition.right) } };
    if (condition.kind === "between")
      return { name, condition: { kind: "between", lower: value(condition.lower), upper: value(condition.upper) } };
    if (condition.kind === "begins") return { name, condition: { kind: "begins", value: value(condition.part) } };
    throw validation(`Attempted conditional constraint is not an indexable operation`);
  });
}

/** Errors: ValidationException. */
export function legacyUpdate(updates: Named<AttributeUpdate>): Update {
  const set: Update["set"][number][] = [];
  const remove: Update["remove"][number][] = [];
  const add: Update["add"][number][] = [];
  const deleted: Update["delete"][number][] = [];
  for (const [name, { Action: action = "PUT", Value: given }] of Object.entries(updates)) {
    const value = given && accepted(given);
    if (!value) {
      if (action !== "DELETE")
        throw invalidValues(`Only DELETE action is allowed when no attribute value is specified`);
      remove.push([name]);
    } else if (action === "PUT") set.push({ path: [name], value: { kind: "value", value } });
    else if (action === "ADD") {
      if (value.L) set.push({ path: [name], value: appended(name, value) });
      else if (["N", "SS", "NS", "BS"].includes(typeOf(value))) add.push({ path: [name], value });
      else throw invalidValues(`ADD action is not supported for the type ${typeOf(value)}`);
    } else if (["SS", "NS", "BS"].includes(typeOf(value))) deleted.push({ path: [name], value });
    else throw invalidValues(`DELETE action with value is not supported for the type ${typeOf(value)}`);
  }
  return { set, remove, add, delete: deleted };
}

/** ADD of a list appends to it. */
const appended = (name: string, value: AttributeValue): Update["set"][number]["value"] => ({
  kind: "append",
  first: { kind: "default", path: [name], otherwise: { kind: "value", value: { L: [] } } },
  second: { kind: "value", value },
});
