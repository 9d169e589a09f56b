// GetDashboard.
import type { Operation } from "../context.ts";
import { dashboardArn } from "../dashboard.ts";
import { dashboardNotFound } from "../errors.ts";

export const getDashboard: Operation<"GetDashboard"> = async (
  { DashboardName: name },
  { account, region, context },
) => {
  const dashboard = await context.store.dashboards.find(account, name);
  if (!dashboard) throw dashboardNotFound(name);
  return { DashboardArn: dashboardArn({ account, region }, name), DashboardBody: dashboard.body, DashboardName: name };
};
