// Parses a Hive type of a column definition to the text that Glue stores.
import { parseException } from "./failure.ts";
import type { HiveReader } from "./hive-reader.ts";

/** `integer`, `real` and the rest of Trino's names are no types of Athena's DDL. Documented in "Data types in Amazon Athena". */
const PRIMITIVES = new Set("boolean tinyint smallint int bigint float double string binary date timestamp".split(" "));
const DECIMAL_PRECISION_MAX = 38;

export function parseHiveColumnType(reader: HiveReader): string {
  return reader.nested(() => {
    const { kind, text } = reader.current;
    if (kind !== "word") return notAType(reader);
    if (PRIMITIVES.has(text)) return reader.next().text;
    switch (text) {
      case "decimal":
        return decimal(reader);
      case "char":
      case "varchar":
        return `${reader.next().text}(${inParentheses(reader, () => reader.integer())})`;
      case "array":
        return `${reader.next().text}<${inAngles(reader, () => parseHiveColumnType(reader))}>`;
      case "map":
        return `${reader.next().text}<${inAngles(reader, () => mapPart(reader))}>`;
      case "struct":
        return `${reader.next().text}<${inAngles(reader, () => reader.list(() => structField(reader)).join(","))}>`;
      default:
        return notAType(reader);
    }
  });
}

/** Without numbers it is `decimal(10,0)`. Documented in Hive's language manual. */
function decimal(reader: HiveReader): string {
  reader.next();
  if (!reader.sees("(")) return "decimal(10,0)";
  const [precision = 10, scale = 0] = inParentheses(reader, () => reader.list(() => reader.integer()));
  if (precision < 1 || precision > DECIMAL_PRECISION_MAX || scale > precision) return notAType(reader);
  return `decimal(${precision},${scale})`;
}

function mapPart(reader: HiveReader): string {
  const key = parseHiveColumnType(reader);
  reader.expect(",");
  return `${key},${parseHiveColumnType(reader)}`;
}

/** Its comment is read and dropped: Glue's type text has no place for one. */
function structField(reader: HiveReader): string {
  const name = reader.name();
  reader.expect(":");
  const type = parseHiveColumnType(reader);
  reader.optionalString("comment");
  return `${name}:${type}`;
}

function inParentheses<Result>(reader: HiveReader, parse: () => Result): Result {
  reader.expect("(");
  const result = parse();
  reader.expect(")");
  return result;
}

function inAngles(reader: HiveReader, parse: () => string): string {
  reader.expect("<");
  const result = parse();
  reader.expect(">");
  return result;
}

/** Recorded: Hive's own parser tells the next three tokens; its columns count from 0. */
function notAType(reader: HiveReader): never {
  const { line, column } = reader.place;
  const near = [0, 1, 2].map((count) => `'${reader.ahead(count).raw}'`).join(" ");
  throw parseException(line, column - 1, `cannot recognize input near ${near} in column type`);
}
