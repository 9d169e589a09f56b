// The models' constraints, checked before a handler runs; all failures in one message, in AWS's words.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "./shapes.ts";
import { javaPattern } from "./java-pattern.ts";
import { describeValue } from "./validate-text.ts";
import { validationFamily } from "./validation-families.ts";
import type { WireOperation } from "./wire.ts";

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

/** Failures that one answer lists. Documented nowhere; recorded answers never list more. */
const FAILURES_MAX = 10;

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
      return scalarCheck(shape);
  }
}

function all(parts: readonly (Check | null)[]): Check | null {
  const present = parts.filter((part) => part !== null);
  if (present.length <= 1) return present[0] ?? null;
  return (value, path, member, failures) => {
    for (const check of present) check(value, path, member, failures);
  };
}

function test(constraint: string, holds: (value: never) => boolean): Check {
  return (value, path, member, failures) => {
    if (!holds(value as never)) failures.push({ path: pathText(path), member, value, constraint });
  };
}

interface Sized {
  readonly length?: number;
  readonly byteLength?: number;
}

const codePoints = (text: string): number => {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) count -= 1;
  }
  return count;
};

function lengthOf(value: unknown): number {
  if (typeof value === "string") return codePoints(value);
  const { byteLength, length } = value as Sized;
  return byteLength ?? length ?? Object.keys(value as object).length;
}

function lengthChecks({ min, max }: Shape & { min?: number | undefined; max?: number | undefined }): Check | null {
  return all([
    max === undefined
      ? null
      : test(`Member must have length less than or equal to ${max}`, (value) => lengthOf(value) <= max),
    min === undefined || min <= 0
      ? null
      : test(`Member must have length greater than or equal to ${min}`, (value) => lengthOf(value) >= min),
  ]);
}

function valueChecks({ min, max }: Scalar): Check | null {
  return all([
    max === undefined
      ? null
      : test(`Member must have value less than or equal to ${max}`, (value: number) => value <= max),
    min === undefined
      ? null
      : test(`Member must have value greater than or equal to ${min}`, (value: number) => value >= min),
  ]);
}

function scalarCheck(scalar: Scalar): Check | null {
  switch (scalar.kind) {
    case "string":
      return stringChecks(scalar);
    case "blob":
      return lengthChecks(scalar);
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
      return valueChecks(scalar);
    default:
      return null;
  }
}

function stringChecks(scalar: Scalar): Check | null {
  const { pattern, enum: values } = scalar;
  let compiled: RegExp | undefined;
  return all([
    values === undefined
      ? null
      : test(`Member must satisfy enum value set: [${values.join(", ")}]`, (value: string) => values.includes(value)),
    pattern === undefined
      ? null
      : test(`Member must satisfy regular expression pattern: ${pattern}`, (value: string) =>
          (compiled ??= javaPattern(pattern)).test(value)),
    lengthChecks(scalar),
  ]);
}

interface MemberCheck {
  readonly member: Member;
  readonly name: string;
  readonly required: boolean;
  readonly check: Check | null;
}

/** Streams are not looked into; nor is anything under an event stream. */
function structureCheck(structure: Structure): Check | null {
  if (structure.events) return null;
  const members: readonly MemberCheck[] = structure.members
    .map((member) => ({
      member,
      name: camelCase(member.name),
      required: member.required,
      check: member.target.kind === "stream" ? null : checkOf(member.target),
    }))
    .filter(({ required, check }) => required || check !== null);
  if (members.length === 0) return null;
  return (value, path, _member, failures) => {
    const source = value as Readonly<Record<string, unknown>>;
    const parent = path.name === "" ? undefined : path;
    for (const { member, name, required, check } of members) {
      const item = source[member.name];
      if (item !== undefined && item !== null) check?.(item, { parent, name }, member, failures);
      else if (required)
        failures.push({
          path: pathText({ parent, name }),
          member,
          value: undefined,
          constraint: "Member must not be null",
        });
    }
  };
}

function itemCheck(item: Member, sparse: boolean): Check | null {
  const check = checkOf(item.target);
  if (sparse && check === null) return null;
  return (value, path, member, failures) => {
    if (value !== null) check?.(value, path, member, failures);
    else if (!sparse)
      failures.push({ path: pathText(path), member, value: undefined, constraint: "Member must not be null" });
  };
}

function listCheck(list: List): Check | null {
  const check = itemCheck(list.member, list.sparse);
  const items: Check | null =
    check &&
    ((value, path, _member, failures) => {
      (value as readonly unknown[]).forEach((item, index) => {
        check(item, { parent: { parent: path, name: String(index + 1) }, name: "member" }, list.member, failures);
      });
    });
  return all([lengthChecks(list), items]);
}

function mapCheck(map: MapShape): Check | null {
  const keyCheck = checkOf(map.key.target);
  const valueCheck = itemCheck(map.value, map.sparse);
  const entries: Check = (value, path, _member, failures) => {
    for (const [key, item] of Object.entries(value as Readonly<Record<string, unknown>>)) {
      keyCheck?.(key, path, map.key, failures);
      valueCheck?.(item, { parent: { parent: path, name: key }, name: "member" }, map.value, failures);
    }
  };
  return all([lengthChecks(map), keyCheck || valueCheck ? entries : null]);
}

/** What is wrong with the input by the model, in the model's order. */
export function failuresOf(structure: Structure, input: object): Failure[] {
  const failures: Failure[] = [];
  const root = { parent: undefined, name: "" };
  checkOf(structure)?.(input, root, { name: "", required: true, target: structure }, failures);
  return failures;
}

const failureText = ({ path, value, constraint, member }: Failure): string =>
  `Value ${describeValue(value, member)} at '${path}' failed to satisfy constraint: ${constraint}`;

/** Errors: AwsError of the service's kind when the input breaks the model's constraints. */
export function validate(operation: WireOperation, input: object): void {
  const family = validationFamily(operation.service);
  if (family === undefined) return;
  const failures = failuresOf(operation.input, input);
  if (failures.length === 0) return;
  const listed = failures.slice(0, FAILURES_MAX);
  const count = `${listed.length} validation error${listed.length === 1 ? "" : "s"} detected: `;
  throw family.error(count + listed.map(failureText).join("; "), listed[0]!);
}
