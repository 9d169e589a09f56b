// StartQuery: a query of Logs Insights, which runs as a job.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { invalidParameter, notBuiltHere, queriedGroupNotFound } from "../errors.ts";
import { queryOf } from "../insights/stored-query.ts";
import { QUERIED_GROUPS_MAX, QUERY_ROWS_MAX } from "../limits.ts";
import { queriedGroups } from "../queried-groups.ts";

export const startQuery: Operation<"StartQuery"> = async (input, call) => {
  const { account, region, requestId, context } = call;
  const { queryString: text, startTime, endTime, queryLanguage = "CWLI" } = input;
  if (queryLanguage !== "CWLI") throw notBuiltHere("Queries in SQL and PPL are not built.");
  const query = queryOf(text);
  const keys = queriedGroups(input, call);
  if (keys.length === 0 || keys.length > QUERIED_GROUPS_MAX)
    throw invalidParameter(`Between 1 and ${QUERIED_GROUPS_MAX} log groups must be specified.`);
  for (const key of keys)
    if (!(await context.store.groups.find(key))) throw queriedGroupNotFound(key.name, account, requestId);
  // In public issue threads.
  if (endTime < startTime) throw invalidParameter("End time should not be less than start time.");
  const id = uuid();
  await context.store.queries.create(
    { account, region, id },
    {
      text,
      groups: keys.map(({ name }) => name),
      // Documented: in seconds, both inclusive.
      fromMs: startTime * 1000,
      untilMs: (endTime + 1) * 1000,
      limit: Math.min(query.limit ?? input.limit ?? QUERY_ROWS_MAX, QUERY_ROWS_MAX),
      status: "Scheduled",
      createdMs: context.host.clock.now(),
      statistics: { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 },
      rows: [],
    },
  );
  return { queryId: id };
};
