// AWS's cron expressions, `cron(minutes hours day-of-month month day-of-week year)`, in UTC. Documented: EventBridge, Glue.

export interface AwsCron {
  /** The first minute after `afterMs` (epoch ms) that the expression names; undefined when there is none before 2200. */
  next(afterMs: number): number | undefined;
}

interface FieldRange {
  readonly min: number;
  readonly max: number;
  /** In order from `min`. */
  readonly names?: readonly string[];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MINUTES: FieldRange = { min: 0, max: 59 };
const HOURS: FieldRange = { min: 0, max: 23 };
const DAYS: FieldRange = { min: 1, max: 31 };
const MONTH: FieldRange = { min: 1, max: 12, names: MONTHS };
const WEEKDAY: FieldRange = { min: 1, max: 7, names: WEEKDAYS };
const YEARS: FieldRange = { min: 1970, max: 2199 };
const DAY_MS = 86_400_000;

/** A day of a month, by its UTC parts; the weekday is 1 for Sunday. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

type DayTest = (day: Day) => boolean;

/** Undefined when the text is not such an expression. */
export function parseAwsCron(text: string): AwsCron | undefined {
  const fields = /^cron\((.*)\)$/s.exec(text.trim())?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [minuteText, hourText, dayText, monthText, weekdayText, yearText] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if ((dayText === "?") === (weekdayText === "?")) return undefined;
  const minutes = valuesOf(minuteText, MINUTES);
  const hours = valuesOf(hourText, HOURS);
  const months = valuesOf(monthText, MONTH);
  const years = valuesOf(yearText, YEARS);
  const onDay = dayText === "?" ? weekdayTest(weekdayText) : dayTest(dayText);
  if (!minutes || !hours || !months || !years || !onDay) return undefined;
  const named = (day: Day): boolean => years.has(day.year) && months.has(day.month) && onDay(day);
  const times = [...hours]
    .toSorted(ascending)
    .flatMap((hour) => [...minutes].toSorted(ascending).map((minute) => (hour * 60 + minute) * 60_000));
  return { next: (afterMs) => nextTime(afterMs, named, times) };
}

const ascending = (a: number, b: number): number => a - b;

function nextTime(afterMs: number, named: DayTest, times: readonly number[]): number | undefined {
  const end = Date.UTC(YEARS.max + 1, 0, 1);
  for (let dayMs = Math.floor(afterMs / DAY_MS) * DAY_MS; dayMs < end; dayMs += DAY_MS) {
    if (!named(dayOf(dayMs))) continue;
    const time = times.find((timeMs) => dayMs + timeMs > afterMs);
    if (time !== undefined) return dayMs + time;
  }
  return undefined;
}

function dayOf(ms: number): Day {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() + 1,
  };
}

const lastDayOf = ({ year, month }: Pick<Day, "year" | "month">): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Values that a list of `*`, `a`, `a-b`, `a/step`, `a-b/step` names; undefined when it is none. */
function valuesOf(text: string, range: FieldRange): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const [, all, firstText, lastText, stepText] = match;
    const step = stepText === undefined ? 1 : Number(stepText);
    const first = all ? range.min : numberOf(firstText!, range);
    const openEnd = all !== undefined || (stepText !== undefined && lastText === undefined);
    const last = openEnd ? range.max : lastText === undefined ? first : numberOf(lastText, range);
    if (first === undefined || last === undefined || step < 1) return undefined;
    const span = last >= first ? last - first : last - first + (range.max - range.min + 1); // FRI-MON
    for (let offset = 0; offset <= span; offset += step) {
      const value = first + offset;
      values.add(value > range.max ? value - (range.max - range.min + 1) : value);
    }
  }
  return values;
}

function numberOf(text: string, { min, max, names }: FieldRange): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? min + named : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

/** Also `L` (the month's last day) and `15W` (the weekday nearest to the 15th). */
function dayTest(text: string): DayTest | undefined {
  if (text === "L") return (day) => day.day === lastDayOf(day);
  const nearest = /^(\d{1,2})W$/.exec(text)?.[1];
  if (nearest !== undefined) {
    const target = numberOf(nearest, DAYS);
    return target === undefined ? undefined : (day) => day.day === nearestWeekday(day, target);
  }
  const values = valuesOf(text, DAYS);
  return values && ((day) => values.has(day.day));
}

function nearestWeekday(day: Day, target: number): number {
  const last = lastDayOf(day);
  if (target > last) return 0;
  const weekday = new Date(Date.UTC(day.year, day.month - 1, target)).getUTCDay();
  if (weekday === 6) return target > 1 ? target - 1 : target + 2;
  if (weekday === 0) return target < last ? target + 1 : target - 2;
  return target;
}

/** Also `6L` (the month's last Friday), `L` (Saturday) and `3#2` (the second Tuesday). */
function weekdayTest(text: string): DayTest | undefined {
  if (text === "L") return (day) => day.weekday === WEEKDAY.max;
  const [, last] = /^(\w+)L$/.exec(text) ?? [];
  if (last !== undefined && !WEEKDAYS.includes(text.toUpperCase())) {
    const weekday = numberOf(last, WEEKDAY);
    return weekday === undefined ? undefined : (day) => day.weekday === weekday && day.day > lastDayOf(day) - 7;
  }
  const [, which, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (which !== undefined) {
    const weekday = numberOf(which, WEEKDAY);
    return weekday === undefined
      ? undefined
      : (day) => day.weekday === weekday && Math.ceil(day.day / 7) === Number(nth);
  }
  const values = valuesOf(text, WEEKDAY);
  return values && ((day) => values.has(day.weekday));
}
