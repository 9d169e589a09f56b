// Trino's types, their names, and the DuckDB types that hold their values.

export type SimpleKind =
  | "boolean"
  | "tinyint"
  | "smallint"
  | "integer"
  | "bigint"
  | "real"
  | "double"
  | "varbinary"
  | "date"
  | "json"
  | "uuid"
  | "unknown"
  | "interval day to second"
  | "interval year to month";

export type TrinoType =
  | { readonly kind: SimpleKind }
  /** Without a length it is unbounded. */
  | { readonly kind: "varchar"; readonly length?: number }
  | { readonly kind: "char"; readonly length: number }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "time" | "timestamp"; readonly precision: number }
  /** `zone` is the zone its values show themselves in. DuckDB keeps the instant only, so it belongs to the type here. */
  | { readonly kind: "timestamp with time zone"; readonly precision: number; readonly zone: string }
  | { readonly kind: "array"; readonly element: TrinoType }
  | { readonly kind: "map"; readonly key: TrinoType; readonly value: TrinoType }
  | { readonly kind: "row"; readonly fields: readonly RowField[] };

export interface RowField {
  readonly name: string | undefined;
  readonly type: TrinoType;
}

export const BOOLEAN: TrinoType = { kind: "boolean" };
export const INTEGER: TrinoType = { kind: "integer" };
export const BIGINT: TrinoType = { kind: "bigint" };
export const REAL: TrinoType = { kind: "real" };
export const DOUBLE: TrinoType = { kind: "double" };
export const VARCHAR: TrinoType = { kind: "varchar" };
export const VARBINARY: TrinoType = { kind: "varbinary" };
export const DATE: TrinoType = { kind: "date" };
export const JSON_TYPE: TrinoType = { kind: "json" };
export const UNKNOWN: TrinoType = { kind: "unknown" };
export const TIMESTAMP: TrinoType = { kind: "timestamp", precision: 3 };
export const TIMESTAMP_UTC: TrinoType = { kind: "timestamp with time zone", precision: 3, zone: "UTC" };

export const arrayOf = (element: TrinoType): TrinoType => ({ kind: "array", element });
export const mapOf = (key: TrinoType, value: TrinoType): TrinoType => ({ kind: "map", key, value });
export const decimal = (precision: number, scale: number): TrinoType => ({
  kind: "decimal",
  precision: Math.max(1, Math.min(38, precision)),
  scale,
});

/** Digits that hold every value of an integer type. */
const INTEGER_DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };

export const isInteger = ({ kind }: TrinoType): boolean => Object.hasOwn(INTEGER_DIGITS, kind);
export const isFloating = ({ kind }: TrinoType): boolean => kind === "double" || kind === "real";
export const isNumeric = (type: TrinoType): boolean => isInteger(type) || isFloating(type) || type.kind === "decimal";
export const isText = ({ kind }: TrinoType): boolean => kind === "varchar" || kind === "char";
export const isInterval = ({ kind }: TrinoType): boolean => kind.startsWith("interval");
export const isMoment = ({ kind }: TrinoType): boolean =>
  kind === "date" || kind === "timestamp" || kind === "timestamp with time zone";

/** A field's name in DuckDB: structs need one. Athena shows unnamed fields as `field0`, `field1`. */
export const fieldName = (field: RowField, index: number): string => field.name ?? `field${index}`;

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** As Trino writes it in messages and in `typeof`. */
export function formatType(type: TrinoType): string {
  switch (type.kind) {
    case "varchar":
      return type.length === undefined ? "varchar" : `varchar(${type.length})`;
    case "char":
      return `char(${type.length})`;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "time":
    case "timestamp":
      return `${type.kind}(${type.precision})`;
    case "timestamp with time zone":
      return `timestamp(${type.precision}) with time zone`;
    case "array":
      return `array(${formatType(type.element)})`;
    case "map":
      return `map(${formatType(type.key)}, ${formatType(type.value)})`;
    case "row":
      return `row(${type.fields.map(({ name, type: of }) => (name === undefined ? formatType(of) : `${name} ${formatType(of)}`)).join(", ")})`;
    default:
      return type.kind;
  }
}

export function duckDbTypeOf(type: TrinoType): string {
  switch (type.kind) {
    case "varchar":
    case "char":
      return "VARCHAR";
    case "real":
      return "FLOAT";
    case "varbinary":
      return "BLOB";
    case "unknown":
      return "INTEGER";
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "timestamp with time zone":
      return "TIMESTAMPTZ";
    case "interval day to second":
    case "interval year to month":
      return "INTERVAL";
    case "array":
      return `${duckDbTypeOf(type.element)}[]`;
    case "map":
      return `MAP(${duckDbTypeOf(type.key)}, ${duckDbTypeOf(type.value)})`;
    case "row":
      return `STRUCT(${type.fields.map((field, index) => `${quoteName(fieldName(field, index))} ${duckDbTypeOf(field.type)}`).join(", ")})`;
    default:
      return type.kind.toUpperCase();
  }
}

export function sameType(one: TrinoType, other: TrinoType): boolean {
  return formatType(one) === formatType(other);
}

export const asDecimal = (type: TrinoType): { precision: number; scale: number } =>
  type.kind === "decimal" ? type : { precision: INTEGER_DIGITS[type.kind] ?? 38, scale: 0 };

/** The type that both can be used as, or undefined. Documented in Trino's type coercion rules. */
export function commonType(one: TrinoType, other: TrinoType): TrinoType | undefined {
  if (sameType(one, other) || other.kind === "unknown") return one;
  if (one.kind === "unknown") return other;
  if (isNumeric(one) && isNumeric(other)) return commonNumber(one, other);
  if (isText(one) && isText(other)) {
    const [a, b] = [one, other] as readonly { length?: number }[];
    if (one.kind === "char" && other.kind === "char")
      return { kind: "char", length: Math.max(one.length, other.length) };
    return a?.length !== undefined && b?.length !== undefined
      ? { kind: "varchar", length: Math.max(a.length, b.length) }
      : VARCHAR;
  }
  if (isMoment(one) && isMoment(other)) return commonMoment(one, other);
  if (one.kind === "array" && other.kind === "array") {
    const element = commonType(one.element, other.element);
    return element && arrayOf(element);
  }
  if (one.kind === "map" && other.kind === "map") {
    const key = commonType(one.key, other.key);
    const value = commonType(one.value, other.value);
    return key && value && mapOf(key, value);
  }
  if (one.kind === "row" && other.kind === "row" && one.fields.length === other.fields.length) {
    const fields = one.fields.map(({ name, type }, index) => {
      const field = other.fields[index] as RowField;
      const common = commonType(type, field.type);
      return common && { name: name === field.name ? name : undefined, type: common };
    });
    return fields.every((field) => field !== undefined) ? { kind: "row", fields } : undefined;
  }
  return undefined;
}

function commonNumber(one: TrinoType, other: TrinoType): TrinoType {
  if (isFloating(one) || isFloating(other)) return one.kind === "double" || other.kind === "double" ? DOUBLE : REAL;
  if (isInteger(one) && isInteger(other))
    return (INTEGER_DIGITS[one.kind] ?? 0) >= (INTEGER_DIGITS[other.kind] ?? 0) ? one : other;
  const [a, b] = [asDecimal(one), asDecimal(other)];
  const scale = Math.max(a.scale, b.scale);
  return decimal(Math.max(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

function commonMoment(one: TrinoType, other: TrinoType): TrinoType {
  const precisionOf = (type: TrinoType): number => ("precision" in type ? type.precision : 0);
  const precision = Math.max(precisionOf(one), precisionOf(other));
  const zoned =
    one.kind === "timestamp with time zone" ? one : other.kind === "timestamp with time zone" ? other : undefined;
  return zoned ? { ...zoned, precision } : { kind: "timestamp", precision };
}
