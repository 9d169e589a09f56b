// Vectors as plain values, one a row: for looking at few rows, and for tests.
import type { Vector } from "../../kit/vector.ts";
import type { OrcType } from "./schema.ts";
import { decimalText } from "./statistics.ts";

export type PlainValue = null | boolean | number | bigint | string | PlainValue[] | { [field: string]: PlainValue };

/** Decimals without trailing zeros, dates and timestamps as texts, binaries as numbers, maps as pairs, unions with their tag. */
export function plainRows(type: OrcType, vector: Vector): PlainValue[] {
  const valueOf = converter(type, vector);
  return Array.from({ length: vector.count }, (_, row) => (vector.nulls?.[row] === 1 ? null : valueOf(row)));
}

function converter(type: OrcType, vector: Vector): (row: number) => PlainValue {
  switch (vector.kind) {
    case "boolean":
      return (row) => vector.values[row] === 1;
    case "int":
      return type.kind === "date" ? (row) => dateText(vector.values[row]! * 86_400) : (row) => vector.values[row]!;
    case "float":
    case "double":
      return (row) => vector.values[row]!;
    case "long":
      return type.kind === "decimal"
        ? (row) => decimalText(vector.values[row]!, type.scale)
        : (row) => vector.values[row]!;
    case "huge":
      return (row) =>
        decimalText(BigInt.asUintN(64, vector.values[row * 2]!) | (vector.values[row * 2 + 1]! << 64n), type.scale);
    case "bytes":
      return (row) => {
        const bytes = vector.data.subarray(vector.starts[row], vector.ends[row]);
        return type.kind === "binary" ? [...bytes] : new TextDecoder().decode(bytes);
      };
    case "timestamp":
      return (row) => timestampText(vector.seconds[row]!, vector.nanos[row]!);
    default:
      return nestedConverter(type, vector);
  }
}

type Nested = Extract<Vector, { kind: "list" | "map" | "struct" | "union" }>;

function nestedConverter(type: OrcType, vector: Nested): (row: number) => PlainValue {
  switch (vector.kind) {
    case "list": {
      const items = plainRows(type.children[0]!, vector.child);
      return (row) => items.slice(vector.offsets[row], vector.offsets[row + 1]);
    }
    case "map": {
      const keys = plainRows(type.children[0]!, vector.keys);
      const items = plainRows(type.children[1]!, vector.items);
      const pairs = keys.map((key, at) => ({ key, value: items[at]! }));
      return (row) => pairs.slice(vector.offsets[row], vector.offsets[row + 1]);
    }
    case "struct": {
      const children = vector.children.map((child, at) => plainRows(type.children[at]!, child));
      return (row) => Object.fromEntries(type.fieldNames.map((name, at) => [name, children[at]![row]!]));
    }
    default: {
      const children = vector.children.map((child, at) => plainRows(type.children[at]!, child));
      return (row) => ({ tag: vector.tags[row]!, value: children[vector.tags[row]!]![vector.slots[row]!]! });
    }
  }
}

const dateText = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/T.*/, "");

function timestampText(seconds: number, nanos: number): string {
  const text = new Date(seconds * 1000).toISOString().replace("T", " ").slice(0, -5);
  return `${text}.${String(nanos)
    .padStart(9, "0")
    .replace(/0{1,8}$/, "")}`;
}
