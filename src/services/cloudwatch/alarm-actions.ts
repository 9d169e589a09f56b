// What an alarm does when it comes into a state: functions that it invokes.
import type { ServiceHost } from "../../engines/host.ts";
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";
import type { Caller } from "../../kit/service.ts";
import { type Alarm, alarmArn, type AlarmState } from "./alarm.ts";
import { awsTime } from "./aws-time.ts";

/** Documented. */
const INVOKER = "lambda.alarms.cloudwatch.amazonaws.com";
const asInvoker: Caller = { kind: "service", account: "", arn: INVOKER, userId: INVOKER, accessKeyId: undefined };

/** Why it failed; undefined when it was taken. */
export async function runAction(
  host: ServiceHost,
  alarm: Alarm,
  previous: AlarmState,
  action: string,
): Promise<string | undefined> {
  const { service, account = "", region = "" } = parseArn(action) ?? {};
  if (service !== "lambda") return `Forebay does not have actions of ${service ?? action} yet.`;
  const Payload = Buffer.from(JSON.stringify(eventOf(alarm, previous))) as never;
  const input = { FunctionName: action, InvocationType: "Event", Payload } as const;
  const source = { arn: alarmArn(alarm.key), account: alarm.key.account };
  try {
    await host.peers.call("lambda", "Invoke", input, { account, region, principal: asInvoker, source });
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** Recorded in LocalStack's snapshots. */
function eventOf(alarm: Alarm, previous: AlarmState): object {
  const { key, state, definition } = alarm;
  return {
    source: "aws.cloudwatch",
    alarmArn: alarmArn(key),
    accountId: key.account,
    time: awsTime(state.updatedMs),
    region: key.region,
    alarmData: {
      alarmName: key.name,
      state: stateOf(state),
      previousState: stateOf(previous),
      configuration: {
        ...(definition.AlarmDescription !== undefined && { description: definition.AlarmDescription }),
        ...(alarm.kind === "composite" ? { alarmRule: alarm.definition.AlarmRule } : { metrics: metricsOf(alarm) }),
      },
    },
  };
}

const stateOf = ({ value, reason, reasonData, updatedMs }: AlarmState) => ({
  value,
  reason,
  ...(reasonData !== undefined && { reasonData }),
  timestamp: awsTime(updatedMs),
});

function metricsOf({ definition }: Extract<Alarm, { kind: "metric" }>): object[] {
  if (!definition.Metrics) {
    const { Namespace: namespace, MetricName: name, Dimensions = [], Period: period, Unit: unit } = definition;
    const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
    const stat = definition.ExtendedStatistic ?? definition.Statistic;
    const metricStat = { metric: { namespace, name, dimensions }, period, stat, ...(unit && { unit }) };
    return [{ id: uuid(), metricStat, returnData: true }];
  }
  return definition.Metrics.map(({ Id: id, Expression: expression, Label: label, MetricStat, ReturnData = true }) => ({
    id,
    ...(expression !== undefined && { expression }),
    ...(label !== undefined && { label }),
    ...(MetricStat && {
      metricStat: {
        metric: {
          namespace: MetricStat.Metric.Namespace,
          name: MetricStat.Metric.MetricName,
          dimensions: Object.fromEntries((MetricStat.Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
        },
        period: MetricStat.Period,
        stat: MetricStat.Stat,
      },
    }),
    returnData: ReturnData,
  }));
}
