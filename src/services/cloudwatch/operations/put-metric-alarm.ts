// PutMetricAlarm: makes an alarm or gives it another definition; its state stays.
import { uuid } from "../../../kit/ids.ts";
import { initialState, type MetricDefinition } from "../alarm.ts";
import { isComparison } from "../alarm-evaluation.ts";
import type { Operation } from "../context.ts";
import { configured } from "../configured.ts";
import {
  invalidCombination,
  missingParameter,
  mutuallyExclusive,
  notBuilt,
  spanTooLong,
  validation,
  valueIs,
} from "../errors.ts";
import { periodOf } from "../evaluate-alarm.ts";
import { ALARM_LONG_SPAN_MAX_SECONDS, ALARM_SPAN_MAX_SECONDS } from "../limits.ts";
import { checkQueries } from "../queries.ts";
import { statisticOf } from "../statistic.ts";

export const putMetricAlarm: Operation<"PutMetricAlarm"> = async (input, { account, region, context }) => {
  check(input);
  const key = { account, region, name: input.AlarmName };
  const nowMs = context.host.clock.now();
  await context.store.alarms.change(key, (row) => ({
    row: {
      kind: "metric",
      id: row?.kind === "metric" ? row.id : uuid(),
      definition: input,
      configuredMs: nowMs,
      actionsEnabled: input.ActionsEnabled ?? true,
      state: row?.state ?? initialState(nowMs),
      // Documented: tags are set when the alarm is made, and not changed here.
      tags: row?.tags ?? Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    },
    items: [configured(input.AlarmName, false, row ? "updated" : "created", nowMs)],
  }));
  return {};
};

/** Errors: ValidationError and others. */
function check(input: MetricDefinition): void {
  const { Metrics, MetricName, Namespace, EvaluationPeriods: periods, DatapointsToAlarm: toAlarm } = input;
  const newer = [input.EvaluationWindow, input.WarmUpConfiguration, input.EvaluationCriteria, input.EvaluationInterval];
  if (newer.some((member) => member !== undefined))
    throw notBuilt("Windows, warm-up, criteria and intervals of evaluation are not built.");
  if (input.ThresholdMetricId !== undefined) throw notBuilt("Alarms on anomaly detection are not built.");
  if (Metrics && MetricName !== undefined) throw mutuallyExclusive("MetricName", "Metrics");
  if (!Metrics && (MetricName === undefined || Namespace === undefined))
    throw missingParameter(MetricName === undefined ? "MetricName" : "Namespace");
  if (periods === undefined) throw missingParameter("EvaluationPeriods");
  if (input.ComparisonOperator === undefined) throw missingParameter("ComparisonOperator");
  if (!isComparison(input.ComparisonOperator)) throw notBuilt("Alarms on anomaly detection are not built.");
  if (input.Threshold === undefined) throw missingParameter("Threshold");
  if (toAlarm !== undefined && toAlarm > periods)
    throw validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
  if (Metrics) {
    checkQueries(Metrics);
    if (Metrics.filter(({ ReturnData }) => ReturnData !== false).length !== 1)
      throw validation("Exactly one element of the metrics list should return data.");
  } else checkMetric(input);
  const seconds = periodOf(input);
  const longest = seconds >= 3600 ? ALARM_LONG_SPAN_MAX_SECONDS : ALARM_SPAN_MAX_SECONDS;
  if (seconds * periods > longest) throw spanTooLong(longest);
  const actions = [input.OKActions, input.AlarmActions, input.InsufficientDataActions].flatMap((list) => list ?? []);
  const strange = actions.find((action) => !action.startsWith("arn:"));
  // In public issue threads.
  if (strange !== undefined) throw validation(`Invalid arn syntax: ${strange}`);
}

function checkMetric({ Statistic, ExtendedStatistic, Period }: MetricDefinition): void {
  if (Statistic !== undefined && ExtendedStatistic !== undefined)
    throw mutuallyExclusive("Statistic", "ExtendedStatistic");
  if (Statistic === undefined && ExtendedStatistic === undefined)
    throw invalidCombination("Must specify either Statistic or ExtendedStatistic");
  if (ExtendedStatistic !== undefined && !statisticOf(ExtendedStatistic))
    throw valueIs(ExtendedStatistic, "ExtendedStatistic");
  if (Period === undefined) throw missingParameter("Period");
  if (![10, 20, 30].includes(Period) && Period % 60 !== 0) throw valueIs(Period, "Period");
}
