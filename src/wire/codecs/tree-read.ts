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

/** Containers where they do not belong. Recorded: kinesalite's tests of Kinesis. */
function misplaced(value: unknown): DecodeError | undefined {
  if (Array.isArray(value)) return new DecodeError("Start of list found where not expected");
  return isObject(value) ? new DecodeError("Start of structure or map found where not expected.") : undefined;
}

function tokenOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
  if (typeof value === "string") return "STRING_VALUE";
  return typeof value === "number" && !Number.isInteger(value) ? "DECIMAL_VALUE" : "NUMBER_VALUE";
}

/** What AWS's JSON reader says of a scalar of the wrong type; `expected` with its article. Recorded in public issues. */
export const mismatch = (value: unknown, expected: string): DecodeError =>
  misplaced(value) ?? new DecodeError(`${tokenOf(value)} can not be converted to ${expected}`);

/** And where a container belongs. Recorded: kinesalite's tests of Kinesis. */
const notA = (value: unknown, message: string): DecodeError => misplaced(value) ?? new DecodeError(message);

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
      if (!isObject(value)) throw notA(value, "Expected null");
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
      if (!Array.isArray(value)) throw notA(value, "Expected list or null");
      const inner = deeper(depth);
      const item = (read ??= this.of(list.member.target));
      return value.map((element: unknown) => (element === null || element === undefined ? null : item(element, inner)));
    };
  }

  #map(map: MapShape): TreeReader {
    let read: TreeReader | undefined;
    return (value, depth) => {
      if (!isObject(value)) throw notA(value, "Expected map or null");
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
