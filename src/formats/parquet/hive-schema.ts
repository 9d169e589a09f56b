// The Hive columns of a Parquet schema, as Hive's own Parquet reader names them.
import type { HiveType } from "../hive-type.ts";
import type { ParquetNode } from "./footer.ts";

export interface ParquetColumn {
  /** As the file spells it. */
  readonly name: string;
  readonly type: HiveType;
}

export const parquetColumns = (root: ParquetNode): ParquetColumn[] =>
  root.children.map((node) => ({ name: node.name, type: typeOf(node) }));

function typeOf(node: ParquetNode): HiveType {
  if (node.repetition === "repeated") return { kind: "array", element: groupOrPrimitive(node) };
  if (node.logical.kind === "list") return listOf(node);
  if (node.logical.kind === "map") return mapOf(node) ?? structOf(node);
  return groupOrPrimitive(node);
}

const groupOrPrimitive = (node: ParquetNode): HiveType =>
  node.physical === undefined ? structOf(node) : primitiveOf(node);

const structOf = (node: ParquetNode): HiveType =>
  node.children.length === 0
    ? { kind: "string" }
    : { kind: "struct", fields: node.children.map((child) => ({ name: child.name, type: typeOf(child) })) };

/** Three levels, or the two of older writers. Documented: Parquet's LogicalTypes, backward compatibility of lists. */
function listOf(node: ParquetNode): HiveType {
  const [repeated, ...others] = node.children;
  if (repeated?.repetition !== "repeated" || others.length > 0) return structOf(node);
  const [element] = repeated.children;
  const twoLevels =
    repeated.children.length !== 1 || repeated.name === "array" || repeated.name === `${node.name}_tuple`;
  return {
    kind: "array",
    element: twoLevels || element === undefined ? groupOrPrimitive(repeated) : typeOf(element),
  };
}

function mapOf(node: ParquetNode): HiveType | undefined {
  const [repeated, ...others] = node.children;
  if (repeated?.repetition !== "repeated" || others.length > 0) return undefined;
  const [key, value] = repeated.children;
  if (key === undefined) return undefined;
  return { kind: "map", key: typeOf(key), value: value ? typeOf(value) : { kind: "string" } };
}

function primitiveOf({ physical, logical }: ParquetNode): HiveType {
  if (logical.kind === "decimal" && logical.precision >= 1 && logical.precision <= 38) {
    return { kind: "decimal", precision: logical.precision, scale: logical.scale };
  }
  switch (physical) {
    case "boolean":
    case "float":
    case "double":
      return { kind: physical };
    case "int32":
      return logical.kind === "date" ? { kind: "date" } : integerOf(logical, 32);
    case "int64":
      return logical.kind === "timestamp" ? { kind: "timestamp" } : integerOf(logical, 64);
    case "int96":
      return { kind: "timestamp" };
    default:
      return { kind: logical.kind === "string" ? "string" : "binary" };
  }
}

/** An unsigned number needs the next wider type. */
function integerOf(logical: ParquetNode["logical"], storedBits: number): HiveType {
  const bits = logical.kind !== "integer" ? storedBits : logical.signed ? logical.bits : logical.bits * 2;
  if (bits <= 8) return { kind: "tinyint" };
  if (bits <= 16) return { kind: "smallint" };
  return { kind: bits <= 32 ? "int" : "bigint" };
}
