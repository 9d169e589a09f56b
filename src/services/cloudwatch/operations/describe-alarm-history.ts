// DescribeAlarmHistory: what became of alarms within the last thirty days, in pages.
import type { AlarmHistoryItem } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../context.ts";
import { invalidNextToken } from "../errors.ts";
import { HISTORY_KEPT_MS, HISTORY_PAGE } from "../limits.ts";
import type { HistoryCursor, HistoryItem } from "../store/alarms.ts";

export const describeAlarmHistory: Operation<"DescribeAlarmHistory"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const isDescending = input.ScanBy !== "TimestampAscending";
  const listing = `cloudwatch.DescribeAlarmHistory/${account}/${region}/${isDescending}`;
  const after = input.NextToken === undefined ? undefined : host.paging.open<HistoryCursor>(listing, input.NextToken);
  if (input.NextToken !== undefined && !after) throw invalidNextToken();
  const types = input.AlarmTypes ?? ["MetricAlarm"];
  const fromMs = Math.max(input.StartDate?.getTime() ?? 0, host.clock.now() - HISTORY_KEPT_MS);
  const untilMs = input.EndDate?.getTime() ?? Infinity;
  const wanted = ({ alarm, isComposite, type, atMs }: HistoryItem): boolean =>
    atMs >= fromMs &&
    atMs <= untilMs &&
    (input.AlarmName === undefined ? types.includes(typeOf(isComposite)) : alarm === input.AlarmName) &&
    (input.HistoryItemType === undefined || type === input.HistoryItemType);
  const items: AlarmHistoryItem[] = [];
  let last: HistoryCursor | undefined;
  let hasMore = false;
  for await (const { cursor, ...item } of store.alarms.history({ account, region }, isDescending, after)) {
    if (!wanted(item)) continue;
    hasMore = items.length === (input.MaxRecords ?? HISTORY_PAGE);
    if (hasMore) break;
    last = cursor;
    items.push({
      AlarmName: item.alarm,
      AlarmType: typeOf(item.isComposite),
      Timestamp: new Date(item.atMs),
      HistoryItemType: item.type,
      HistorySummary: item.summary,
      HistoryData: item.data,
    });
  }
  return { AlarmHistoryItems: items, ...(hasMore && { NextToken: host.paging.seal(listing, last) }) };
};

const typeOf = (isComposite: boolean) => (isComposite ? "CompositeAlarm" : "MetricAlarm");
