// The condition operators: when a value of the request is like one of the policy's. Documented in the IAM guide.
import { inRange, parseAddress, parseRange, type AddressRange } from "./addresses.ts";
import { arnParts, compileArnPattern } from "./arn-pattern.ts";
import { parseDate } from "./dates.ts";
import { compileTemplate, isVariable, piecesOf, type Lookup, type Matcher } from "./template.ts";

/** Whether a value of the request is like one of the policy's; the same for an operator and its negation. */
type Likeness = (value: string, lookup: Lookup) => boolean;

interface Operator {
  readonly negated: boolean;
  /** Whether a value makes sense in a policy; undefined: any does. */
  readonly accepts: ((value: string) => boolean) | undefined;
  readonly compile: (values: readonly string[], variables: boolean) => Likeness;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

const parseNumber = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined);

const anyOf =
  (matchers: readonly Matcher[]): Likeness =>
  (value, lookup) =>
    matchers.some((matches) => matches(value, lookup));

/** Of plain strings a set, so that a list of a hundred costs no more than one. */
function equality(ignoreCase: boolean): Operator["compile"] {
  const fold = ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  return (values, variables) => {
    const options = { wildcards: false, variables, ignoreCase };
    const dynamic = values.filter((value) => variables && value.includes("${"));
    const fixed = new Set(values.filter((value) => !dynamic.includes(value)).map(fold));
    const others = dynamic.map((value) => compileTemplate(value, options));
    return (value, lookup) => fixed.has(fold(value)) || others.some((matches) => matches(value, lookup));
  };
}

const like: Operator["compile"] = (values, variables) =>
  anyOf(values.map((value) => compileTemplate(value, { wildcards: true, variables })));

const arnLike: Operator["compile"] = (values, variables) => {
  const patterns = values.map((value) => (value === "*" ? () => true : compileArnPattern(value, variables)));
  return (value, lookup) => {
    const parts = arnParts(value);
    return parts !== undefined && patterns.some((matches) => matches(parts, lookup));
  };
};

type Order = (value: number, bound: number) => boolean;

/** Values that cannot be read as the type are like none. */
const ordered =
  (parse: (text: string) => number | undefined, order: Order): Operator["compile"] =>
  (values) => {
    const bounds = values.map(parse).filter((bound) => bound !== undefined);
    return (text) => {
      const value = parse(text);
      return value !== undefined && bounds.some((bound) => order(value, bound));
    };
  };

/** `true` and `false` in any case; a variable may stand for one. */
const bool = equality(true);

const isBoolean = (value: string): boolean => /^(?:true|false)$/i.test(value);
const holdsVariable = (value: string): boolean =>
  piecesOf(value, { wildcards: false, variables: true }).some(isVariable);

/** Values of the request are in base64, too. */
const binary: Operator["compile"] = (values) => {
  const known = new Set(values.map((value) => Buffer.from(value, "base64").toString("hex")));
  return (value) => BASE64.test(value) && known.has(Buffer.from(value, "base64").toString("hex"));
};

const address: Operator["compile"] = (values) => {
  const ranges = values.map(parseRange).filter((range): range is AddressRange => range !== undefined);
  return (text) => {
    const value = parseAddress(text);
    return value !== undefined && ranges.some((range) => inRange(value, range));
  };
};

const ORDERS: Readonly<Record<string, Order>> = {
  Equals: (value, bound) => value === bound,
  LessThan: (value, bound) => value < bound,
  LessThanEquals: (value, bound) => value <= bound,
  GreaterThan: (value, bound) => value > bound,
  GreaterThanEquals: (value, bound) => value >= bound,
};

const operators = new Map<string, Operator>();
const define = (name: string, accepts: Operator["accepts"], compile: Operator["compile"], negation?: string): void => {
  operators.set(name, { negated: false, accepts, compile });
  if (negation !== undefined) operators.set(negation, { negated: true, accepts, compile });
};

define("StringEquals", undefined, equality(false), "StringNotEquals");
define("StringEqualsIgnoreCase", undefined, equality(true), "StringNotEqualsIgnoreCase");
define("StringLike", undefined, like, "StringNotLike");
define("ArnEquals", undefined, arnLike, "ArnNotEquals");
define("ArnLike", undefined, arnLike, "ArnNotLike");
for (const [name, order] of Object.entries(ORDERS))
  for (const [type, parse] of [["Numeric", parseNumber] as const, ["Date", parseDate] as const]) {
    const accepts = (value: string): boolean => parse(value) !== undefined;
    define(`${type}${name}`, accepts, ordered(parse, order), name === "Equals" ? `${type}NotEquals` : undefined);
  }
define("Bool", (value) => isBoolean(value) || holdsVariable(value), bool);
define("BinaryEquals", (value) => BASE64.test(value), binary);
define("IpAddress", (value) => parseRange(value) !== undefined, address, "NotIpAddress");
/** Its likeness is never asked: the condition looks at whether the key is there. */
define("Null", isBoolean, bool);

/** `ForAnyValue:StringLikeIfExists`, taken apart. */
export interface OperatorName {
  readonly quantifier: "ForAnyValue" | "ForAllValues" | undefined;
  readonly name: string;
  readonly ifExists: boolean;
  readonly operator: Operator;
}

/** Undefined when there is no such operator. */
export function parseOperator(text: string): OperatorName | undefined {
  const [, quantifier, rest = ""] = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+)$/.exec(text) ?? [];
  const ifExists = rest.endsWith("IfExists");
  const name = ifExists ? rest.slice(0, -"IfExists".length) : rest;
  const operator = operators.get(name);
  // Documented: Null looks at existence itself, so it takes no IfExists.
  if (operator === undefined || (name === "Null" && ifExists)) return undefined;
  return { quantifier: quantifier as OperatorName["quantifier"], name, ifExists, operator };
}
