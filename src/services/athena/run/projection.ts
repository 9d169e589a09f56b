// Partition projection: partitions that table properties describe instead of the catalog.
import type { Table } from "./glue.ts";
import type { BaseTable } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import type { ReadPartition } from "./partitions.ts";

/** Own bound. */
const PROJECTED_MAX = 100_000;

/** Undefined when the table projects none. Documented in "Partition projection with Amazon Athena". Errors: QueryFailure. */
export function projectedPartitions(
  table: Table,
  { partitionKeys }: BaseTable,
  nowMs: number,
): readonly ReadPartition[] | undefined {
  const parameters = table.Parameters ?? {};
  if (parameters["projection.enabled"]?.toLowerCase() !== "true") return undefined;
  const storage = table.StorageDescriptor ?? {};
  const root = (storage.Location ?? "").replace(/\/?$/, "/");
  const template =
    parameters["storage.location.template"] ?? root + partitionKeys.map(({ name }) => `${name}=\${${name}}`).join("/");
  let combinations: string[][] = [[]];
  for (const { name } of partitionKeys) {
    const values = valuesOf(name, (setting) => parameters[`projection.${name}.${setting}`], nowMs);
    combinations = combinations.flatMap((combination) => values.map((value) => [...combination, value]));
    if (combinations.length > PROJECTED_MAX) throw invalid(`projects more than ${PROJECTED_MAX} partitions`);
  }
  return combinations.map((values) => {
    const location = template.replaceAll(
      /\$\{([^}]*)\}/g,
      (whole, key: string) => values[partitionKeys.findIndex(({ name }) => name === key.toLowerCase())] ?? whole,
    );
    return { values, location, storage: { ...storage, Location: location } };
  });
}

const invalid = (what: string): QueryFailure =>
  new QueryFailure("HIVE_INVALID_METADATA", `Partition projection ${what}`);

function valuesOf(name: string, setting: (name: string) => string | undefined, nowMs: number): readonly string[] {
  const type = setting("type")?.toLowerCase();
  switch (type) {
    case "enum":
      return (setting("values") ?? "").split(",").map((value) => value.trim());
    case "integer":
      return integers(name, setting);
    case "date":
      return dates(name, setting, nowMs);
    default:
      throw invalid(`of column ${name} has type ${type ?? "none"}; enum, integer and date are supported`);
  }
}

function integers(name: string, setting: (name: string) => string | undefined): readonly string[] {
  const [from = Number.NaN, to = Number.NaN] = (setting("range") ?? "").split(",").map(Number);
  const interval = Number(setting("interval") ?? 1);
  const digits = Number(setting("digits") ?? 0);
  if (!Number.isInteger(from) || !Number.isInteger(to) || !(interval >= 1))
    throw invalid(`of column ${name} has an invalid range`);
  if ((to - from) / interval > PROJECTED_MAX) throw invalid(`of column ${name} has more than ${PROJECTED_MAX} values`);
  const values: string[] = [];
  for (let value = from; value <= to; value += interval) values.push(String(value).padStart(digits, "0"));
  return values;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
  WEEKS: 604_800_000,
};

function dates(name: string, setting: (name: string) => string | undefined, nowMs: number): readonly string[] {
  const format = setting("format") ?? "yyyy-MM-dd";
  const [from, to] = (setting("range") ?? "").split(",").map((text) => moment(text.trim(), format, nowMs));
  if (from === undefined || to === undefined) throw invalid(`of column ${name} has an invalid range`);
  const unit = setting("interval.unit")?.toUpperCase() ?? defaultUnit(format);
  const interval = Number(setting("interval") ?? 1);
  const values: string[] = [];
  for (let step = 0; ; step++) {
    const at = advance(from, unit, step * interval);
    if (at > to) return values;
    if (values.push(printed(at, format)) > PROJECTED_MAX)
      throw invalid(`of column ${name} has more than ${PROJECTED_MAX} values`);
  }
}

const defaultUnit = (format: string): string =>
  /s/.test(format)
    ? "SECONDS"
    : /m/.test(format)
      ? "MINUTES"
      : /[Hh]/.test(format)
        ? "HOURS"
        : /d/.test(format)
          ? "DAYS"
          : "MONTHS";

function advance(fromMs: number, unit: string, count: number): number {
  if (UNIT_MS[unit] !== undefined) return fromMs + count * UNIT_MS[unit];
  const date = new Date(fromMs);
  return unit === "YEARS"
    ? date.setUTCFullYear(date.getUTCFullYear() + count)
    : date.setUTCMonth(date.getUTCMonth() + count);
}

/** A date in the format, or `NOW`, `NOW-3YEARS`, `NOW+1MONTH`. */
function moment(text: string, format: string, nowMs: number): number | undefined {
  const [, sign, count, unit] = /^NOW\s*(?:([+-])\s*(\d+)\s*([A-Z]+?)S?)?$/i.exec(text) ?? [];
  if (/^NOW/i.test(text))
    return count && unit ? advance(nowMs, `${unit.toUpperCase()}S`, Number(`${sign}${count}`)) : nowMs;
  return parsed(text, format);
}

const FIELDS = /yyyy|MM|dd|HH|mm|ss|'([^']*)'/g;

function printed(atMs: number, format: string): string {
  const iso = new Date(atMs).toISOString();
  const parts: Readonly<Record<string, string>> = {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  };
  return format.replaceAll(FIELDS, (field, quoted?: string) => parts[field] ?? quoted ?? field);
}

function parsed(text: string, format: string): number | undefined {
  const order: string[] = [];
  const pattern = format.replaceAll(/yyyy|MM|dd|HH|mm|ss|'([^']*)'|[.*+?^${}()|[\]\\]/g, (field, quoted?: string) => {
    if (quoted !== undefined) return quoted;
    if (!/^[a-zA-Z]+$/.test(field)) return `\\${field}`;
    order.push(field);
    return `(\\d{${field.length}})`;
  });
  const match = new RegExp(`^${pattern}$`).exec(text);
  if (!match) return undefined;
  const part = (field: string, otherwise: number): number =>
    order.includes(field) ? Number(match[order.indexOf(field) + 1]) : otherwise;
  return Date.UTC(part("yyyy", 1970), part("MM", 1) - 1, part("dd", 1), part("HH", 0), part("mm", 0), part("ss", 0));
}
