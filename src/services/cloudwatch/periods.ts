// Points of a metric put together in periods.
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import { Distribution } from "../../kit/distribution.ts";
import { invalidValue } from "./errors.ts";
import { TIERS } from "./limits.ts";
import type { Metric } from "./store/metrics.ts";
import type { PointStore } from "./store/points.ts";

const DAY_MS = 86_400_000;

export interface Span {
  readonly fromMs: number;
  /** Exclusive. */
  readonly untilMs: number;
  readonly periodSeconds: number;
}

export interface Bin {
  readonly startMs: number;
  readonly unit: StandardUnit;
  readonly distribution: Distribution;
}

/** Documented: 1, 5, 10, 30, or a multiple of 60. Errors: InvalidParameterValue. */
export function checkPeriod(seconds: number, parameter: string): void {
  if ([1, 5, 10, 20, 30].includes(seconds) || seconds % 60 === 0) return;
  throw invalidValue(
    `The value ${seconds} for parameter ${parameter} is invalid. Period must be 1, 5, 10, 20, 30 or a multiple of 60.`,
  );
}

/** Documented: to the minute up to 15 days ago, to five minutes up to 63, to the hour before. */
export function roundedStart(startMs: number, nowMs: number): number {
  const ageMs = nowMs - startMs;
  const seconds = ageMs <= 3 * 3_600_000 ? 1 : ageMs <= 15 * DAY_MS ? 60 : ageMs <= 63 * DAY_MS ? 300 : 3600;
  return Math.floor(startMs / (seconds * 1000)) * seconds * 1000;
}

/** Periods that have points, in their order, each unit for itself. */
export async function binsOf(
  store: PointStore,
  metric: Metric,
  { fromMs, untilMs, periodSeconds }: Span,
  nowMs: number,
  unit?: StandardUnit,
): Promise<Bin[]> {
  const bins = new Map<string, Bin>();
  /** Minutes that are known by the second. */
  const known = new Set<number>();
  for (const { seconds, keptMs } of tiersFor(periodSeconds)) {
    const coarser = TIERS.some((tier) => tier.seconds > seconds && periodSeconds % tier.seconds === 0);
    // What has outlived its tier counts for coarser periods only, whether it was rolled up yet or not.
    const sinceMs = coarser && seconds !== 1 ? fromMs : Math.max(fromMs, nowMs - keptMs);
    for await (const point of store.read(metric, seconds, sinceMs, untilMs)) {
      if (unit !== undefined && point.unit !== unit) continue;
      if (periodSeconds < 60 && seconds === 60 && known.has(point.startMs)) continue;
      if (seconds === 1) known.add(Math.floor(point.startMs / 60_000) * 60_000);
      const startMs = fromMs + Math.floor((point.startMs - fromMs) / (periodSeconds * 1000)) * periodSeconds * 1000;
      const key = `${startMs} ${point.unit}`;
      let bin = bins.get(key);
      if (!bin) bins.set(key, (bin = { startMs, unit: point.unit, distribution: new Distribution() }));
      bin.distribution.addAll(point.distribution);
    }
  }
  return [...bins.values()].toSorted((left, right) => left.startMs - right.startMs);
}

const [BY_SECOND, BY_MINUTE] = TIERS;

/** Recorded: what was not put by the second counts at its minute, in short periods, too. */
const tiersFor = (periodSeconds: number) =>
  periodSeconds < 60
    ? [BY_SECOND, { ...BY_MINUTE, keptMs: BY_SECOND.keptMs }]
    : TIERS.filter(({ seconds }) => seconds >= 60 && periodSeconds % seconds === 0);
