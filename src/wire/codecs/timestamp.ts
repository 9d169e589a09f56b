// Timestamps in Smithy's three formats. Handlers see Date, of whole milliseconds.
import type { ScalarKind } from "../stored-model.ts";
import { DecodeError } from "./decode-error.ts";

/** `dateTimeMs` is dateTime with milliseconds even when they are zero, as S3 and EC2 write it. Recorded. */
export type TimestampFormat = "dateTime" | "dateTimeMs" | "httpDate" | "epochSeconds";

const timestampKinds: ReadonlySet<ScalarKind> = new Set(["timestamp", "dateTime", "httpDate", "epochSeconds"]);
export const isTimestamp = (kind: string): boolean => timestampKinds.has(kind as ScalarKind);

/** The format of a scalar of the kind, where the protocol's or location's default is `standard`. */
export function formatOf(kind: ScalarKind, standard: TimestampFormat): TimestampFormat {
  if (kind === "timestamp" || (kind === "dateTime" && standard === "dateTimeMs")) return standard;
  return kind as TimestampFormat;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** RFC 3339, with AWS's tolerance: a space for the T, no zone (then UTC), no seconds, or the date alone. */
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([Zz]|[+-]\d\d:?\d\d)?)?$/;
/** ISO 8601's basic format, which is what credential dates look like. */
const BASIC_DATE_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const HTTP_DATE =
  /^(?:[A-Za-z]{3,9}, )?(\d{1,2})[ -]([A-Za-z]{3})[ -](\d{4}|\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? (?:GMT|UTC)$/;
const EPOCH = /^-?\d{1,15}(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/;
/** What a Date can hold. */
const EPOCH_MS_MAX = 8.64e15;

/** Milliseconds of a fraction's digits, truncated. */
const fractionMs = (digits: string | undefined): number => (digits ? Number(digits.padEnd(3, "0").slice(0, 3)) : 0);

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

function utc(year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, ms);
  const rolled = date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day;
  if (rolled || hour > 23 || minute > 59 || second > 59) throw new DecodeError("Invalid timestamp");
  return date;
}

function parseDateTime(text: string): Date | undefined {
  const match = DATE_TIME.exec(text) ?? BASIC_DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction, zone] = match;
  const local = utc(+year!, +month!, +day!, +hour, +minute, +second, fractionMs(fraction));
  return new Date(local.getTime() - offsetMinutes(zone) * 60_000);
}

function parseHttpDate(text: string): Date | undefined {
  const match = HTTP_DATE.exec(text);
  if (!match) return undefined;
  const [, day, monthName, year, hour, minute, second, fraction] = match;
  const month = MONTHS.indexOf(monthName!) + 1;
  if (month === 0) return undefined;
  const fullYear = year!.length === 2 ? +year! + (+year! < 70 ? 2000 : 1900) : +year!;
  return utc(fullYear, month, +day!, +hour!, +minute!, +second!, fractionMs(fraction));
}

/** Seconds since the epoch. Errors: DecodeError outside what a Date holds. */
export function fromEpochSeconds(seconds: number): Date {
  const ms = Math.round(seconds * 1000);
  if (!(Math.abs(ms) <= EPOCH_MS_MAX)) throw new DecodeError("Invalid timestamp");
  return new Date(ms);
}

/** Any of the three formats, whatever the model says: AWS is that tolerant. Errors: DecodeError. */
export function parseTimestamp(text: string): Date {
  const date = EPOCH.test(text) ? fromEpochSeconds(Number(text)) : (parseDateTime(text) ?? parseHttpDate(text));
  if (date === undefined) throw new DecodeError(`Invalid timestamp: ${text.slice(0, 64)}`);
  return date;
}

export const epochSeconds = (date: Date): number => date.getTime() / 1000;

let last = { ms: Number.NaN, text: "" };

/** Entries of a listing that follow each other were often written in the same second. */
function isoText(ms: number): string {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
  return last.text;
}

export function formatTimestamp(date: Date, format: TimestampFormat): string {
  switch (format) {
    case "dateTime":
      return date.toISOString().replace(".000Z", "Z");
    case "dateTimeMs":
      return isoText(date.getTime());
    case "httpDate":
      return date.toUTCString();
    default:
      return String(epochSeconds(date));
  }
}
