// Partition values are stored as strings; expressions compare them by their key's type.

/** Values of one type compare with `<` and `===`. Decimals and timestamps are scaled to whole numbers. */
export type ComparableValue = string | bigint;

/** How Hive names the folder of rows without a value. Documented: Hive, default partition name. */
export const NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

/** What the type cannot do, or what a value is not: the texts that AWS answers. */
export interface NotOfType {
  readonly problem: string;
}

export interface PartitionType {
  /** As AWS names it in an error about LIKE; undefined when the type knows LIKE. */
  readonly likeless: string | undefined;
  read(text: string): ComparableValue | NotOfType;
}

const DECIMAL_SCALE = 38;
const INTEGER: PartitionType = {
  likeless: "Integral",
  read: (text) => (/^[+-]?\d{1,40}$/.test(text) ? BigInt(text) : { problem: `"${text}" is not an integer.` }),
};
const DECIMAL: PartitionType = { likeless: "Decimal", read: readDecimal };
const TEXT: PartitionType = { likeless: undefined, read: (text) => text };
const DATE: PartitionType = {
  likeless: "Date",
  read: (text) => (isDate(text) ? text : { problem: `${text} is not a date.` }),
};
const TIMESTAMP: PartitionType = { likeless: "Timestamp", read: readTimestamp };

/** Documented: GetPartitions, supported partition key types. */
const TYPES: Readonly<Record<string, PartitionType>> = {
  tinyint: INTEGER,
  smallint: INTEGER,
  int: INTEGER,
  integer: INTEGER,
  bigint: INTEGER,
  long: INTEGER,
  decimal: DECIMAL,
  string: TEXT,
  char: TEXT,
  varchar: TEXT,
  date: DATE,
  timestamp: TIMESTAMP,
};

/** Undefined for a type that expressions do not know, such as float. `decimal(10,2)` is a decimal. */
export function partitionType(name: string): PartitionType | undefined {
  const plain = name.toLowerCase().replace(/\(.*$/, "").trim();
  return Object.hasOwn(TYPES, plain) ? TYPES[plain] : undefined;
}

export const isNotOfType = (value: ComparableValue | NotOfType): value is NotOfType => typeof value === "object";

function readDecimal(text: string): ComparableValue | NotOfType {
  const match = /^([+-]?)(\d{0,40})(?:\.(\d{0,38}))?$/.exec(text);
  if (match === null || (match[2] === "" && !match[3])) return { problem: `${text} is not a decimal.` };
  const scaled = BigInt(`${match[2] || "0"}${(match[3] ?? "").padEnd(DECIMAL_SCALE, "0")}`);
  return match[1] === "-" ? -scaled : scaled;
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 100) date.setUTCFullYear(year);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A text of fixed width whose order is time's order. */
function readTimestamp(text: string): ComparableValue | NotOfType {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/.exec(text);
  const fits = match && isDate(match[1]!) && match[2]! < "24" && match[3]! < "60" && match[4]! < "60";
  if (!fits) {
    return {
      problem: `Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff] ${text} is not a timestamp.`,
    };
  }
  return `${text.slice(0, 19)}.${(match[5] ?? "").padEnd(9, "0")}`;
}
