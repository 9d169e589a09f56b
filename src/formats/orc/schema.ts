// The types of an ORC file: a tree whose nodes are numbered in pre-order, and the Hive types they are.
import type { HiveType } from "../hive-type.ts";
import { corrupt } from "./errors.ts";
import type { ProtoReader } from "./protobuf.ts";
import { ProtoWriter } from "./protobuf.ts";

/** In the order of the format's numbers. */
const KINDS = [
  "boolean",
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "float",
  "double",
  "string",
  "binary",
  "timestamp",
  "list",
  "map",
  "struct",
  "union",
  "decimal",
  "date",
  "varchar",
  "char",
  "timestamp with local time zone",
] as const;
export type OrcKind = (typeof KINDS)[number];

export interface OrcType {
  /** The column's number in the file's metadata; the root's is 0. */
  readonly id: number;
  readonly kind: OrcKind;
  readonly children: readonly OrcType[];
  /** Of a struct, as many as children. */
  readonly fieldNames: readonly string[];
  /** Of varchar and char. */
  readonly length: number;
  /** Of decimals. */
  readonly precision: number;
  readonly scale: number;
}

const DEPTH_MAX = 64;
export const TYPES_MAX = 100_000;
const PRECISION_MAX = 38;
/** Hive 0.11 wrote decimals without precision and scale. Documented in the specification: 38 and 10. */
const SCALE_OF_OLD = 10;

interface FlatType {
  readonly kind: number;
  readonly children: readonly number[];
  readonly fieldNames: readonly string[];
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
}

export function readFlatType(reader: ProtoReader): FlatType {
  const children: number[] = [];
  const fieldNames: string[] = [];
  const flat = { kind: 0, length: 0, precision: 0, scale: 0 };
  reader.fields((field) => {
    if (field === 1) flat.kind = reader.int();
    else if (field === 2) reader.ints(children);
    else if (field === 3) fieldNames.push(reader.text());
    else if (field === 4) flat.length = reader.int();
    else if (field === 5) flat.precision = reader.int();
    else if (field === 6) flat.scale = reader.int();
  });
  return { ...flat, children, fieldNames };
}

/** Errors: EngineError `corrupt` for what is no tree in pre-order. */
export function treeOf(flat: readonly FlatType[]): OrcType {
  let next = 0;
  const take = (depth: number): OrcType => {
    const id = next++;
    const own = flat[id];
    const kind = own && KINDS[own.kind];
    if (!own || !kind || depth > DEPTH_MAX) throw corrupt("its types make no tree");
    const wanted =
      { list: 1, map: 2 }[kind as string] ?? (kind === "struct" || kind === "union" ? own.children.length : 0);
    if (own.children.length !== wanted || (kind === "struct" && own.fieldNames.length < wanted))
      throw corrupt("its types make no tree");
    const children = own.children.map((child) => {
      if (child !== next) throw corrupt("its types make no tree");
      return take(depth + 1);
    });
    const old = kind === "decimal" && own.precision === 0;
    if (own.precision > PRECISION_MAX || own.scale > PRECISION_MAX) throw corrupt("a decimal is too long");
    return {
      ...own,
      id,
      kind,
      children,
      precision: old ? PRECISION_MAX : own.precision,
      scale: old ? SCALE_OF_OLD : own.scale,
    };
  };
  const root = take(0);
  if (next !== flat.length) throw corrupt("its types make no tree");
  return root;
}

/** Every node in the order of the ids. */
export function nodesOf(type: OrcType): OrcType[] {
  return [type, ...type.children.flatMap(nodesOf)];
}

export function writeType(type: OrcType): ProtoWriter {
  const writer = new ProtoWriter().int(1, KINDS.indexOf(type.kind)).packed(
    2,
    type.children.map(({ id }) => id),
  );
  for (const name of type.fieldNames) writer.text(3, name);
  if (type.kind === "varchar" || type.kind === "char") writer.int(4, type.length);
  if (type.kind === "decimal") writer.int(5, type.precision).int(6, type.scale);
  return writer;
}

/** The root of a file with these columns. */
export function orcSchema(
  columns: readonly { readonly name: string; readonly type: HiveType | OrcOnlyType }[],
): OrcType {
  let next = 0;
  const typeOf = (type: HiveType | OrcOnlyType): OrcType => {
    const node = { id: next++, children: [], fieldNames: [], length: 0, precision: 0, scale: 0 };
    switch (type.kind) {
      case "array":
        return { ...node, kind: "list", children: [typeOf(type.element)] };
      case "map":
        return { ...node, kind: "map", children: [typeOf(type.key), typeOf(type.value)] };
      case "struct":
        return {
          ...node,
          kind: "struct",
          children: type.fields.map((field) => typeOf(field.type)),
          fieldNames: type.fields.map(({ name }) => name),
        };
      case "union":
        return { ...node, kind: "union", children: type.alternatives.map(typeOf) };
      case "decimal":
        return { ...node, kind: "decimal", precision: type.precision, scale: type.scale };
      case "char":
      case "varchar":
        return { ...node, kind: type.kind, length: type.length };
      default:
        return { ...node, kind: type.kind };
    }
  };
  return typeOf({ kind: "struct", fields: columns as readonly { readonly name: string; readonly type: HiveType }[] });
}

/** Types that ORC has and the catalog's Hive types here do not. */
export type OrcOnlyType =
  | { readonly kind: "timestamp with local time zone" }
  | { readonly kind: "union"; readonly alternatives: readonly (HiveType | OrcOnlyType)[] };

/** Instants become timestamps in UTC; a union becomes a struct of its alternatives, as Trino reads it: `tag` and `field0` on. */
export function hiveTypeOf(type: OrcType): HiveType {
  const children = type.children.map(hiveTypeOf);
  switch (type.kind) {
    case "list":
      return { kind: "array", element: children[0]! };
    case "map":
      return { kind: "map", key: children[0]!, value: children[1]! };
    case "struct":
      return { kind: "struct", fields: children.map((child, at) => ({ name: type.fieldNames[at]!, type: child })) };
    case "union": {
      const fields = children.map((child, at) => ({ name: `field${at}`, type: child }));
      return { kind: "struct", fields: [{ name: "tag", type: { kind: "tinyint" } }, ...fields] };
    }
    case "decimal":
      return { kind: "decimal", precision: type.precision, scale: type.scale };
    case "char":
    case "varchar":
      return { kind: type.kind, length: type.length };
    case "timestamp with local time zone":
      return { kind: "timestamp" };
    default:
      return { kind: type.kind };
  }
}
