// Parses the name of a Trino type: `decimal(10,2)`, `array(row(a int, b varchar))`.
import type { TokenReader } from "./token-reader.ts";
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INTEGER,
  JSON_TYPE,
  REAL,
  VARBINARY,
  VARCHAR,
  arrayOf,
  mapOf,
} from "./types.ts";
import type { RowField, TrinoType } from "./types.ts";

const SIMPLE: Readonly<Record<string, TrinoType>> = {
  boolean: BOOLEAN,
  tinyint: { kind: "tinyint" },
  smallint: { kind: "smallint" },
  int: INTEGER,
  integer: INTEGER,
  bigint: BIGINT,
  real: REAL,
  // Athena accepts Hive's names in DML too. Documented in "Data types in Amazon Athena".
  float: REAL,
  string: VARCHAR,
  binary: VARBINARY,
  varbinary: VARBINARY,
  date: DATE,
  json: JSON_TYPE,
  uuid: { kind: "uuid" },
};

export function parseType(reader: TokenReader): TrinoType {
  return reader.nested(() => suffixed(reader, plainType(reader)));
}

/** `bigint array` is the old way to write `array(bigint)`. */
function suffixed(reader: TokenReader, type: TrinoType): TrinoType {
  return reader.take("array") ? suffixed(reader, arrayOf(type)) : type;
}

function plainType(reader: TokenReader): TrinoType {
  const word = reader.current.kind === "word" ? reader.current.text : reader.fail("<type>");
  const simple = Object.hasOwn(SIMPLE, word) ? SIMPLE[word] : undefined;
  if (simple) {
    reader.next();
    return simple;
  }
  switch (
    reader.takeOneOf("double", "varchar", "char", "decimal", "timestamp", "time", "array", "map", "row", "interval")
  ) {
    case "double":
      reader.take("precision");
      return DOUBLE;
    case "varchar": {
      const [length] = numbers(reader);
      return length === undefined ? VARCHAR : { kind: "varchar", length };
    }
    case "char":
      return { kind: "char", length: numbers(reader)[0] ?? 1 };
    case "decimal": {
      const [precision = 38, scale = 0] = numbers(reader);
      return { kind: "decimal", precision, scale };
    }
    case "timestamp":
    case "time":
      return moment(reader, word === "time");
    case "array": {
      const close = open(reader);
      const element = parseType(reader);
      reader.expect(close);
      return arrayOf(element);
    }
    case "map": {
      const close = open(reader);
      const key = parseType(reader);
      reader.expect(",");
      const value = parseType(reader);
      reader.expect(close);
      return mapOf(key, value);
    }
    case "row": {
      const close = open(reader);
      const fields = reader.list(() => rowField(reader));
      reader.expect(close);
      return { kind: "row", fields };
    }
    case "interval":
      return interval(reader);
    default:
      return reader.fail("<type>");
  }
}

function open(reader: TokenReader): ")" | ">" {
  if (reader.take("<")) return ">";
  reader.expect("(");
  return ")";
}

function numbers(reader: TokenReader): number[] {
  if (!reader.take("(")) return [];
  const list = reader.list(() => reader.integer());
  reader.expect(")");
  return list;
}

function moment(reader: TokenReader, time: boolean): TrinoType {
  const [precision = 3] = numbers(reader);
  if (reader.take("with", "time", "zone")) {
    if (time) reader.fail("a type that Forebay knows (time with time zone is not supported)");
    return { kind: "timestamp with time zone", precision, zone: "UTC" };
  }
  reader.take("without", "time", "zone");
  return { kind: time ? "time" : "timestamp", precision };
}

/** `a bigint`, or a type alone; a type's name may also be a field's. */
function rowField(reader: TokenReader): RowField {
  const after = reader.ahead(1);
  const named =
    reader.seesName() && (after.kind === "word" || after.text === ":") && !reader.sees("double", "precision");
  const name = named ? reader.name() : undefined;
  if (named) reader.take(":");
  return { name, type: parseType(reader) };
}

function interval(reader: TokenReader): TrinoType {
  if (reader.take("year", "to", "month")) return { kind: "interval year to month" };
  reader.expect("day", "to", "second");
  return { kind: "interval day to second" };
}
