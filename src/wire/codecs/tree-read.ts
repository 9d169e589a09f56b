// Compiles shapes into closures that check a parsed tree (of JSON or CBOR) and make the handler's input of it.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "../shapes.ts";
import { DecodeError, deeper, setKey } from "./decode-error.ts";

export type TreeReader = (value: unknown, depth: number) => unknown;

/** What differs between the formats. */
export interface TreeRules {
  nameOf(member: Member): string;
  /** Null never comes here. Errors: DecodeError. */
  scalar(scalar: Scalar): (value: unknown) => unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array) &&
  !(value instanceof Date);

function describe(value: unknown): string {
  if (Array.isArray(value)) return "Start of list found where not expected";
  if (isObject(value)) return "Start of structure or map found where not expected.";
  return "Unexpected value type in payload";
}

/** What AWS's JSON reader calls a value of that type. */
export function mismatch(value: unknown, expected: string): DecodeError {
  if (typeof value === "object") return new DecodeError(describe(value));
  const token =
    typeof value === "string"
      ? "STRING_VALUE"
      : typeof value === "boolean"
        ? `${value}`.toUpperCase() + "_VALUE"
        : "NUMBER_VALUE";
  return new DecodeError(`${token} can not be converted to ${expected}`);
}

interface Entry {
  readonly name: string;
  readonly read: TreeReader;
}

/** Readers of one format, each shape compiled when it is first met. */
export class TreeReaders {
  readonly #rules: TreeRules;
  readonly #compiled = new WeakMap<Shape, TreeReader>();

  constructor(rules: TreeRules) {
    this.#rules = rules;
  }

  of(shape: Shape): TreeReader {
    let reader = this.#compiled.get(shape);
    if (reader === undefined) this.#compiled.set(shape, (reader = this.#compile(shape)));
    return reader;
  }

  #compile(shape: Shape): TreeReader {
    switch (shape.kind) {
      case "structure":
        return this.#structure(shape);
      case "list":
        return this.#list(shape);
      case "map":
        return this.#map(shape);
      default:
        return this.#rules.scalar(shape);
    }
  }

  #structure(structure: Structure): TreeReader {
    let entries: ReadonlyMap<string, Entry> | undefined;
    const compile = (): ReadonlyMap<string, Entry> =>
      new Map(
        structure.members.map((member) => [
          this.#rules.nameOf(member),
          { name: member.name, read: this.of(member.target) },
        ]),
      );
    return (value, depth) => {
      if (!isObject(value)) throw mismatch(value, `a structure`);
      const inner = deeper(depth);
      const known = (entries ??= compile());
      const result: Record<string, unknown> = {};
      for (const key of Object.keys(value)) {
        const item = value[key];
        const entry = known.get(key);
        if (entry !== undefined && item !== null && item !== undefined) result[entry.name] = entry.read(item, inner);
      }
      return result;
    };
  }

  /** A null item stays: validation says what is wrong with it where the list is not sparse. */
  #list(list: List): TreeReader {
    let read: TreeReader | undefined;
    return (value, depth) => {
      if (!Array.isArray(value)) throw mismatch(value, "a list");
      const inner = deeper(depth);
      const item = (read ??= this.of(list.member.target));
      return value.map((element: unknown) => (element === null || element === undefined ? null : item(element, inner)));
    };
  }

  #map(map: MapShape): TreeReader {
    let read: TreeReader | undefined;
    return (value, depth) => {
      if (!isObject(value)) throw mismatch(value, "a map");
      const inner = deeper(depth);
      const item = (read ??= this.of(map.value.target));
      const result: Record<string, unknown> = {};
      for (const key of Object.keys(value)) {
        const element = value[key];
        setKey(result, key, element === null || element === undefined ? null : item(element, inner));
      }
      return result;
    };
  }
}

/** A document: any JSON, copied so that its depth is bounded. */
export function readDocument(value: unknown, depth = 0): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) {
    const inner = deeper(depth);
    return value.map((item) => readDocument(item, inner));
  }
  if (!isObject(value)) return value;
  const inner = deeper(depth);
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setKey(result, key, readDocument(value[key], inner));
  return result;
}
