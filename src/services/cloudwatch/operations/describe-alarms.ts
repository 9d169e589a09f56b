// DescribeAlarms: by names, prefix, state or action, in pages.
import type { Operation } from "../context.ts";
import {
  type Alarm,
  actionsOf,
  alarmKeyOf,
  describeCompositeAlarm,
  describeMetricAlarm,
  type AlarmKey,
} from "../alarm.ts";
import { parseAlarmRule } from "../alarm-rule.ts";
import { invalidNextToken, mutuallyExclusive } from "../errors.ts";
import { ALARMS_PAGE } from "../limits.ts";

export const describeAlarms: Operation<"DescribeAlarms"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const { AlarmNames: names, AlarmNamePrefix: prefix = "", AlarmTypes: types = ["MetricAlarm"] } = input;
  if (names && input.AlarmNamePrefix !== undefined) throw mutuallyExclusive("AlarmNames", "AlarmNamePrefix");
  const listing = `cloudwatch.DescribeAlarms/${account}/${region}`;
  const after = input.NextToken === undefined ? undefined : host.paging.open<string>(listing, input.NextToken);
  if (input.NextToken !== undefined && after === undefined) throw invalidNextToken();
  const family = await familyOf(input, { account, region, name: "" }, store.alarms);
  const wanted = (alarm: Alarm): boolean =>
    // Recorded: without types, composite alarms come when they are asked for by name.
    (types.includes(alarm.kind === "metric" ? "MetricAlarm" : "CompositeAlarm") ||
      (names !== undefined && !input.AlarmTypes)) &&
    alarm.key.name.startsWith(prefix) &&
    (names?.includes(alarm.key.name) ?? true) &&
    (family?.has(alarm.key.name) ?? true) &&
    (input.StateValue === undefined || alarm.state.value === input.StateValue) &&
    (input.ActionPrefix === undefined || hasAction(alarm, input.ActionPrefix));
  const page: Alarm[] = [];
  let hasMore = false;
  for await (const alarm of store.alarms.list({ account, region }, after)) {
    if (!wanted(alarm)) continue;
    hasMore = page.length === (input.MaxRecords ?? ALARMS_PAGE);
    if (hasMore) break;
    page.push(alarm);
  }
  return {
    MetricAlarms: page.flatMap((alarm) => (alarm.kind === "metric" ? [describeMetricAlarm(alarm)] : [])),
    CompositeAlarms: page.flatMap((alarm) => (alarm.kind === "composite" ? [describeCompositeAlarm(alarm)] : [])),
    ...(hasMore && { NextToken: host.paging.seal(listing, page.at(-1)?.key.name) }),
  };
};

const hasAction = (alarm: Alarm, prefix: string): boolean =>
  (["OK", "ALARM", "INSUFFICIENT_DATA"] as const).some((value) =>
    actionsOf(alarm, value).some((action) => action.startsWith(prefix)),
  );

interface Family {
  readonly ChildrenOfAlarmName?: string | undefined;
  readonly ParentsOfAlarmName?: string | undefined;
}

/** The names that a request for children or parents leaves; undefined: all. */
async function familyOf(
  { ChildrenOfAlarmName: parent, ParentsOfAlarmName: child }: Family,
  place: AlarmKey,
  alarms: { list(place: AlarmKey): AsyncIterable<Alarm> },
): Promise<ReadonlySet<string> | undefined> {
  if (parent === undefined && child === undefined) return undefined;
  const found = new Set<string>();
  for await (const alarm of alarms.list(place)) {
    if (alarm.kind !== "composite") continue;
    const names = (parseAlarmRule(alarm.definition.AlarmRule)?.alarms ?? []).map(
      (text) => alarmKeyOf(text, place).name,
    );
    if (alarm.key.name === parent) for (const name of names) found.add(name);
    if (child !== undefined && names.includes(child)) found.add(alarm.key.name);
  }
  return found;
}
