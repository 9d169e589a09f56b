// What PutMetricData takes as a datum, checked as AWS checks it.
import type { MetricDatum } from "@aws-sdk/client-cloudwatch";
import { Distribution } from "../../kit/distribution.ts";
import type { MetricPoint } from "../../kit/metrics.ts";
import type { Decoded } from "../../kit/service.ts";
import { differentSizes, missingParameter, mutuallyExclusive, tooMany, tooNew, tooOld, valueIs } from "./errors.ts";
import { TIMESTAMP_FUTURE_MAX_MS, TIMESTAMP_PAST_MAX_MS, VALUE_MAGNITUDE_MAX, VALUES_PER_DATUM_MAX } from "./limits.ts";
import { dimensionsOf, type Place } from "./metric.ts";

/** `parameter` names it in errors: `MetricData.member.1`. Errors: InvalidParameterValue and others, recorded in part. */
export function pointOf(
  datum: Decoded<MetricDatum>,
  parameter: string,
  namespace: string,
  { account, region }: Place,
  nowMs: number,
): MetricPoint {
  checkOneKind(datum, parameter);
  const { StorageResolution: resolution = 60 } = datum;
  if (resolution !== 1 && resolution !== 60) throw valueIs(resolution, `${parameter}.StorageResolution`);
  return {
    account,
    region,
    namespace,
    name: datum.MetricName,
    dimensions: dimensionsOf(datum.Dimensions, `${parameter}.Dimensions`),
    unit: datum.Unit ?? "None",
    atMs: timeOf(datum.Timestamp, `${parameter}.Timestamp`, nowMs),
    distribution: distributionOf(datum, parameter),
    isHighResolution: resolution === 1,
  };
}

function checkOneKind({ Value, Values, Counts, StatisticValues }: Decoded<MetricDatum>, parameter: string): void {
  const kinds = Object.entries({ Value, Values, StatisticValues }).filter(([, given]) => given !== undefined);
  const [first, second] = kinds.map(([name]) => `${parameter}.${name}`);
  if (first === undefined) throw missingParameter(`${parameter}.Value`);
  if (second !== undefined) throw mutuallyExclusive(first, second);
  if (!Values) return;
  if (Values.length > VALUES_PER_DATUM_MAX) throw tooMany(`${parameter}.Values`, VALUES_PER_DATUM_MAX);
  if (Counts && Counts.length !== Values.length) throw differentSizes(`${parameter}.Values`, `${parameter}.Counts`);
}

function timeOf(timestamp: Date | undefined, parameter: string, nowMs: number): number {
  const atMs = timestamp?.getTime() ?? nowMs;
  if (atMs < nowMs - TIMESTAMP_PAST_MAX_MS) throw tooOld(parameter);
  if (atMs > nowMs + TIMESTAMP_FUTURE_MAX_MS) throw tooNew(parameter);
  return atMs;
}

function distributionOf(datum: Decoded<MetricDatum>, parameter: string): Distribution {
  const { Value, Values, Counts, StatisticValues } = datum;
  const distribution = new Distribution();
  if (Value !== undefined) distribution.add(checked(Value, `${parameter}.Value`));
  for (const [index, value] of (Values ?? []).entries()) {
    const count = Counts?.[index] ?? 1;
    if (!(count >= 0) || count === Infinity) throw valueIs(count, `${parameter}.Counts.member.${index + 1}`);
    if (count > 0) distribution.add(checked(value, `${parameter}.Values.member.${index + 1}`), count);
  }
  if (StatisticValues) {
    const { SampleCount: count, Sum: sum, Minimum: min, Maximum: max } = StatisticValues;
    for (const [name, value] of Object.entries(StatisticValues)) checked(value, `${parameter}.StatisticValues.${name}`);
    if (count < 0) throw valueIs(count, `${parameter}.StatisticValues.SampleCount`);
    if (min > max) throw valueIs(min, `${parameter}.StatisticValues.Minimum`);
    if (count > 0) distribution.addSet({ count, sum, min, max });
  }
  return distribution;
}

/** Documented: no NaN, no infinity, and within 2^360. */
function checked(value: number, parameter: string): number {
  if (!(Math.abs(value) <= VALUE_MAGNITUDE_MAX)) throw valueIs(value, parameter);
  return value;
}
