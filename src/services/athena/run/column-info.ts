// Columns of results as GetQueryResults describes them. Inferred precisions.
import type { ColumnInfo } from "@aws-sdk/client-athena";
import type { DdlColumn } from "../ddl/session.ts";
import type { TrinoType } from "../trino/types.ts";

const VARCHAR_PRECISION = 2_147_483_647;
const VARBINARY_PRECISION = 1_073_741_824;

/** Type name, precision, scale. */
function facts(type: TrinoType): readonly [string, number, number] {
  switch (type.kind) {
    case "tinyint":
      return ["tinyint", 3, 0];
    case "smallint":
      return ["smallint", 5, 0];
    case "integer":
      return ["integer", 10, 0];
    case "bigint":
      return ["bigint", 19, 0];
    case "real":
      return ["float", 17, 0];
    case "double":
      return ["double", 17, 0];
    case "decimal":
      return ["decimal", type.precision, type.scale];
    case "varchar":
      return ["varchar", type.length ?? VARCHAR_PRECISION, 0];
    case "char":
      return ["char", type.length, 0];
    case "varbinary":
      return ["varbinary", VARBINARY_PRECISION, 0];
    case "timestamp":
    case "timestamp with time zone":
    case "time":
      return [type.kind, 3, 0];
    default:
      return [type.kind, 0, 0];
  }
}

/** An expression without an alias is `_col` and its position. Inferred. */
export const outputName = (name: string | undefined, index: number): string => name ?? `_col${index}`;

export function columnInfo(name: string, type: TrinoType): ColumnInfo {
  const [typeName, precision, scale] = facts(type);
  return {
    CatalogName: "hive",
    SchemaName: "",
    TableName: "",
    Name: name,
    Label: name,
    Type: typeName,
    Precision: precision,
    Scale: scale,
    Nullable: "UNKNOWN",
    CaseSensitive: type.kind === "varchar" || type.kind === "char",
  };
}

/** A column of what SHOW and DESCRIBE answer. */
export const textColumn = ({ name, type }: DdlColumn): ColumnInfo => ({
  CatalogName: "hive",
  SchemaName: "",
  TableName: "",
  Name: name,
  Label: name,
  Type: type,
  Precision: type === "varchar" ? VARCHAR_PRECISION : 0,
  Scale: 0,
  Nullable: "UNKNOWN",
  CaseSensitive: type === "varchar",
});
