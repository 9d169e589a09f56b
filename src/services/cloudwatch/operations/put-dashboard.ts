// PutDashboard.
import type { Operation } from "../context.ts";
import { invalidDashboard, invalidDashboardName } from "../errors.ts";

export const putDashboard: Operation<"PutDashboard"> = async (input, { account, context }) => {
  const { DashboardName: name, DashboardBody: body } = input;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw invalidDashboardName();
  check(body);
  await context.store.dashboards.put(account, { name, body, modifiedMs: context.host.clock.now() });
  return { DashboardValidationMessages: [] };
};

/** Errors: InvalidParameterInput. */
function check(body: string): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw invalidDashboard("The field DashboardBody must be a valid JSON object");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw invalidDashboard("The field DashboardBody must be a valid JSON object");
  if ("widgets" in parsed && !Array.isArray(parsed.widgets)) throw invalidDashboard("Should be array, path: /widgets");
}
