// The functions of Logs Insights that take values of one row. Documented ("Supported operations and functions").
import { isIP, isIPv4, isIPv6 } from "node:net";
import { compareValues, numberOf, textOf, type Value } from "./row.ts";

export type RowFunction = (inputs: readonly Value[]) => Value;

const numeric =
  (change: (...numbers: number[]) => number): RowFunction =>
  (inputs) => {
    const numbers = inputs.map(numberOf);
    return numbers.some((number) => number === undefined) ? undefined : change(...(numbers as number[]));
  };

const text =
  (change: (value: string, ...rest: Value[]) => Value): RowFunction =>
  ([value, ...rest]) =>
    value === undefined ? undefined : change(String(value), ...rest);

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `5m` in milliseconds; undefined for what is no duration. */
export function durationMs(value: Value): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/.exec(textOf(value)) ?? [];
  return number === undefined || unit === undefined ? undefined : Number(number) * (UNITS_MS[unit] ?? 1);
}

const floorTo = (time: Value, period: Value): Value => {
  const [atMs, stepMs] = [numberOf(time), durationMs(period)];
  return atMs === undefined || !stepMs ? undefined : Math.floor(atMs / stepMs) * stepMs;
};

const picked = (inputs: readonly Value[], sign: number): Value => {
  const numbers = inputs.filter((value) => value !== undefined);
  return numbers.toSorted((left, right) => compareValues(left, right) * sign)[0];
};

export const FUNCTIONS: Readonly<Record<string, RowFunction>> = {
  abs: numeric(Math.abs),
  ceil: numeric(Math.ceil),
  floor: numeric(Math.floor),
  sqrt: numeric(Math.sqrt),
  log: numeric(Math.log),
  greatest: (inputs) => picked(inputs, -1),
  least: (inputs) => picked(inputs, 1),
  ispresent: ([value]) => value !== undefined,
  isempty: ([value]) => value === undefined || value === "",
  isblank: ([value]) => value === undefined || textOf(value).trim() === "",
  coalesce: (inputs) => inputs.find((value) => value !== undefined),
  concat: (inputs) => inputs.map(textOf).join(""),
  strlen: text((value) => value.length),
  toupper: text((value) => value.toUpperCase()),
  tolower: text((value) => value.toLowerCase()),
  trim: text((value) => value.trim()),
  ltrim: text((value) => value.trimStart()),
  rtrim: text((value) => value.trimEnd()),
  substr: text((value, from, length) => value.slice(numberOf(from) ?? 0).slice(0, numberOf(length) ?? value.length)),
  replace: text((value, from, to) => value.replaceAll(textOf(from), () => textOf(to))),
  strcontains: text((value, part) => (value.includes(textOf(part)) ? 1 : 0)),
  datefloor: ([time, period]) => floorTo(time, period),
  dateceil: ([time, period]) => {
    const [floor, stepMs] = [numberOf(floorTo(time, period)), durationMs(period)];
    return floor === undefined || stepMs === undefined ? undefined : floor === numberOf(time) ? floor : floor + stepMs;
  },
  frommillis: ([value]) => numberOf(value),
  tomillis: ([value]) => numberOf(value),
  isvalidip: ([value]) => isIP(textOf(value)) !== 0,
  isvalidipv4: ([value]) => isIPv4(textOf(value)),
  isvalidipv6: ([value]) => isIPv6(textOf(value)),
};

/** Of a time each: what they give is shown as one. */
export const TIMES: ReadonlySet<string> = new Set(["datefloor", "dateceil", "frommillis", "bin"]);
