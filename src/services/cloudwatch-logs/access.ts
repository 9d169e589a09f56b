// What each operation of CloudWatch Logs must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable, ContextValue } from "../../kit/access.ts";
import { formatArn } from "../../kit/arn.ts";
import type { Call } from "../../kit/service.ts";
import type { LogsContext, Sdk } from "./context.ts";
import { targetOf } from "./destination.ts";
import { groupArn, type GroupKey, groupKey, keyOfIdentifier, type Named, type Place } from "./group.ts";
import { pointerParts } from "./insights/event-row.ts";
import { identifiedGroup } from "./kms-association.ts";
import { queriedGroups } from "./queried-groups.ts";
import { joinedPolicies } from "./resource-policy.ts";
import { keyOfTagged } from "./tags.ts";

type LogsCall = Call<LogsContext>;
type Tags = Readonly<Record<string, string>>;

const onNothing = (action: string) => (): AccessNeed => ({ action: `logs:${action}`, resource: "*" });

const onAll = (action: string, { account, region }: Place): AccessNeed => ({
  action: `logs:${action}`,
  resource: formatArn({ service: "logs", region, account, resource: "log-group:*" }),
});

interface Rest {
  readonly requestTags?: Tags | undefined;
  readonly context?: Readonly<Record<string, ContextValue | undefined>>;
}

/**
 * In public issue threads: denials name a group as `log-group:NAME:log-stream:`, which policies for `log-group:NAME:*` let
 * through, as documented for all but tags.
 */
async function onGroup(action: string, key: GroupKey, { context }: LogsCall, rest: Rest = {}): Promise<AccessNeed> {
  return need(action, `${groupArn(key)}:log-stream:`, key, context, rest);
}

async function need(
  action: string,
  resource: string,
  key: GroupKey,
  { store }: LogsContext,
  rest: Rest,
): Promise<AccessNeed> {
  const group = await store.groups.find(key);
  const { requestTags, context } = rest;
  return {
    action: `logs:${action}`,
    resource,
    resourceTags: group?.tags ?? {},
    ...(requestTags && { requestTags }),
    ...(context && { context }),
    resourcePolicy: { document: joinedPolicies(await store.policies.list(key)), mode: "either" },
  };
}

const named =
  (action: string) =>
  ({ logGroupName: name }: { readonly logGroupName: string }, call: LogsCall): Promise<AccessNeed> =>
    onGroup(action, { account: call.account, region: call.region, name }, call);

const identified =
  (action: string) =>
  (input: Named, call: LogsCall): Promise<AccessNeed> =>
    onGroup(action, groupKey(input, call), call);

/** On one stream of a group. */
async function onStream(
  action: string,
  input: Named & { readonly logStreamName: string },
  call: LogsCall,
): Promise<AccessNeed> {
  const key = groupKey(input, call);
  return need(action, `${groupArn(key)}:log-stream:${input.logStreamName}`, key, call.context, {});
}

/** Documented: tags are on the group's ARN itself. */
const onTags = (action: string, key: GroupKey, { context }: LogsCall, requestTags?: Tags): Promise<AccessNeed> =>
  need(action, groupArn(key), key, context, { requestTags });

const withoutValues = (keys: readonly string[]): Tags => Object.fromEntries(keys.map((key) => [key, ""]));

export const access: AccessTable<Sdk, LogsContext> = {
  AssociateKmsKey: (input, call) => onGroup("AssociateKmsKey", identifiedGroup(input, call), call),
  CreateLogGroup: async ({ logGroupName: name, tags: requestTags }, call) => {
    const key = { account: call.account, region: call.region, name };
    const created = await onGroup("CreateLogGroup", key, call, { requestTags });
    // Documented: tags need logs:TagResource, too.
    return requestTags ? [created, await onTags("TagResource", key, call, requestTags)] : created;
  },
  CreateLogStream: (input, call) => onStream("CreateLogStream", input, call),
  DeleteLogGroup: named("DeleteLogGroup"),
  DeleteLogStream: (input, call) => onStream("DeleteLogStream", input, call),
  DeleteMetricFilter: named("DeleteMetricFilter"),
  DeleteResourcePolicy: onNothing("DeleteResourcePolicy"),
  DeleteRetentionPolicy: named("DeleteRetentionPolicy"),
  DeleteSubscriptionFilter: named("DeleteSubscriptionFilter"),
  DescribeLogGroups: (_, call) => onAll("DescribeLogGroups", call),
  DescribeLogStreams: identified("DescribeLogStreams"),
  DescribeMetricFilters: ({ logGroupName: name }, call) =>
    name === undefined
      ? onAll("DescribeMetricFilters", call)
      : onGroup("DescribeMetricFilters", { account: call.account, region: call.region, name }, call),
  DescribeResourcePolicies: onNothing("DescribeResourcePolicies"),
  DescribeSubscriptionFilters: named("DescribeSubscriptionFilters"),
  DisassociateKmsKey: (input, call) => onGroup("DisassociateKmsKey", identifiedGroup(input, call), call),
  FilterLogEvents: identified("FilterLogEvents"),
  DescribeQueries: (_, call) => onAll("DescribeQueries", call),
  GetLogRecord: async (input, call) => {
    const { logGroup: name } = pointerParts(input.logRecordPointer ?? "") ?? {};
    if (name === undefined) return onAll("GetLogRecord", call);
    return onGroup("GetLogRecord", { account: call.account, region: call.region, name }, call);
  },
  GetQueryResults: onNothing("GetQueryResults"),
  StartQuery: (input, call) => Promise.all(queriedGroups(input, call).map((key) => onGroup("StartQuery", key, call))),
  StopQuery: onNothing("StopQuery"),
  GetLogEvents: (input, call) => onStream("GetLogEvents", input, call),
  ListLogGroups: (_, call) => onAll("ListLogGroups", call),
  ListTagsForResource: (input, call) => onTags("ListTagsForResource", keyOfTagged(input.resourceArn, call), call),
  ListTagsLogGroup: named("ListTagsLogGroup"),
  PutLogEvents: (input, call) => onStream("PutLogEvents", input, call),
  PutLogGroupDeletionProtection: (input, call) =>
    onGroup("PutLogGroupDeletionProtection", keyOfIdentifier(input.logGroupIdentifier, call), call),
  PutMetricFilter: named("PutMetricFilter"),
  PutResourcePolicy: onNothing("PutResourcePolicy"),
  PutRetentionPolicy: named("PutRetentionPolicy"),
  PutSubscriptionFilter: async ({ logGroupName: name, destinationArn, roleArn }, call) => {
    const key = { account: call.account, region: call.region, name };
    const context = { "logs:DestinationArn": destinationArn };
    const filter = await onGroup("PutSubscriptionFilter", key, call, { context });
    if (roleArn === undefined || targetOf(destinationArn)?.vendor === "lambda") return filter;
    const passed = { "iam:PassedToService": "logs.amazonaws.com", "iam:AssociatedResourceArn": groupArn(key) };
    return [filter, { action: "iam:PassRole", resource: roleArn, context: passed }];
  },
  TagLogGroup: (input, call) =>
    onTags("TagLogGroup", { account: call.account, region: call.region, name: input.logGroupName }, call, input.tags),
  TagResource: (input, call) => onTags("TagResource", keyOfTagged(input.resourceArn, call), call, input.tags),
  TestMetricFilter: onNothing("TestMetricFilter"),
  UntagLogGroup: (input, call) =>
    onTags(
      "UntagLogGroup",
      { account: call.account, region: call.region, name: input.logGroupName },
      call,
      withoutValues(input.tags),
    ),
  UntagResource: (input, call) =>
    onTags("UntagResource", keyOfTagged(input.resourceArn, call), call, withoutValues(input.tagKeys)),
};
