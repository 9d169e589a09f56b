// Dates and timestamps: parts, arithmetic, zones, the clock.
import type { Typed } from "../analysis.ts";
import { castTo, wallTime } from "../cast.ts";
import { QueryFailure } from "../failure.ts";
import { instantSql, zoneName } from "../zones.ts";
import { BIGINT, DATE, DOUBLE, TIMESTAMP, TIMESTAMP_UTC, VARCHAR } from "../types.ts";
import type { TrinoType } from "../types.ts";
import { constantText, ofMoment, scalar, special, type Scalar, type ScalarCall } from "./scalar.ts";

const UNITS: Readonly<Record<string, { readonly interval: (count: string) => string; readonly name: string }>> = {
  millisecond: { name: "millisecond", interval: (count) => `to_milliseconds(${count})` },
  second: { name: "second", interval: (count) => `to_seconds(${count})` },
  minute: { name: "minute", interval: (count) => `to_minutes(${count})` },
  hour: { name: "hour", interval: (count) => `to_hours(${count})` },
  day: { name: "day", interval: (count) => `to_days(CAST(${count} AS INTEGER))` },
  week: { name: "week", interval: (count) => `to_weeks(CAST(${count} AS INTEGER))` },
  month: { name: "month", interval: (count) => `to_months(CAST(${count} AS INTEGER))` },
  quarter: { name: "quarter", interval: (count) => `to_months(CAST(3 * (${count}) AS INTEGER))` },
  year: { name: "year", interval: (count) => `to_years(CAST(${count} AS INTEGER))` },
};

function unitOf(call: ScalarCall): (typeof UNITS)[string] {
  const text = constantText(call, 0, "unit").toLowerCase();
  const unit = Object.hasOwn(UNITS, text) ? UNITS[text] : undefined;
  const sort = call.args.at(-1)?.type.kind === "date" ? "DATE" : "Timestamp";
  if (!unit) throw new QueryFailure("INVALID_FUNCTION_ARGUMENT", `'${text}' is not a valid ${sort} field`, call.place);
  return unit;
}

const asTimestamp = ({ sql, type }: Typed): string => (type.kind === "date" ? `CAST(${sql} AS TIMESTAMP)` : sql);

/** What is done on the local clock of a zone ends up as an instant again. */
function inZone(type: TrinoType, wall: string): string {
  return type.kind === "timestamp with time zone" ? instantSql(wall, type.zone) : wall;
}

export const TIME_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  date_add: special("tiw", (call) => {
    const [, count, value] = call.args as readonly [Typed, Typed, Typed];
    const sum = `(${wallTime(value.sql, value.type)} + ${unitOf(call).interval(count.sql)})`;
    return { sql: value.type.kind === "date" ? `CAST(${sum} AS DATE)` : inZone(value.type, sum), type: value.type };
  }),
  // Whole units that have passed; DuckDB's date_diff counts boundaries crossed, date_sub is Trino's.
  date_diff: special("tww", (call) => {
    const [, from, to] = call.args as readonly [Typed, Typed, Typed];
    const zoned = [from, to].some(({ type }) => type.kind === "timestamp with time zone");
    const side = (value: Typed): string =>
      zoned ? castTo(value, TIMESTAMP_UTC, false, call.place).sql : asTimestamp(value);
    return { sql: `date_sub('${unitOf(call).name}', ${side(from)}, ${side(to)})`, type: BIGINT };
  }),
  date_trunc: special("tw", (call) => {
    const [, { sql, type }] = call.args as readonly [Typed, Typed];
    const start = `date_trunc('${unitOf(call).name}', ${wallTime(sql, type)})`;
    return { sql: type.kind === "date" ? `CAST(${start} AS DATE)` : inZone(type, start), type };
  }),
  year: ofMoment(BIGINT, (wall) => `year(${wall})`),
  quarter: ofMoment(BIGINT, (wall) => `quarter(${wall})`),
  month: ofMoment(BIGINT, (wall) => `month(${wall})`),
  week: ofMoment(BIGINT, (wall) => `week(${wall})`),
  week_of_year: ofMoment(BIGINT, (wall) => `week(${wall})`),
  year_of_week: ofMoment(BIGINT, (wall) => `isoyear(${wall})`),
  yow: ofMoment(BIGINT, (wall) => `isoyear(${wall})`),
  day: ofMoment(BIGINT, (wall) => `day(${wall})`),
  day_of_month: ofMoment(BIGINT, (wall) => `day(${wall})`),
  day_of_week: ofMoment(BIGINT, (wall) => `isodow(${wall})`),
  dow: ofMoment(BIGINT, (wall) => `isodow(${wall})`),
  day_of_year: ofMoment(BIGINT, (wall) => `dayofyear(${wall})`),
  doy: ofMoment(BIGINT, (wall) => `dayofyear(${wall})`),
  hour: ofMoment(BIGINT, (wall) => `hour(${wall})`),
  minute: ofMoment(BIGINT, (wall) => `minute(${wall})`),
  second: ofMoment(BIGINT, (wall) => `second(${wall})`),
  millisecond: ofMoment(BIGINT, (wall) => `(millisecond(${wall}) % 1000)`),
  timezone_hour: special("w", ({ args: [value] }) => offsetPart(value as Typed, 60)),
  timezone_minute: special("w", ({ args: [value] }) => offsetPart(value as Typed, 1)),
  last_day_of_month: ofMoment(DATE, (wall) => `last_day(${wall})`),
  date: special("*", ({ args: [value], place }) => castTo(value as Typed, DATE, false, place)),
  to_unixtime: special("w", ({ args: [value] }) => ({ sql: `epoch(${asTimestamp(value as Typed)})`, type: DOUBLE })),
  from_unixtime: special("n?*n", fromUnixtime),
  from_unixtime_nanos: scalar("n", TIMESTAMP_UTC, (nanos) => `make_timestamptz(CAST(${nanos} // 1000 AS BIGINT))`),
  current_date: special("", ({ analysis }) => ({
    sql: `DATE '${iso(analysis.input.nowMs).slice(0, 10)}'`,
    type: DATE,
  })),
  current_timestamp: now(),
  now: now(),
  localtimestamp: special("", ({ analysis }) => ({ sql: `TIMESTAMP '${iso(analysis.input.nowMs)}'`, type: TIMESTAMP })),
  current_time: special("", ({ analysis }) => ({
    sql: `TIME '${iso(analysis.input.nowMs).slice(11)}'`,
    type: { kind: "time", precision: 3 },
  })),
  localtime: special("", ({ analysis }) => ({
    sql: `TIME '${iso(analysis.input.nowMs).slice(11)}'`,
    type: { kind: "time", precision: 3 },
  })),
  current_timezone: scalar("", VARCHAR, () => "'UTC'"),
  at_timezone: special("wt", (call) => {
    const [value] = call.args as readonly [Typed];
    const zone = zoneOf(call, 1);
    const precision = "precision" in value.type ? value.type.precision : 0;
    return {
      sql: castTo(value, TIMESTAMP_UTC, false, call.place).sql,
      type: { kind: "timestamp with time zone", precision, zone },
    };
  }),
  with_timezone: special("wt", (call) => {
    const [{ sql, type }] = call.args as readonly [Typed];
    const zone = zoneOf(call, 1);
    return {
      sql: instantSql(`CAST(${wallTime(sql, type)} AS TIMESTAMP)`, zone),
      type: { kind: "timestamp with time zone", precision: "precision" in type ? type.precision : 0, zone },
    };
  }),
};

const iso = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 23).replace("T", " ");

function now(): Scalar {
  return special("", ({ analysis }) => ({ sql: `TIMESTAMPTZ '${iso(analysis.input.nowMs)}+00'`, type: TIMESTAMP_UTC }));
}

function zoneOf(call: ScalarCall, index: number): string {
  const text = constantText(call, index, "time zone");
  const zone = zoneName(text);
  if (zone === undefined)
    throw new QueryFailure("INVALID_FUNCTION_ARGUMENT", `'${text}' is not a valid time zone`, call.place);
  return zone;
}

/** Minutes that the zone's clock is ahead of UTC, in units. */
function offsetPart({ sql, type }: Typed, minutes: number): Typed {
  const ahead = `date_sub('minute', timezone('UTC', ${sql}), ${wallTime(sql, type)})`;
  return {
    sql:
      type.kind === "timestamp with time zone"
        ? minutes === 60
          ? `(${ahead} // 60)`
          : `(${ahead} % 60)`
        : "CAST(0 AS BIGINT)",
    type: BIGINT,
  };
}

/** `from_unixtime(s)`, `from_unixtime(s, zone)`, `from_unixtime(s, hours, minutes)`. */
function fromUnixtime(call: ScalarCall): Typed {
  const [seconds, zone] = call.args as readonly [Typed, Typed?];
  const sql = `to_timestamp(CAST(${seconds.sql} AS DOUBLE))`;
  if (!zone) return { sql, type: TIMESTAMP_UTC };
  const name =
    zone.type.kind === "varchar"
      ? zoneOf(call, 1)
      : offset(Number(constantText(call, 1, "hours")), Number(constantText(call, 2, "minutes")));
  return { sql, type: { kind: "timestamp with time zone", precision: 3, zone: name } };
}

function offset(hours: number, minutes: number): string {
  const two = (value: number): string => String(Math.abs(value)).padStart(2, "0");
  return zoneName(`${hours < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`) ?? "UTC";
}
