// Hive column types as Glue's catalog writes them: `struct<a:int,b:array<string>>`, and their DuckDB equals.

export type HivePrimitive =
  | "boolean"
  | "tinyint"
  | "smallint"
  | "int"
  | "bigint"
  | "float"
  | "double"
  | "string"
  | "binary"
  | "date"
  | "timestamp";

export type HiveType =
  | { readonly kind: HivePrimitive }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "char" | "varchar"; readonly length: number }
  | { readonly kind: "array"; readonly element: HiveType }
  | { readonly kind: "map"; readonly key: HiveType; readonly value: HiveType }
  | { readonly kind: "struct"; readonly fields: readonly HiveField[] };

export interface HiveField {
  readonly name: string;
  readonly type: HiveType;
}

/** Deepest nesting of a type that is read. */
const HIVE_TYPE_DEPTH_MAX = 64;

/** Defaults of `decimal` and of a `varchar` without a length. Documented in the Hive language manual. */
const DECIMAL_DEFAULT = { precision: 10, scale: 0 };
const VARCHAR_LENGTH_DEFAULT = 65_535;

const ALIASES: Readonly<Record<string, HivePrimitive>> = {
  boolean: "boolean",
  tinyint: "tinyint",
  byte: "tinyint",
  smallint: "smallint",
  short: "smallint",
  int: "int",
  integer: "int",
  bigint: "bigint",
  long: "bigint",
  float: "float",
  real: "float",
  double: "double",
  string: "string",
  binary: "binary",
  date: "date",
  timestamp: "timestamp",
};

const DUCKDB_NAMES: Readonly<Record<HivePrimitive, string>> = {
  boolean: "BOOLEAN",
  tinyint: "TINYINT",
  smallint: "SMALLINT",
  int: "INTEGER",
  bigint: "BIGINT",
  float: "FLOAT",
  double: "DOUBLE",
  string: "VARCHAR",
  binary: "BLOB",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

/** The type, or undefined when the text is not one. Case and blanks do not matter; field names keep their case. */
export function parseHiveType(text: string): HiveType | undefined {
  const reader = new TypeReader(text);
  const type = reader.type(0);
  return type !== undefined && reader.atEnd() ? type : undefined;
}

/** The text that Glue stores: lower case, no blanks. */
export function formatHiveType(type: HiveType): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "char":
    case "varchar":
      return `${type.kind}(${type.length})`;
    case "array":
      return `array<${formatHiveType(type.element)}>`;
    case "map":
      return `map<${formatHiveType(type.key)},${formatHiveType(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${formatHiveType(field.type)}`).join(",")}>`;
    default:
      return type.kind;
  }
}

/** The DuckDB type that holds every value of this one, e.g. `STRUCT("a" INTEGER, "b" VARCHAR[])`. */
export function duckDbType(type: HiveType): string {
  switch (type.kind) {
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "char":
    case "varchar":
      return "VARCHAR";
    case "array":
      return `${duckDbType(type.element)}[]`;
    case "map":
      return `MAP(${duckDbType(type.key)}, ${duckDbType(type.value)})`;
    case "struct":
      return `STRUCT(${type.fields.map((field) => `${quoted(field.name)} ${duckDbType(field.type)}`).join(", ")})`;
    default:
      return DUCKDB_NAMES[type.kind];
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Recursive descent over the type's text; every method returns undefined where the text does not fit. */
class TypeReader {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#skipBlanks();
    return this.#offset === this.#text.length;
  }

  type(depth: number): HiveType | undefined {
    if (depth > HIVE_TYPE_DEPTH_MAX) return undefined;
    const word = this.#match(/[a-z]+/iy)?.toLowerCase();
    if (word === undefined) return undefined;
    switch (word) {
      case "array":
        return this.#array(depth);
      case "map":
        return this.#map(depth);
      case "struct":
        return this.#struct(depth);
      case "decimal":
      case "numeric":
        return this.#decimal();
      case "char":
      case "varchar":
        return this.#characters(word);
      default: {
        const kind = Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined;
        return kind && { kind };
      }
    }
  }

  #array(depth: number): HiveType | undefined {
    const element = this.#take("<") ? this.type(depth + 1) : undefined;
    return element && this.#take(">") ? { kind: "array", element } : undefined;
  }

  #map(depth: number): HiveType | undefined {
    const key = this.#take("<") ? this.type(depth + 1) : undefined;
    const value = key && this.#take(",") ? this.type(depth + 1) : undefined;
    return key && value && this.#take(">") ? { kind: "map", key, value } : undefined;
  }

  #struct(depth: number): HiveType | undefined {
    if (!this.#take("<")) return undefined;
    const fields: HiveField[] = [];
    do {
      const name = this.#match(/`[^`]+`|[^:,<>`]+/y)
        ?.trim()
        .replaceAll("`", "");
      const type = name && this.#take(":") ? this.type(depth + 1) : undefined;
      if (!name || !type) return undefined;
      fields.push({ name, type });
    } while (this.#take(","));
    return this.#take(">") ? { kind: "struct", fields } : undefined;
  }

  #decimal(): HiveType | undefined {
    const [precision, scale = 0] = this.#numbers() ?? [DECIMAL_DEFAULT.precision, DECIMAL_DEFAULT.scale];
    if (precision === undefined || precision < 1 || precision > 38 || scale > precision) return undefined;
    return { kind: "decimal", precision, scale };
  }

  #characters(kind: "char" | "varchar"): HiveType | undefined {
    const [length] = this.#numbers() ?? [VARCHAR_LENGTH_DEFAULT];
    return length === undefined || length < 1 ? undefined : { kind, length };
  }

  #numbers(): number[] | undefined {
    const list = this.#match(/\(\s*\d{1,5}\s*(,\s*\d{1,5}\s*)?\)/y);
    return list?.slice(1, -1).split(",").map(Number);
  }

  #take(mark: string): boolean {
    this.#skipBlanks();
    if (!this.#text.startsWith(mark, this.#offset)) return false;
    this.#offset += mark.length;
    return true;
  }

  #match(sticky: RegExp): string | undefined {
    this.#skipBlanks();
    sticky.lastIndex = this.#offset;
    const match = sticky.exec(this.#text)?.[0];
    if (match !== undefined) this.#offset += match.length;
    return match;
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text[this.#offset] ?? "x")) this.#offset++;
  }
}
