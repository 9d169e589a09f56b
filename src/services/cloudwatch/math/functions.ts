// The functions of metric math. Documented ("Functions supported for metric math").
import { ExpressionProblem } from "./parse.ts";
import { across, everywhere, isList, isSeries, mapped, type Series, type Value } from "./series.ts";

export interface Surroundings {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Every metric of the request that is no expression. */
  readonly metrics: readonly Series[];
}

export type MathFunction = (inputs: readonly (Value | string)[], surroundings: Surroundings) => Value;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const average = (values: readonly number[]): number => sum(values) / values.length;
const deviation = (values: readonly number[]): number => {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
};

function value(inputs: readonly (Value | string)[], at: number): Value {
  const found = inputs[at];
  if (found === undefined || typeof found === "string")
    throw new ExpressionProblem(`Argument ${at + 1} is missing or no metric`);
  return found;
}

function series(inputs: readonly (Value | string)[], at = 0): Series {
  const found = value(inputs, at);
  if (isSeries(found)) return found;
  throw new ExpressionProblem(`Argument ${at + 1} must be a time series`);
}

function list(inputs: readonly (Value | string)[], at = 0): readonly Series[] {
  const found = value(inputs, at);
  if (isList(found)) return found;
  throw new ExpressionProblem(`Argument ${at + 1} must be an array of time series`);
}

function number(inputs: readonly (Value | string)[], at: number, otherwise: number): number {
  const found = inputs[at];
  if (found === undefined) return otherwise;
  if (typeof found === "number") return found;
  throw new ExpressionProblem(`Argument ${at + 1} must be a scalar`);
}

/** Of a series: one number; of a list: a series. */
const folding =
  (fold: (values: readonly number[]) => number): MathFunction =>
  (inputs) => {
    const found = value(inputs, 0);
    if (typeof found === "number") return found;
    return isList(found) ? across(found, fold) : fold([...found.points.values()]);
  };

const pointwise =
  (change: (value: number, atMs: number) => number): MathFunction =>
  (inputs) =>
    everywhere(value(inputs, 0), change);

/** Of each series, from each point and the one before; the first has none. */
const between =
  (change: (value: number, before: number, seconds: number) => number): MathFunction =>
  (inputs) => {
    const one = (each: Series): Series => {
      const points = [...each.points];
      const changed = points.slice(1).map(([atMs, now], index) => {
        const [beforeMs, before] = points[index] ?? [atMs, now];
        return [atMs, change(now, before, (atMs - beforeMs) / 1000)] as const;
      });
      return { ...each, points: new Map(changed) };
    };
    const found = value(inputs, 0);
    if (typeof found === "number") throw new ExpressionProblem("Argument 1 must be a time series");
    return isList(found) ? found.map(one) : one(found);
  };

const atTime =
  (part: (date: Date) => number): MathFunction =>
  (inputs) =>
    mapped(series(inputs), (_, atMs) => part(new Date(atMs)));

function fill(inputs: readonly (Value | string)[], surroundings: Surroundings): Value {
  const found = value(inputs, 0);
  const how = inputs[1];
  const one = (each: Series): Series => filled(each, how, surroundings);
  if (typeof found === "number") return found;
  return isList(found) ? found.map(one) : one(found);
}

function filled(each: Series, how: Value | string | undefined, { fromMs, untilMs }: Surroundings): Series {
  const stepMs = each.periodSeconds * 1000;
  const points = new Map<number, number>();
  const known = [...each.points.keys()];
  let before: number | undefined;
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs < untilMs; atMs += stepMs) {
    const own = each.points.get(atMs);
    if (own !== undefined) before = atMs;
    const given = own ?? substitute(each, how, atMs, before, known);
    if (given !== undefined) points.set(atMs, given);
  }
  return { ...each, points };
}

function substitute(
  { points }: Series,
  how: Value | string | undefined,
  atMs: number,
  beforeMs: number | undefined,
  known: readonly number[],
): number | undefined {
  if (typeof how === "number") return how;
  if (how === "REPEAT") return beforeMs === undefined ? undefined : points.get(beforeMs);
  if (how === "LINEAR") {
    const afterMs = known.find((each) => each > atMs);
    const [before, after] = [points.get(beforeMs ?? NaN), points.get(afterMs ?? NaN)];
    if (beforeMs === undefined || afterMs === undefined || before === undefined || after === undefined)
      return undefined;
    return before + ((after - before) * (atMs - beforeMs)) / (afterMs - beforeMs);
  }
  if (typeof how === "object" && isSeries(how)) return how.points.get(atMs);
  throw new ExpressionProblem("FILL takes a scalar, a time series, REPEAT or LINEAR");
}

function chosen(inputs: readonly (Value | string)[]): Value {
  const condition = value(inputs, 0);
  const pick = (from: Value | undefined, atMs: number): number | undefined =>
    typeof from === "number" ? from : from !== undefined && isSeries(from) ? from.points.get(atMs) : undefined;
  const yes = value(inputs, 1);
  const no = inputs.length > 2 ? value(inputs, 2) : undefined;
  if (typeof condition === "number")
    return condition !== 0 ? yes : (no ?? { label: "", periodSeconds: 60, points: new Map() });
  if (isList(condition)) throw new ExpressionProblem("IF takes a time series or a scalar as its condition");
  const points = new Map<number, number>();
  for (const [atMs, holds] of condition.points) {
    const picked = pick(holds !== 0 ? yes : no, atMs);
    if (picked !== undefined) points.set(atMs, picked);
  }
  return { ...condition, points };
}

const ORDERS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  AVG: average,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
  SUM: sum,
};

function sorted(inputs: readonly (Value | string)[]): Value {
  const [, by, direction] = inputs;
  const order = typeof by === "string" ? ORDERS[by] : undefined;
  if (!order || (direction !== "ASC" && direction !== "DESC"))
    throw new ExpressionProblem("SORT takes AVG, MIN, MAX or SUM, and ASC or DESC");
  const of = ({ points }: Series): number => order([...points.values()]);
  const inOrder = list(inputs).toSorted((left, right) => (of(left) - of(right)) * (direction === "ASC" ? 1 : -1));
  return inOrder.slice(0, number(inputs, 3, inOrder.length));
}

function runningSum(inputs: readonly (Value | string)[]): Value {
  const one = (each: Series): Series => {
    let total = 0;
    return mapped(each, (next) => (total += next));
  };
  const found = value(inputs, 0);
  if (typeof found === "number") return found;
  return isList(found) ? found.map(one) : one(found);
}

function constant(inputs: readonly (Value | string)[], { fromMs, untilMs, metrics }: Surroundings): Value {
  const only = number(inputs, 0, NaN);
  const periodSeconds = metrics[0]?.periodSeconds ?? 60;
  return filled({ label: "", periodSeconds, points: new Map() }, only, { fromMs, untilMs, metrics });
}

export const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ABS: pointwise(Math.abs),
  AVG: folding(average),
  CEIL: pointwise(Math.ceil),
  DAY: atTime((date) => date.getUTCDay() || 7),
  DIFF: between((now, before) => now - before),
  DIFF_TIME: between((_now, _before, seconds) => seconds),
  EPOCH: atTime((date) => date.getTime() / 1000),
  FILL: fill,
  FIRST: (inputs) => list(inputs)[0] ?? [],
  FLOOR: pointwise(Math.floor),
  DATE: atTime((date) => date.getUTCDate()),
  HOUR: atTime((date) => date.getUTCHours()),
  IF: chosen,
  LAST: (inputs) => list(inputs).at(-1) ?? [],
  LOG: pointwise(Math.log),
  LOG10: pointwise(Math.log10),
  MAX: folding((values) => Math.max(...values)),
  METRICS: ([text], { metrics }) =>
    typeof text === "string" ? metrics.filter(({ label }) => label.includes(text)) : [...metrics],
  METRIC_COUNT: (inputs) => list(inputs).length,
  MIN: folding((values) => Math.min(...values)),
  MINUTE: atTime((date) => date.getUTCMinutes()),
  MONTH: atTime((date) => date.getUTCMonth() + 1),
  PERIOD: (inputs) => series(inputs).periodSeconds,
  RATE: between((now, before, seconds) => (now - before) / seconds),
  REMOVE_EMPTY: (inputs) => list(inputs).filter(({ points }) => points.size > 0),
  RUNNING_SUM: runningSum,
  SLICE: (inputs) => {
    const from = number(inputs, 1, 0);
    return inputs.length > 2 ? list(inputs).slice(from, number(inputs, 2, 0)) : (list(inputs)[from] ?? []);
  },
  SORT: sorted,
  STDDEV: folding(deviation),
  SUM: folding(sum),
  TIME_SERIES: constant,
  YEAR: atTime((date) => date.getUTCFullYear()),
};
