// Evaluates a metric alarm: what its metric says now, and the state that follows.
import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { Decoded } from "../../kit/service.ts";
import type { Alarm, MetricAlarmRow, MetricDefinition } from "./alarm.ts";
import { type Datapoint, evaluateAlarm, EXTRA_PERIODS } from "./alarm-evaluation.ts";
import { reasonDataOf } from "./alarm-states.ts";
import type { CloudWatchContext } from "./context.ts";
import { EVALUATION_LAG_MS } from "./limits.ts";
import { runQueries } from "./queries.ts";

type MetricAlarm = Alarm & MetricAlarmRow;

/** Of the metric itself, or the shortest of those in an expression. */
export function periodOf({ Period, Metrics }: MetricDefinition): number {
  const periods = (Metrics ?? [])
    .map((query) => query.MetricStat?.Period ?? query.Period)
    .filter((each) => each !== undefined);
  return Period ?? (periods.length > 0 ? Math.max(...periods) : 60);
}

/** When it is looked at next: each minute, or each ten seconds for periods that are shorter. Documented. */
export function nextEvaluationMs(definition: MetricDefinition, nowMs: number): number {
  const everyMs = periodOf(definition) < 60 ? 10_000 : 60_000;
  return Math.floor((nowMs - EVALUATION_LAG_MS) / everyMs) * everyMs + everyMs + EVALUATION_LAG_MS;
}

export async function evaluateMetricAlarm(alarm: MetricAlarm, context: CloudWatchContext): Promise<void> {
  const { definition } = alarm;
  const nowMs = context.host.clock.now();
  const { EvaluationPeriods: n = 1, DatapointsToAlarm: m, Threshold: threshold = 0, ComparisonOperator } = definition;
  const periodSeconds = periodOf(definition);
  const range = await rangeOf(alarm, n + EXTRA_PERIODS, nowMs, context);
  const { value, reason, evaluated } = evaluateAlarm(range, {
    evaluationPeriods: n,
    datapointsToAlarm: m ?? n,
    isMOutOfN: m !== undefined,
    comparison: ComparisonOperator ?? "GreaterThanThreshold",
    threshold,
    treatMissing: treatmentOf(definition.TreatMissingData),
  });
  if (value === undefined || value === alarm.state.value) return;
  const values = evaluated.map((point) => point.value).filter((point) => point !== undefined);
  const { Unit: unit, ExtendedStatistic, Statistic } = definition;
  const statistic = ExtendedStatistic ?? Statistic;
  const reasonData = reasonDataOf({ nowMs, unit, statistic, periodSeconds, threshold, values, evaluated });
  await context.alarmStates.change(alarm.key, alarm.id, { value, reason, reasonData });
}

const treatmentOf = (text: string | undefined) =>
  text === "breaching" || text === "notBreaching" || text === "ignore" ? text : "missing";

/** The newest first; periods that have passed, in the order of the clock. */
async function rangeOf(
  alarm: MetricAlarm,
  count: number,
  nowMs: number,
  context: CloudWatchContext,
): Promise<Datapoint[]> {
  const periodMs = periodOf(alarm.definition) * 1000;
  const stepMs = Math.min(periodMs, 60_000);
  const untilMs = Math.floor(nowMs / stepMs) * stepMs;
  const startMs = untilMs - count * periodMs;
  const series = await seriesOf(alarm, { startMs, untilMs }, context);
  return Array.from({ length: count }, (_, index) => {
    const atMs = untilMs - (index + 1) * periodMs;
    return { atMs, value: series.get(atMs) };
  });
}

async function seriesOf(
  { definition, key }: MetricAlarm,
  range: { readonly startMs: number; readonly untilMs: number },
  context: CloudWatchContext,
): Promise<ReadonlyMap<number, number>> {
  const results = await runQueries(queriesOf(definition), { ...range, isAlarm: true }, key, context);
  return results[0]?.series.points ?? new Map<number, number>();
}

function queriesOf(definition: MetricDefinition): readonly Decoded<MetricDataQuery>[] {
  const { Metrics, Namespace = "", MetricName = "", Dimensions = [], Period = 60, Unit } = definition;
  if (Metrics) return Metrics;
  const Stat = definition.ExtendedStatistic ?? definition.Statistic ?? "Average";
  const Metric = { Namespace, MetricName, Dimensions };
  return [{ Id: "m1", MetricStat: { Metric, Period, Stat, ...(Unit && { Unit }) } }];
}
