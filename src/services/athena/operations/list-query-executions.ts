// ListQueryExecutions: a work group's history, newest first, in pages.
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";
import { pageOf } from "../scope.ts";
import { historyOf, type HistoryPosition } from "../store/executions.ts";
import { readWorkGroup } from "../store/work-groups.ts";
import { PRIMARY } from "../work-group-configuration.ts";

export const listQueryExecutions: Operation<"ListQueryExecutions"> = async (input, call) => {
  const { name } = await readWorkGroup(call.context, call, input.WorkGroup ?? PRIMARY);
  const page = pageOf<HistoryPosition>(call, ["ListQueryExecutions", name], input, PAGE_ENTRIES_MAX);
  const found = await historyOf(call.context.keyvalue, call, name, page.after, page.limit + 1);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    QueryExecutionIds: shown.map(([, id]) => id),
    ...(found.length > page.limit && last && { NextToken: page.token(last) }),
  };
};
