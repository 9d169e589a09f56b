// The functions of `stats`. Documented ("stats").
import { compareValues, numberOf, type Row, type Value } from "./row.ts";
import type { Expression } from "./expression.ts";

export interface Aggregate {
  add(row: Row): void;
  value(): Value;
}

/** Of a percentile and of distinct values: how many are kept. */
const VALUES_MAX = 100_000;

type Make = (inputs: readonly Expression[]) => Aggregate;

const folding =
  (fold: (state: number | undefined, value: number) => number): Make =>
  ([input]) => {
    let state: number | undefined;
    return {
      add(row) {
        const value = numberOf(input?.(row));
        if (value !== undefined) state = fold(state, value);
      },
      value: () => state,
    };
  };

const counting: Make = ([input]) => {
  let count = 0;
  return {
    add(row) {
      if (!input || input(row) !== undefined) count += 1;
    },
    value: () => count,
  };
};

/** Over all numbers, as far as they are kept. */
const collecting =
  (finish: (values: number[], inputs: readonly Expression[]) => Value): Make =>
  (inputs) => {
    const values: number[] = [];
    return {
      add(row) {
        const value = numberOf(inputs[0]?.(row));
        if (value !== undefined && values.length < VALUES_MAX) values.push(value);
      },
      value: () => (values.length === 0 ? undefined : finish(values, inputs)),
    };
  };

const averaging: Make = ([input]) => {
  let [sum, count] = [0, 0];
  return {
    add(row) {
      const value = numberOf(input?.(row));
      if (value === undefined) return;
      sum += value;
      count += 1;
    },
    value: () => (count === 0 ? undefined : sum / count),
  };
};

const NOTHING: Row = { get: () => undefined, set: () => undefined };

function percentile(values: number[], [, percent]: readonly Expression[]): Value {
  const sorted = values.toSorted((left, right) => left - right);
  const share = (numberOf(percent?.(NOTHING)) ?? 50) / 100;
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[rank];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** The value of the event that comes first by the sign, by time or as sorted. */
const byTime =
  (sign: number): Make =>
  ([input]) => {
    let [atMs, found]: [number | undefined, Value] = [undefined, undefined];
    return {
      add(row) {
        const value = input?.(row);
        const time = numberOf(row.get("@timestamp")) ?? 0;
        if (value !== undefined && (atMs === undefined || (time - atMs) * sign < 0)) [atMs, found] = [time, value];
      },
      value: () => found,
    };
  };

const extreme =
  (sign: number): Make =>
  ([input]) => {
    let found: Value;
    return {
      add(row) {
        const value = input?.(row);
        if (value !== undefined && (found === undefined || compareValues(value, found) * sign < 0)) found = value;
      },
      value: () => found,
    };
  };

const distinct: Make = ([input]) => {
  const values = new Set<string>();
  return {
    add(row) {
      const value = input?.(row);
      if (value !== undefined && values.size < VALUES_MAX) values.add(String(value));
    },
    value: () => values.size,
  };
};

export const AGGREGATES: Readonly<Record<string, Make>> = {
  count: counting,
  count_distinct: distinct,
  sum: folding((sum = 0, value) => sum + value),
  avg: averaging,
  min: extreme(1),
  max: extreme(-1),
  pct: collecting(percentile),
  stddev: collecting(deviation),
  median: collecting((values) => percentile(values, [])),
  earliest: byTime(1),
  latest: byTime(-1),
  sortsfirst: extreme(1),
  sortslast: extreme(-1),
};
