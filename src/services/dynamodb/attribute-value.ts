// Attribute values: their one type, what DynamoDB accepts, how large they are, and their order.
import type { AttributeValue as SdkValue } from "@aws-sdk/client-dynamodb";
import { compareDecimals, decimalBytes, formatDecimal, parseDecimal } from "./decimal.ts";
import {
  duplicateInSet,
  emptyAttributeValue,
  emptySet,
  moreThanOneDatatype,
  notBuilt,
  nestedTooDeep,
  nullMustBeTrue,
} from "./errors.ts";
import { NESTING_MAX } from "./limits.ts";

/** Exactly one member is there, once it was accepted. */
export interface AttributeValue {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly B?: Uint8Array | undefined;
  readonly SS?: readonly string[] | undefined;
  readonly NS?: readonly string[] | undefined;
  readonly BS?: readonly Uint8Array[] | undefined;
  readonly M?: Item | undefined;
  readonly L?: readonly AttributeValue[] | undefined;
  readonly NULL?: boolean | undefined;
  readonly BOOL?: boolean | undefined;
}

export type Item = Readonly<{ [name: string]: AttributeValue }>;

/** The SDK says the same with a union, whose members exclude each other. */
export const answered = (item: Item): Record<string, SdkValue> => item as unknown as Record<string, SdkValue>;

export const TYPES = ["S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"] as const;
export type AttributeType = (typeof TYPES)[number];

/** The one member that is there. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type of TYPES) if (value[type] !== undefined) return type;
  throw emptyAttributeValue();
}

/** The value as it is stored: numbers without needless digits, one type. Errors: ValidationException. */
export function accepted(value: AttributeValue, depth = 1): AttributeValue {
  if (depth > NESTING_MAX) throw nestedTooDeep();
  const types = TYPES.filter((type) => value[type] !== undefined);
  if (types.length === 0) throw emptyAttributeValue();
  if (types.length > 1) throw moreThanOneDatatype();
  if (value.N !== undefined) return { N: formatDecimal(parseDecimal(value.N)) };
  if (value.NULL === false) throw nullMustBeTrue();
  if (value.SS) return { SS: distinct(value.SS, "string", (text) => text) };
  if (value.NS) {
    const numbers = value.NS.map((text) => formatDecimal(parseDecimal(text)));
    return { NS: distinct(numbers, "number", (text) => text) };
  }
  if (value.BS) return { BS: distinct(value.BS, "binary", bytesKey) };
  if (value.M) return { M: acceptedItem(value.M, depth + 1) };
  if (value.L) return { L: value.L.map((member) => accepted(member, depth + 1)) };
  return value;
}

export const acceptedItem = (item: Item, depth = 1): Item =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, accepted(value, depth)]));

const bytesKey = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

function distinct<Member>(members: readonly Member[], kind: string, keyOf: (member: Member) => string): Member[] {
  if (members.length === 0) throw emptySet(kind);
  if (new Set(members.map(keyOf)).size < members.length) throw duplicateInSet(members.map(shown));
  return [...members];
}

const shown = (member: unknown): string =>
  member instanceof Uint8Array ? Buffer.from(member).toString("base64") : String(member);

const utf8Bytes = (text: string): number => Buffer.byteLength(text);

/** Errors: NotImplemented for the one name that stored rows cannot have; every item is measured before it is stored. */
function nameBytes(name: string): number {
  if (name === "__proto__") throw notBuilt("Attributes named __proto__");
  return utf8Bytes(name);
}

/** Documented in "DynamoDB item sizes and formats". */
export function sizeBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8Bytes(value.S);
  if (value.N !== undefined) return decimalBytes(parseDecimal(value.N));
  if (value.B !== undefined) return value.B.length;
  if (value.SS) return sum(value.SS, utf8Bytes);
  if (value.NS) return sum(value.NS, (text) => decimalBytes(parseDecimal(text)));
  if (value.BS) return sum(value.BS, (bytes) => bytes.length);
  if (value.M) return 3 + sum(Object.entries(value.M), ([name, member]) => 1 + nameBytes(name) + sizeBytes(member));
  if (value.L) return 3 + sum(value.L, (member) => 1 + sizeBytes(member));
  return 1;
}

export const itemBytes = (item: Item): number =>
  sum(Object.entries(item), ([name, value]) => nameBytes(name) + sizeBytes(value));

function sum<Member>(members: readonly Member[], of: (member: Member) => number): number {
  let total = 0;
  for (const member of members) total += of(member);
  return total;
}

/** Sets are equal in any order, maps by their members. */
export function equal(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  if (type === "SS" || type === "NS") return sameMembers(left[type] ?? [], right[type] ?? []);
  if (type === "BS") return sameMembers((left.BS ?? []).map(bytesKey), (right.BS ?? []).map(bytesKey));
  if (type === "L") {
    const [one, other] = [left.L ?? [], right.L ?? []];
    return one.length === other.length && one.every((member, at) => equal(member, other[at] ?? { NULL: true }));
  }
  if (type === "M") {
    const [one, other] = [Object.entries(left.M ?? {}), right.M ?? {}];
    const isSame = ([name, member]: [string, AttributeValue]): boolean => {
      const twin = Object.hasOwn(other, name) ? other[name] : undefined;
      return twin !== undefined && equal(member, twin);
    };
    return one.length === Object.keys(other).length && one.every(isSame);
  }
  return type === "BOOL" || type === "NULL" ? left[type] === right[type] : order(left, right) === 0;
}

const sameMembers = (left: readonly string[], right: readonly string[]): boolean => {
  const members = new Set(left);
  return left.length === right.length && right.every((member) => members.has(member));
};

/** Negative, 0 or positive; undefined for values of different types, or of types that have no order. */
export function order(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.S !== undefined && right.S !== undefined)
    return left.S === right.S ? 0 : Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if (left.N !== undefined && right.N !== undefined)
    return left.N === right.N ? 0 : compareDecimals(parseDecimal(left.N), parseDecimal(right.N));
  if (left.B !== undefined && right.B !== undefined) return Buffer.compare(left.B, right.B);
  return undefined;
}

/** As error messages show it: `{S:abc}`. */
export function shownValue(value: AttributeValue): string {
  const type = typeOf(value);
  const content = value[type];
  if (content instanceof Uint8Array) return `{${type}:${Buffer.from(content).toString("base64")}}`;
  return `{${type}:${typeof content === "string" ? content : JSON.stringify(content)}}`;
}
