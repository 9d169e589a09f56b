// Instants written by a java.time DateTimeFormatter pattern, as in `!{timestamp:yyyy/MM/dd}`.

/** Letters that the service refuses. Recorded over all 52 ASCII letters. */
const LETTERS_REFUSED = new Set("CIJPRTUVbfijloprt");
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const DAY_MS = 86_400_000;
const TOKEN = /'((?:[^']|'')*)'|([a-zA-Z])\2*|[^a-zA-Z']/g;

interface Local {
  /** The local date and time as if it were UTC. */
  readonly time: Date;
  readonly epochMs: number;
  readonly offsetMinutes: number;
  readonly zone: string;
}

/** The first letter of the pattern that is no pattern letter, if any. Text in single quotes does not count. */
export function refusedLetter(pattern: string): string | undefined {
  return Array.from(pattern.replaceAll(/'[^']*'/g, "")).find((letter) => LETTERS_REFUSED.has(letter));
}

export function isTimeZone(zone: string): boolean {
  try {
    zoned(zone);
    return true;
  } catch {
    return false;
  }
}

/** `zone` is an IANA name. */
export function formatJavaTime(pattern: string, epochMs: number, zone: string): string {
  const local = localTime(epochMs, zone);
  return pattern.replaceAll(TOKEN, (token: string, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted === "" ? "'" : quoted.replaceAll("''", "'");
    return letter === undefined ? (/[[\]]/.test(token) ? "" : token) : field(letter, token.length, local);
  });
}

function localTime(epochMs: number, zone: string): Local {
  const parts = zoned(zone).formatToParts(epochMs);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((each) => each.type === type)?.value);
  const seconds = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  const millis = ((epochMs % 1000) + 1000) % 1000;
  const time = new Date(seconds + millis);
  return { time, epochMs, offsetMinutes: Math.round((time.getTime() - epochMs) / 60_000), zone };
}

const FORMATTERS_MAX = 64;
const formatters = new Map<string, Intl.DateTimeFormat>();

function zoned(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const numeric = "numeric";
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  if (formatters.size >= FORMATTERS_MAX) formatters.clear();
  formatters.set(zone, formatter);
  return formatter;
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0");
const year = (value: number, width: number): string => padded(width === 2 ? value % 100 : value, width);
const named = (names: readonly string[], index: number, width: number): string => {
  const name = names[index] ?? "";
  return width <= 3 ? name.slice(0, 3) : width === 5 ? name.slice(0, 1) : name;
};

function field(letter: string, width: number, local: Local): string {
  return (
    dateField(letter, width, local.time) ?? timeField(letter, width, local.time) ?? zoneField(letter, width, local)
  );
}

function dateField(letter: string, width: number, time: Date): string | undefined {
  const quarter = Math.floor(time.getUTCMonth() / 3) + 1;
  switch (letter) {
    case "G":
      return width >= 4 ? (width === 4 ? "Anno Domini" : "A") : "AD";
    case "u":
    case "y":
      return year(time.getUTCFullYear(), width);
    case "Y":
      return year(week(time).year, width);
    case "w":
      return padded(week(time).week, width);
    case "W":
      return padded(
        Math.floor((time.getUTCDate() - 1 + ((time.getUTCDay() - time.getUTCDate() + 36) % 7)) / 7) + 1,
        width,
      );
    case "M":
    case "L":
      return width <= 2 ? padded(time.getUTCMonth() + 1, width) : named(MONTHS, time.getUTCMonth(), width);
    case "d":
      return padded(time.getUTCDate(), width);
    case "D":
      return padded(dayOfYear(time), width);
    case "F":
      return padded(Math.floor((time.getUTCDate() - 1) / 7) + 1, width);
    case "E":
      return named(DAYS, time.getUTCDay(), width);
    case "e":
    case "c":
      return width <= 2 ? padded(time.getUTCDay() + 1, width) : named(DAYS, time.getUTCDay(), width);
    case "Q":
    case "q":
      return width <= 2
        ? padded(quarter, width)
        : width === 3
          ? `Q${quarter}`
          : `${quarter}${ordinal(quarter)} quarter`;
    case "g":
      return padded(Math.floor(time.getTime() / DAY_MS) + 40_587, width);
    default:
      return undefined;
  }
}

const ordinal = (quarter: number): string => ["st", "nd", "rd"][quarter - 1] ?? "th";

function timeField(letter: string, width: number, time: Date): string | undefined {
  const hour = time.getUTCHours();
  const dayMs = ((time.getTime() % DAY_MS) + DAY_MS) % DAY_MS;
  switch (letter) {
    case "a":
    case "B":
      return hour < 12 ? "AM" : "PM";
    case "H":
      return padded(hour, width);
    case "k":
      return padded(hour || 24, width);
    case "K":
      return padded(hour % 12, width);
    case "h":
      return padded(hour % 12 || 12, width);
    case "m":
      return padded(time.getUTCMinutes(), width);
    case "s":
      return padded(time.getUTCSeconds(), width);
    case "S":
      return padded(time.getUTCMilliseconds(), 3).padEnd(9, "0").slice(0, width);
    case "n":
      return padded(time.getUTCMilliseconds() * 1_000_000, width);
    case "A":
      return padded(dayMs, width);
    case "N":
      return padded(dayMs * 1_000_000, width);
    default:
      return undefined;
  }
}

function zoneField(letter: string, width: number, { offsetMinutes, epochMs, zone }: Local): string {
  const sign = offsetMinutes < 0 ? "-" : "+";
  const hours = padded(Math.floor(Math.abs(offsetMinutes) / 60), 2);
  const minutes = padded(Math.abs(offsetMinutes) % 60, 2);
  const compact = `${sign}${hours}${minutes}`;
  const extended = `${sign}${hours}:${minutes}`;
  switch (letter) {
    case "X":
    case "x":
      if (letter === "X" && offsetMinutes === 0) return "Z";
      if (width === 1) return minutes === "00" ? `${sign}${hours}` : compact;
      return width % 2 === 0 ? compact : extended;
    case "Z":
      return width < 4 ? compact : width === 4 ? (offsetMinutes === 0 ? "GMT" : `GMT${extended}`) : extended;
    case "O":
      return offsetMinutes === 0
        ? "GMT"
        : `GMT${width === 4 ? extended : `${sign}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`}`;
    default:
      return zoneName(epochMs, zone, width >= 4 ? "long" : "short");
  }
}

function zoneName(epochMs: number, zone: string, timeZoneName: "long" | "short"): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName }).formatToParts(epochMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

const dayOfYear = (time: Date): number =>
  Math.floor(
    (Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()) - Date.UTC(time.getUTCFullYear(), 0, 0)) /
      DAY_MS,
  );

/** Week-based year and week as the en-US locale counts them: from Sunday, and the first week holds 1 January. */
function week(time: Date): { readonly year: number; readonly week: number } {
  const saturday = new Date(time.getTime() + (6 - time.getUTCDay()) * DAY_MS);
  const weekYear = saturday.getUTCFullYear();
  const newYear = Date.UTC(weekYear, 0, 1);
  const firstSunday = newYear - new Date(newYear).getUTCDay() * DAY_MS;
  return { year: weekYear, week: Math.floor((time.getTime() - firstSunday) / (7 * DAY_MS)) + 1 };
}
