// What each operation of CloudWatch must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call } from "../../kit/service.ts";
import { alarmArn, type AlarmKey, alarmKeyOf } from "./alarm.ts";
import type { CloudWatchContext, Sdk } from "./context.ts";
import { dashboardArn } from "./dashboard.ts";

type CloudWatchCall = Call<CloudWatchContext>;
type Tags = Readonly<Record<string, string>>;

const onNothing = (action: string) => (): AccessNeed => ({ action: `cloudwatch:${action}`, resource: "*" });

/** One that does not exist needs the permission all the same. */
async function onAlarm(
  action: string,
  key: AlarmKey,
  { context }: CloudWatchCall,
  requestTags?: Tags,
): Promise<AccessNeed> {
  const alarm = await context.store.alarms.find(key);
  return {
    action: `cloudwatch:${action}`,
    resource: alarmArn(key),
    resourceTags: alarm?.tags ?? {},
    ...(requestTags && { requestTags }),
  };
}

const named =
  (action: string) =>
  ({ AlarmName: name }: { readonly AlarmName: string }, call: CloudWatchCall): Promise<AccessNeed> =>
    onAlarm(action, { account: call.account, region: call.region, name }, call);

const eachNamed =
  (action: string) =>
  ({ AlarmNames: names }: { readonly AlarmNames: readonly string[] }, call: CloudWatchCall): Promise<AccessNeed[]> =>
    Promise.all(names.map((name) => onAlarm(action, { account: call.account, region: call.region, name }, call)));

interface Made {
  readonly AlarmName: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
}

const tagsOf = (tags: Made["Tags"]): Tags | undefined =>
  tags && Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

/** Documented: tags need cloudwatch:TagResource, too. */
const made =
  (action: string) =>
  async ({ AlarmName: name, Tags: tags }: Made, call: CloudWatchCall): Promise<AccessNeed[]> => {
    const key = { account: call.account, region: call.region, name };
    const requestTags = tagsOf(tags);
    const needs = [await onAlarm(action, key, call, requestTags)];
    if (requestTags) needs.push(await onAlarm("TagResource", key, call, requestTags));
    return needs;
  };

const onDashboard = (action: string, call: CloudWatchCall, name: string): AccessNeed => ({
  action: `cloudwatch:${action}`,
  resource: dashboardArn(call, name),
});

const withoutValues = (keys: readonly string[]): Tags => Object.fromEntries(keys.map((key) => [key, ""]));

export const access: AccessTable<Sdk, CloudWatchContext> = {
  DeleteAlarms: eachNamed("DeleteAlarms"),
  DeleteDashboards: (input, call) => input.DashboardNames.map((name) => onDashboard("DeleteDashboards", call, name)),
  DescribeAlarmHistory: onNothing("DescribeAlarmHistory"),
  DescribeAlarms: onNothing("DescribeAlarms"),
  DescribeAlarmsForMetric: onNothing("DescribeAlarmsForMetric"),
  DisableAlarmActions: eachNamed("DisableAlarmActions"),
  EnableAlarmActions: eachNamed("EnableAlarmActions"),
  GetDashboard: ({ DashboardName: name }, call) => onDashboard("GetDashboard", call, name),
  GetMetricData: onNothing("GetMetricData"),
  GetMetricStatistics: onNothing("GetMetricStatistics"),
  ListDashboards: onNothing("ListDashboards"),
  ListMetrics: onNothing("ListMetrics"),
  ListTagsForResource: ({ ResourceARN: arn }, call) => onAlarm("ListTagsForResource", alarmKeyOf(arn, call), call),
  PutCompositeAlarm: made("PutCompositeAlarm"),
  PutDashboard: ({ DashboardName: name }, call) => onDashboard("PutDashboard", call, name),
  PutMetricAlarm: made("PutMetricAlarm"),
  PutMetricData: ({ Namespace: namespace }) => ({
    action: "cloudwatch:PutMetricData",
    resource: "*",
    context: { "cloudwatch:namespace": namespace },
  }),
  SetAlarmState: named("SetAlarmState"),
  TagResource: ({ ResourceARN: arn, Tags: tags }, call) =>
    onAlarm("TagResource", alarmKeyOf(arn, call), call, tagsOf(tags)),
  UntagResource: ({ ResourceARN: arn, TagKeys: keys }, call) =>
    onAlarm("UntagResource", alarmKeyOf(arn, call), call, withoutValues(keys)),
};
