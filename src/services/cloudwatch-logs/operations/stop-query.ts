// StopQuery: one that has ended already is none to stop.
import type { Operation } from "../context.ts";
import { invalidParameter, queryNotFound } from "../errors.ts";

export const stopQuery: Operation<"StopQuery"> = async ({ queryId: id }, { account, region, context }) => {
  const key = { account, region, id };
  const query = await context.store.queries.find(key);
  if (!query) throw queryNotFound();
  // In public issue threads.
  if (!(await context.store.queries.end(key, { status: "Cancelled" })))
    throw invalidParameter(`Cannot stop the query because it is in ${query.status} state.`);
  return { success: true };
};
