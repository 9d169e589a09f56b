// ListDashboards: by their names, in pages.
import type { DashboardEntry } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../context.ts";
import { dashboardArn } from "../dashboard.ts";
import { invalidNextToken } from "../errors.ts";
import { DASHBOARDS_PAGE } from "../limits.ts";

export const listDashboards: Operation<"ListDashboards"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const listing = `cloudwatch.ListDashboards/${account}`;
  const after = input.NextToken === undefined ? undefined : host.paging.open<string>(listing, input.NextToken);
  if (input.NextToken !== undefined && after === undefined) throw invalidNextToken();
  const entries: DashboardEntry[] = [];
  let hasMore = false;
  for await (const { name, body, modifiedMs } of store.dashboards.list(account, after)) {
    if (!name.startsWith(input.DashboardNamePrefix ?? "")) continue;
    hasMore = entries.length === DASHBOARDS_PAGE;
    if (hasMore) break;
    entries.push({
      DashboardName: name,
      DashboardArn: dashboardArn({ account, region }, name),
      LastModified: new Date(modifiedMs),
      Size: Buffer.byteLength(body),
    });
  }
  return {
    DashboardEntries: entries,
    ...(hasMore && { NextToken: host.paging.seal(listing, entries.at(-1)?.DashboardName) }),
  };
};
