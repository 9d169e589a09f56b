// DeleteDashboards: all that are named, or none when one is not there.
import type { Operation } from "../context.ts";
import { dashboardNotFound } from "../errors.ts";

export const deleteDashboards: Operation<"DeleteDashboards"> = async (input, { account, context }) => {
  const [missing] = await context.store.dashboards.remove(account, input.DashboardNames);
  if (missing !== undefined) throw dashboardNotFound(missing);
  return {};
};
