// Statistics by name: the simple ones, percentiles, and those that leave out the ends of a distribution.
import type { Distribution } from "../../kit/distribution.ts";

/** Undefined when the points do not tell it: of sets of statistics no percentile is known. */
export type Statistic = (distribution: Distribution) => number | undefined;

const SIMPLE: Readonly<Record<string, Statistic>> = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => (count === 0 ? undefined : sum / count),
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
  IQM: (distribution) => trimmed(distribution, { kind: "percent", from: 25, to: 75 }).mean,
};

const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/i;
const TRIMMED = /^(tm|tc|ts|wm)(\d{1,2}(?:\.\d{1,10})?|100)$/i;
const RANGED = /^(TM|TC|TS|WM|PR)\(\s*([\d.]*)(%?)\s*:\s*([\d.]*)(%?)\s*\)$/i;

/** Undefined for a name that is none. Documented ("CloudWatch statistics definitions"). */
export function statisticOf(name: string): Statistic | undefined {
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name];
  const [, percent] = PERCENTILE.exec(name) ?? [];
  if (percent !== undefined) return (distribution) => percentile(distribution, Number(percent));
  const [, kind, highest] = TRIMMED.exec(name) ?? [];
  if (kind !== undefined) return ofRange(kind, { kind: "percent", from: 0, to: Number(highest) });
  const [, ranged, low = "", lowSign, high = "", highSign] = RANGED.exec(name) ?? [];
  if (ranged === undefined || (low === "" && high === "")) return undefined;
  const isPercent = lowSign === "%" || highSign === "%";
  if (isPercent && ((low !== "" && lowSign !== "%") || (high !== "" && highSign !== "%"))) return undefined;
  if (isPercent && ranged.toUpperCase() === "PR") return undefined;
  const bounds = isPercent ? { from: 0, to: 100 } : { from: -Infinity, to: Infinity };
  const from = low === "" ? bounds.from : Number(low);
  const to = high === "" ? bounds.to : Number(high);
  return from < to ? ofRange(ranged, { kind: isPercent ? "percent" : "value", from, to }) : undefined;
}

interface Bounds {
  readonly kind: "percent" | "value";
  readonly from: number;
  readonly to: number;
}

function ofRange(kind: string, bounds: Bounds): Statistic {
  return (distribution) => {
    const { count, sum, mean, winsorized } = trimmed(distribution, bounds);
    switch (kind.toUpperCase()) {
      case "TM":
        return mean;
      case "TC":
        return count;
      case "TS":
        return sum;
      case "WM":
        return winsorized;
      default:
        return count === undefined ? undefined : (count / distribution.count) * 100;
    }
  };
}

const sorted = ({ values }: Distribution): (readonly [value: number, count: number])[] | undefined =>
  values && [...values].toSorted(([left], [right]) => left - right);

/** Between the two values around the rank, as it lies between them. Inferred: AWS does not say how it interpolates. */
function percentile(distribution: Distribution, percent: number): number | undefined {
  const values = sorted(distribution);
  if (!values) return undefined;
  const rank = (percent / 100) * (distribution.count - 1);
  const low = atRank(values, Math.floor(rank));
  const high = atRank(values, Math.ceil(rank));
  const between = low + (high - low) * (rank - Math.floor(rank));
  return Math.min(distribution.max, Math.max(distribution.min, between));
}

function atRank(values: readonly (readonly [number, number])[], rank: number): number {
  let seen = 0;
  for (const [value, count] of values) {
    seen += count;
    if (seen > rank) return value;
  }
  return values.at(-1)?.[0] ?? NaN;
}

interface Trimmed {
  readonly count?: number;
  readonly sum?: number;
  readonly mean?: number;
  /** With what lies outside of the bounds set to the bound. */
  readonly winsorized?: number;
}

function trimmed(distribution: Distribution, { kind, from, to }: Bounds): Trimmed {
  const values = sorted(distribution);
  if (!values) return {};
  const total = distribution.count;
  let seen = 0;
  let count = 0;
  let sum = 0;
  const inside: number[] = [];
  for (const [value, times] of values) {
    const taken =
      kind === "value"
        ? value > from && value <= to
          ? times
          : 0
        : Math.max(0, Math.min(seen + times, (to / 100) * total) - Math.max(seen, (from / 100) * total));
    seen += times;
    if (taken <= 0) continue;
    count += taken;
    sum += value * taken;
    inside.push(value);
  }
  const [least] = inside;
  const most = inside.at(-1);
  if (least === undefined || most === undefined) return { count: 0, sum: 0 };
  const clamped = values.reduce((all, [value, times]) => all + Math.min(most, Math.max(least, value)) * times, 0);
  return { count, sum, mean: sum / count, winsorized: clamped / total };
}
