// Timestamps of S3 Select: ISO 8601 with a precision and an offset, as Ion writes them. Documented.
import { argumentTypes, castFailed, invalidTimestampPattern } from "./errors.ts";
import type { DatePart } from "./syntax.ts";

const PRECISIONS = ["YEAR", "MONTH", "DAY", "MINUTE", "SECOND"] as const;
type Precision = (typeof PRECISIONS)[number];

const ISO =
  /^(\d{4})(?:T|-(\d{2})(?:T|-(\d{2})(?:T(?:(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?)?$/;

const MINUTE_MS = 60_000;
const UNIT_MS: Readonly<Partial<Record<DatePart, number>>> = {
  DAY: 86_400_000,
  HOUR: 3_600_000,
  MINUTE: MINUTE_MS,
  SECOND: 1000,
};

const pad = (value: number, length: number): string => String(Math.abs(value)).padStart(length, "0");

export class Timestamp {
  readonly epochMs: number;
  readonly offsetMinutes: number;
  readonly #precision: Precision;

  constructor(epochMs: number, offsetMinutes = 0, precision: Precision = "SECOND") {
    this.epochMs = epochMs;
    this.offsetMinutes = offsetMinutes;
    this.#precision = precision;
  }

  /** Errors: CastFailed. */
  static parse(text: string): Timestamp {
    const found = ISO.exec(text.trim());
    if (found === null) throw castFailed();
    const [, year, month, day, hour, minute, second, fraction, zone] = found;
    const offset = offsetOf(zone);
    const epochMs =
      Date.UTC(
        Number(year),
        Number(month ?? 1) - 1,
        Number(day ?? 1),
        Number(hour ?? 0),
        Number(minute ?? 0),
        Number(second ?? 0),
        fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
      ) -
      offset * MINUTE_MS;
    const precision = second ? "SECOND" : hour ? "MINUTE" : day ? "DAY" : month ? "MONTH" : "YEAR";
    if (!Number.isFinite(epochMs)) throw castFailed();
    return new Timestamp(epochMs, offset, precision);
  }

  part(part: DatePart): number {
    const local = this.#local();
    const parts: Readonly<Record<DatePart, number>> = {
      YEAR: local.getUTCFullYear(),
      MONTH: local.getUTCMonth() + 1,
      DAY: local.getUTCDate(),
      HOUR: local.getUTCHours(),
      MINUTE: local.getUTCMinutes(),
      SECOND: local.getUTCSeconds(),
      TIMEZONE_HOUR: Math.trunc(this.offsetMinutes / 60),
      TIMEZONE_MINUTE: this.offsetMinutes % 60,
    };
    return parts[part];
  }

  add(part: DatePart, count: number): Timestamp {
    const unit = UNIT_MS[part];
    const precision = finer(this.#precision, part);
    if (unit !== undefined) return new Timestamp(this.epochMs + count * unit, this.offsetMinutes, precision);
    const local = this.#local();
    const months = local.getUTCFullYear() * 12 + local.getUTCMonth() + (part === "YEAR" ? 12 * count : count);
    const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    local.setUTCFullYear(year, month, Math.min(local.getUTCDate(), lastDay));
    return new Timestamp(local.getTime() - this.offsetMinutes * MINUTE_MS, this.offsetMinutes, precision);
  }

  /** Whole units from this one to the other. */
  until(part: DatePart, other: Timestamp): number {
    const unit = UNIT_MS[part];
    if (unit !== undefined) return Math.trunc((other.epochMs - this.epochMs) / unit);
    const [a, b] = [new Date(this.epochMs), new Date(other.epochMs)];
    let months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
    const reached = this.add("MONTH", months).epochMs;
    if (months > 0 && reached > other.epochMs) months--;
    if (months < 0 && reached < other.epochMs) months++;
    return part === "YEAR" ? Math.trunc(months / 12) : months;
  }

  /** By a pattern of TO_STRING. Errors: EvaluatorInvalidTimestampFormatPattern. */
  format(pattern: string): string {
    return pattern.replaceAll(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (run, quoted: string | undefined) =>
      quoted === undefined ? this.#formatted(run) : quoted.replaceAll("''", "'"),
    );
  }

  toString(): string {
    const local = this.#local();
    const iso = local.toISOString();
    if (this.#precision === "YEAR") return `${iso.slice(0, 4)}T`;
    if (this.#precision === "MONTH") return `${iso.slice(0, 7)}T`;
    if (this.#precision === "DAY") return iso.slice(0, 10);
    const fraction = local.getUTCMilliseconds() === 0 ? "" : iso.slice(19, 23).replace(/0+$/, "");
    const time = this.#precision === "MINUTE" ? iso.slice(0, 16) : iso.slice(0, 19) + fraction;
    return time + this.#zone(":", "Z");
  }

  toJSON(): string {
    return this.toString();
  }

  #local(): Date {
    return new Date(this.epochMs + this.offsetMinutes * MINUTE_MS);
  }

  #zone(separator: string, utc: string): string {
    if (this.offsetMinutes === 0 && utc !== "") return utc;
    const sign = this.offsetMinutes < 0 ? "-" : "+";
    return `${sign}${pad(Math.trunc(this.offsetMinutes / 60), 2)}${separator}${pad(this.offsetMinutes % 60, 2)}`;
  }

  #formatted(run: string): string {
    const local = this.#local();
    const [hour, ms] = [local.getUTCHours(), local.getUTCMilliseconds()];
    const short = local.toLocaleString("en", { month: "short", timeZone: "UTC" });
    const long = local.toLocaleString("en", { month: "long", timeZone: "UTC" });
    switch (run) {
      case "y":
      case "yyyy":
        return pad(local.getUTCFullYear(), run.length);
      case "yy":
        return pad(local.getUTCFullYear() % 100, 2);
      case "M":
      case "MM":
        return pad(local.getUTCMonth() + 1, run.length);
      case "MMM":
        return short;
      case "MMMM":
        return long;
      case "MMMMM":
        return long.slice(0, 1);
      case "d":
      case "dd":
        return pad(local.getUTCDate(), run.length);
      case "a":
        return hour < 12 ? "AM" : "PM";
      case "h":
      case "hh":
        return pad(hour % 12 === 0 ? 12 : hour % 12, run.length);
      case "H":
      case "HH":
        return pad(hour, run.length);
      case "m":
      case "mm":
        return pad(local.getUTCMinutes(), run.length);
      case "s":
      case "ss":
        return pad(local.getUTCSeconds(), run.length);
      case "n":
        return String(ms * 1_000_000);
      case "X":
        return this.offsetMinutes === 0 ? "Z" : this.#zone("", "").replace(/00$/, "");
      case "XX":
      case "XXXX":
        return this.#zone("", "Z");
      case "XXX":
      case "XXXXX":
        return this.#zone(":", "Z");
      case "x":
        return this.#zone("", "").replace(/00$/, "");
      case "xx":
      case "xxxx":
        return this.#zone("", "");
      case "xxx":
      case "xxxxx":
        return this.#zone(":", "");
      default:
        if (/^S+$/.test(run)) return pad(ms, 3).padEnd(run.length, "0").slice(0, run.length);
        throw invalidTimestampPattern();
    }
  }
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}

/** Adding hours to a day gives a time. */
function finer(precision: Precision, part: DatePart): Precision {
  const needed = part === "HOUR" ? "MINUTE" : (part as Precision);
  return PRECISIONS.indexOf(needed) > PRECISIONS.indexOf(precision) ? needed : precision;
}

/** Errors: IncorrectSqlFunctionArgumentType. */
export function requireTimestamp(value: unknown): Timestamp {
  if (!(value instanceof Timestamp)) throw argumentTypes();
  return value;
}
