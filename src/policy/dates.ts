// Dates in conditions: W3C's profile of ISO 8601, or seconds since 1970.

const DAY_MS = 86_400_000;
/** Of the signed 64-bit milliseconds that AWS counts in. Recorded through moto's policy cases. */
const YEAR_MIN = -292_275_054;
const YEAR_MAX = 292_278_993;
const EPOCH_MAX = 9_223_372_036_854_775_807n;

const ISO =
  /^(-?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[tT](?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?)?)?([zZ]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Epoch ms; undefined when the text is no date. */
export function parseDate(text: string): number | undefined {
  if (!/[tT-]/.test(text)) return parseEpochSeconds(text);
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) =>
    Number(match[group] ?? Number.NaN),
  );
  const parts = {
    year: year!,
    month: orDefault(month!, 1),
    day: orDefault(day!, 1),
    hour: orDefault(hour!, 0),
    minute: orDefault(minute!, 0),
    second: orDefault(second!, 0),
  };
  const offset = parseOffset(match[8]);
  if (!inRange(parts) || offset === undefined) return undefined;
  const fraction = match[7] === undefined ? 0 : Number(`0.${match[7]}`) * 1000;
  const seconds = parts.hour * 3600 + parts.minute * 60 + parts.second;
  return daysSinceEpoch(parts.year, parts.month, parts.day) * DAY_MS + seconds * 1000 + fraction - offset;
}

function parseEpochSeconds(text: string): number | undefined {
  if (!/^\d{1,19}(?:\.\d{1,9})?$/.test(text)) return undefined;
  return BigInt(text.split(".")[0]!) > EPOCH_MAX ? undefined : Number(text) * 1000;
}

const orDefault = (value: number, fallback: number): number => (Number.isNaN(value) ? fallback : value);

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function inRange({ year, month, day, hour, minute, second }: DateParts): boolean {
  return (
    year >= YEAR_MIN &&
    year <= YEAR_MAX &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59
  );
}

/** Milliseconds to subtract for UTC. */
function parseOffset(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === "z" || zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** In the proleptic Gregorian calendar; Date reaches neither the years nor the precision that policies may name. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
