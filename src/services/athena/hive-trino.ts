// Hive's types, which the catalog keeps, and Trino's, which queries have.
import type { HiveType } from "../../formats/hive-type.ts";
import { QueryFailure } from "./trino/failure.ts";
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INTEGER,
  REAL,
  TIMESTAMP,
  VARBINARY,
  VARCHAR,
  arrayOf,
  fieldName,
  formatType,
  mapOf,
} from "./trino/types.ts";
import type { TrinoType } from "./trino/types.ts";

/** Documented in "Data types in Amazon Athena". */
export function trinoType(type: HiveType): TrinoType {
  switch (type.kind) {
    case "boolean":
      return BOOLEAN;
    case "tinyint":
    case "smallint":
      return { kind: type.kind };
    case "int":
      return INTEGER;
    case "bigint":
      return BIGINT;
    case "float":
      return REAL;
    case "double":
      return DOUBLE;
    case "string":
      return VARCHAR;
    case "binary":
      return VARBINARY;
    case "date":
      return DATE;
    case "timestamp":
      return TIMESTAMP;
    case "decimal":
      return { kind: "decimal", precision: type.precision, scale: type.scale };
    case "char":
    case "varchar":
      return { kind: type.kind, length: type.length };
    case "array":
      return arrayOf(trinoType(type.element));
    case "map":
      return mapOf(trinoType(type.key), trinoType(type.value));
    default:
      return {
        kind: "row",
        fields: type.fields.map(({ name, type: of }) => ({ name: name.toLowerCase(), type: trinoType(of) })),
      };
  }
}

/** What a table's column of this type is declared as. Errors: QueryFailure NOT_SUPPORTED, with Athena's text. */
export function hiveType(type: TrinoType): HiveType {
  switch (type.kind) {
    case "boolean":
    case "tinyint":
    case "smallint":
    case "bigint":
    case "double":
    case "date":
    case "timestamp":
      return { kind: type.kind };
    case "integer":
      return { kind: "int" };
    case "real":
      return { kind: "float" };
    case "varbinary":
      return { kind: "binary" };
    case "varchar":
      return { kind: "string" };
    case "char":
      return { kind: "char", length: type.length };
    case "decimal":
      return { kind: "decimal", precision: type.precision, scale: type.scale };
    case "array":
      return { kind: "array", element: hiveType(type.element) };
    case "map":
      return { kind: "map", key: hiveType(type.key), value: hiveType(type.value) };
    case "row":
      return {
        kind: "struct",
        fields: type.fields.map((field, index) => ({ name: fieldName(field, index), type: hiveType(field.type) })),
      };
    default:
      throw new QueryFailure("NOT_SUPPORTED", `Unsupported Hive type: ${formatType(type)}`);
  }
}
