// Compiles a shape's constraints into one check, which names every failure by its path.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "./shapes.ts";
import { javaPattern } from "./java-pattern.ts";

/** Where a value stands, from the inside out. */
interface Path {
  readonly parent: Path | undefined;
  readonly name: string;
}

export interface Failure {
  readonly path: string;
  readonly member: Member;
  readonly value: unknown;
  /** What the member must do, e.g. `Member must not be null`. */
  readonly constraint: string;
}

type Check = (value: unknown, path: Path, member: Member, failures: Failure[]) => void;

/** One rule of a scalar or of a list's or map's length. */
interface Rule {
  readonly text: string;
  readonly holds: (value: unknown) => boolean;
}

const NOT_NULL = "Member must not be null";

const pathText = ({ parent, name }: Path): string => (parent ? `${pathText(parent)}.${name}` : name);

/** Coral names members as Java does. */
const camelCase = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

const checks = new WeakMap<Shape, Check | null>();

/** The check of a shape, or null when nothing in it is constrained. */
function checkOf(shape: Shape): Check | null {
  let check = checks.get(shape);
  if (check === undefined) {
    // Recursive shapes meet themselves here: they check through this until they are compiled.
    checks.set(shape, (value, path, member, failures) => checks.get(shape)?.(value, path, member, failures));
    checks.set(shape, (check = compile(shape)));
  }
  return check;
}

function compile(shape: Shape): Check | null {
  switch (shape.kind) {
    case "structure":
      return structureCheck(shape);
    case "list":
      return listCheck(shape);
    case "map":
      return mapCheck(shape);
    default:
      return ruleCheck(scalarRules(shape));
  }
}

function ruleCheck(rules: readonly Rule[]): Check | null {
  if (rules.length === 0) return null;
  return (value, path, member, failures) => {
    for (const { text, holds } of rules)
      if (!holds(value)) failures.push({ path: pathText(path), member, value, constraint: text });
  };
}

function both(first: Check | null, second: Check | null): Check | null {
  if (first === null || second === null) return first ?? second;
  return (value, path, member, failures) => {
    first(value, path, member, failures);
    second(value, path, member, failures);
  };
}

/** In code points, as AWS counts. */
function textLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) length -= 1;
  }
  return length;
}

function lengthOf(value: unknown): number {
  if (typeof value === "string") return textLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  return Array.isArray(value) ? value.length : Object.keys(value as object).length;
}

interface Bounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

function boundRules({ min, max }: Bounds, what: string, measure: (value: unknown) => number): Rule[] {
  const rules: Rule[] = [];
  if (max !== undefined)
    rules.push({
      text: `Member must have ${what} less than or equal to ${max}`,
      holds: (value) => measure(value) <= max,
    });
  if (min !== undefined)
    rules.push({
      text: `Member must have ${what} greater than or equal to ${min}`,
      holds: (value) => measure(value) >= min,
    });
  return rules;
}

function scalarRules(scalar: Scalar): Rule[] {
  switch (scalar.kind) {
    case "string":
      return [...setRules(scalar), ...boundRules(scalar, "length", lengthOf)];
    case "blob":
      return boundRules(scalar, "length", lengthOf);
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
      return boundRules(scalar, "value", Number);
    default:
      return [];
  }
}

/** AWS lists an enum's values in no order of its own: ours is the model's. */
function setRules({ pattern, enum: values }: Scalar): Rule[] {
  const rules: Rule[] = [];
  if (values !== undefined) {
    const set = new Set<unknown>(values);
    rules.push({
      text: `Member must satisfy enum value set: [${values.join(", ")}]`,
      holds: (value) => set.has(value),
    });
  }
  if (pattern !== undefined) {
    let compiled: RegExp | undefined;
    const holds = (value: unknown): boolean => (compiled ??= javaPattern(pattern)).test(value as string);
    rules.push({ text: `Member must satisfy regular expression pattern: ${pattern}`, holds });
  }
  return rules;
}

interface MemberCheck {
  readonly member: Member;
  readonly name: string;
  readonly check: Check | null;
}

/** Streams are not looked into; nor is anything under an event stream. */
function structureCheck(structure: Structure): Check | null {
  if (structure.events) return null;
  const members: readonly MemberCheck[] = structure.members
    .map((member) => {
      const check = member.target.kind === "stream" ? null : checkOf(member.target);
      return { member, name: camelCase(member.name), check };
    })
    .filter(({ member, check }) => member.required || check !== null);
  if (members.length === 0) return null;
  return (value, path, _member, failures) => {
    const source = value as Readonly<Record<string, unknown>>;
    const parent = path.name === "" ? undefined : path;
    for (const { member, name, check } of members) {
      const item = source[member.name];
      if (item !== undefined && item !== null) check?.(item, { parent, name }, member, failures);
      else if (member.required)
        failures.push({ path: pathText({ parent, name }), member, value: undefined, constraint: NOT_NULL });
    }
  };
}

const isScalar = (shape: Shape): shape is Scalar => !["structure", "list", "map"].includes(shape.kind);

/**
 * The items of a list, or the keys or values of a map, that are scalars: AWS names them all in one failure of their
 * holder. Recorded: LocalStack's snapshots of Lambda.
 */
function summaryCheck(
  scalar: Scalar,
  prefix: string,
  sparse: boolean,
  itemsOf: (value: unknown) => readonly unknown[],
): Check | null {
  const rules = scalarRules(scalar);
  if (rules.length === 0 && sparse) return null;
  const texts = rules.map(({ text }) => text);
  const isNumber = scalar.kind !== "string" && scalar.kind !== "blob";
  if (!sparse && (isNumber || scalar.enum !== undefined || texts.length === 0)) texts.push(NOT_NULL);
  const constraint = `${prefix} must satisfy constraint: [${texts.join(", ")}]`;
  const holds = (item: unknown): boolean =>
    item === undefined || item === null ? sparse : rules.every((rule) => rule.holds(item));
  return (value, path, member, failures) => {
    if (!itemsOf(value).every(holds)) failures.push({ path: pathText(path), member, value, constraint });
  };
}

/** Items that are no scalars, each by its own path: `targets.1.member.id`. Recorded. */
function itemCheck(item: Member, sparse: boolean): Check | null {
  const check = checkOf(item.target);
  if (sparse && check === null) return null;
  return (value, path, _member, failures) => {
    if (value !== null && value !== undefined) check?.(value, path, item, failures);
    else if (!sparse) failures.push({ path: pathText(path), member: item, value: undefined, constraint: NOT_NULL });
  };
}

const itemPath = (parent: Path, key: string): Path => ({ parent: { parent, name: key }, name: "member" });

function listCheck(list: List): Check | null {
  const lengths = ruleCheck(boundRules(list, "length", lengthOf));
  const { target } = list.member;
  if (isScalar(target)) {
    const items = summaryCheck(target, "Member", list.sparse, (value) => value as readonly unknown[]);
    return both(lengths, items);
  }
  const item = itemCheck(list.member, list.sparse);
  if (item === null) return lengths;
  return both(lengths, (value, path, member, failures) => {
    (value as readonly unknown[]).forEach((element, index) =>
      item(element, itemPath(path, String(index + 1)), member, failures),
    );
  });
}

function mapCheck(map: MapShape): Check | null {
  const lengths = ruleCheck(boundRules(map, "length", lengthOf));
  const keys = isScalar(map.key.target)
    ? summaryCheck(map.key.target, "Map keys", true, (value) => Object.keys(value as object))
    : null;
  const { target } = map.value;
  if (isScalar(target)) {
    const values = summaryCheck(target, "Map value", map.sparse, (value) => Object.values(value as object));
    return both(lengths, both(keys, values));
  }
  const item = itemCheck(map.value, map.sparse);
  if (item === null) return both(lengths, keys);
  const values: Check = (value, path, member, failures) => {
    for (const [key, element] of Object.entries(value as Readonly<Record<string, unknown>>))
      item(element, itemPath(path, key), member, failures);
  };
  return both(lengths, both(keys, values));
}

/** What is wrong with the input by the model, in the model's order. */
export function failuresOf(structure: Structure, input: unknown): Failure[] {
  const failures: Failure[] = [];
  const root = { parent: undefined, name: "" };
  checkOf(structure)?.(input, root, { name: "", required: true, target: structure }, failures);
  return failures;
}
