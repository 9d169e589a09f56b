// Dates and timestamps to and from texts: MySQL's formats, Java's (Joda), ISO 8601.
import type { Typed } from "../analysis.ts";
import { wallTime } from "../cast.ts";
import { QueryFailure } from "../failure.ts";
import { zoneName } from "../zones.ts";
import type { Place } from "../tokens.ts";
import { DATE, TIMESTAMP, TIMESTAMP_UTC, VARCHAR, quoteText } from "../types.ts";
import type { TrinoType } from "../types.ts";
import { constantText, scalar, special, type Scalar, type ScalarCall } from "./scalar.ts";

/** MySQL's specifiers in strftime's. Documented in Trino's "MySQL date functions". */
const MYSQL: Readonly<Record<string, string>> = {
  a: "%a",
  b: "%b",
  c: "%-m",
  d: "%d",
  e: "%-d",
  f: "%f",
  H: "%H",
  h: "%I",
  I: "%I",
  i: "%M",
  j: "%j",
  k: "%-H",
  l: "%-I",
  M: "%B",
  m: "%m",
  p: "%p",
  r: "%I:%M:%S %p",
  S: "%S",
  s: "%S",
  T: "%H:%M:%S",
  v: "%V",
  W: "%A",
  x: "%G",
  Y: "%Y",
  y: "%y",
  "%": "%%",
};

/** Joda's pattern letters by length; the longest that a run reaches. Documented in Trino's "Java date functions". */
const JODA: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  y: [
    [3, "%Y"],
    [2, "%y"],
    [1, "%Y"],
  ],
  Y: [
    [3, "%Y"],
    [2, "%y"],
    [1, "%Y"],
  ],
  x: [[1, "%G"]],
  M: [
    [4, "%B"],
    [3, "%b"],
    [2, "%m"],
    [1, "%-m"],
  ],
  d: [
    [2, "%d"],
    [1, "%-d"],
  ],
  D: [
    [3, "%j"],
    [1, "%-j"],
  ],
  w: [[1, "%V"]],
  e: [[1, "%u"]],
  E: [
    [4, "%A"],
    [1, "%a"],
  ],
  a: [[1, "%p"]],
  H: [
    [2, "%H"],
    [1, "%-H"],
  ],
  h: [
    [2, "%I"],
    [1, "%-I"],
  ],
  m: [
    [2, "%M"],
    [1, "%-M"],
  ],
  s: [
    [2, "%S"],
    [1, "%-S"],
  ],
  S: [
    [4, "%f"],
    [1, "%g"],
  ],
};

export const TIME_FORMAT_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  date_format: special("wt", (call) => formatted(call, mysqlFormat(constantText(call, 1, "format"), call.place, true))),
  date_parse: special("tt", (call) => {
    const [text] = call.args as readonly [Typed];
    return {
      sql: `strptime(${text.sql}, ${quoteText(mysqlFormat(constantText(call, 1, "format"), call.place, false))})`,
      type: TIMESTAMP,
    };
  }),
  format_datetime: special("wt", (call) =>
    formatted(call, jodaFormat(constantText(call, 1, "format"), call.place, zoneOf(call))),
  ),
  parse_datetime: special("tt", (call) => {
    const [text] = call.args as readonly [Typed];
    const form = jodaFormat(constantText(call, 1, "format"), call.place, undefined);
    const parsed = `strptime(${text.sql}, ${quoteText(form)})`;
    return {
      sql: form.includes("%z") ? `CAST(${parsed} AS TIMESTAMPTZ)` : `timezone('UTC', ${parsed})`,
      type: TIMESTAMP_UTC,
    };
  }),
  to_iso8601: special("w", ({ args: [value] }) => isoText(value as Typed)),
  from_iso8601_timestamp: special("t", ({ args: [text] }) => {
    const { sql, constant } = text as Typed;
    const zone = zoneName(/(Z|[+-]\d{2}:?\d{2})$/i.exec(constant ?? "")?.[1] ?? "UTC") ?? "UTC";
    return { sql: `CAST(${sql} AS TIMESTAMPTZ)`, type: { kind: "timestamp with time zone", precision: 3, zone } };
  }),
  from_iso8601_timestamp_nanos: scalar(
    "t",
    { kind: "timestamp with time zone", precision: 6, zone: "UTC" },
    (text) => `CAST(${text} AS TIMESTAMPTZ)`,
  ),
  from_iso8601_date: scalar("t", DATE, (text) => `trino_iso_date(${text})`),
};

function formatted({ args }: ScalarCall, form: string): Typed {
  const [{ sql, type }] = args as readonly [Typed];
  return { sql: `strftime(${wallTime(sql, type)}, ${quoteText(form)})`, type: VARCHAR };
}

const zoneOf = ({ args }: ScalarCall): string => {
  const type = args[0]?.type as TrinoType;
  return type.kind === "timestamp with time zone" ? type.zone : "UTC";
};

/** When parsing, unpadded numbers are read by the padded specifiers, too. */
function mysqlFormat(text: string, place: Place, printing: boolean): string {
  return text.replaceAll(/%(.)?/g, (_, letter: string | undefined) => {
    const form = letter === undefined ? "%%" : MYSQL[letter];
    if (form === undefined && /[DUuVwX]/.test(letter ?? ""))
      throw new QueryFailure("INVALID_FUNCTION_ARGUMENT", `%${letter} not supported in date format string`, place);
    return (printing ? form : form?.replace("%-", "%")) ?? (letter as string);
  });
}

function jodaFormat(text: string, place: Place, zone: string | undefined): string {
  return text.replaceAll(
    /'((?:[^']|'')*)'|([a-zA-Z])\2*|%/g,
    (run, quoted: string | undefined, letter: string | undefined) => {
      if (run === "%") return "%%";
      if (quoted !== undefined) return quoted === "" ? "'" : quoted.replaceAll("''", "'").replaceAll("%", "%%");
      if (letter === "z" || letter === "Z") return zone === undefined ? "%z" : zoneText(run, zone);
      const form = JODA[letter ?? ""]?.find(([length]) => run.length >= length)?.[1];
      if (form === undefined)
        throw new QueryFailure(
          "INVALID_FUNCTION_ARGUMENT",
          `Invalid format: "${text}" (the letter ${letter} is not supported)`,
          place,
        );
      return zone === undefined ? form.replace("%-", "%") : form;
    },
  );
}

function zoneText(run: string, zone: string): string {
  if (run === "ZZZ" || run.startsWith("z")) return zone;
  if (zone === "UTC") return run === "Z" ? "+0000" : "+00:00";
  return /^[+-]/.test(zone) ? (run === "Z" ? zone.replace(":", "") : zone) : zone;
}

function isoText({ sql, type }: Typed): Typed {
  if (type.kind === "date") return { sql: `strftime(${sql}, '%Y-%m-%d')`, type: VARCHAR };
  const wall = `strftime(${wallTime(sql, type)}, '%Y-%m-%dT%H:%M:%S.%g')`;
  if (type.kind !== "timestamp with time zone") return { sql: wall, type: VARCHAR };
  if (type.zone === "UTC") return { sql: `(${wall} || 'Z')`, type: VARCHAR };
  const ahead = `date_sub('minute', timezone('UTC', ${sql}), ${wallTime(sql, type)})`;
  return { sql: `(${wall} || format('{:+03d}:{:02d}', ${ahead} // 60, abs(${ahead}) % 60))`, type: VARCHAR };
}
