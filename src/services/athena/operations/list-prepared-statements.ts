// ListPreparedStatements: a work group's prepared statements by name, in pages.
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";
import { pageOf } from "../scope.ts";
import { listedStatements } from "../store/prepared-statements.ts";
import { readWorkGroup } from "../store/work-groups.ts";

export const listPreparedStatements: Operation<"ListPreparedStatements"> = async (input, call) => {
  const { name: workGroup } = await readWorkGroup(call.context, call, input.WorkGroup);
  const page = pageOf<string>(call, ["ListPreparedStatements", workGroup], input, PAGE_ENTRIES_MAX);
  const rows = await listedStatements(call.context.keyvalue, call, workGroup, page.after, page.limit + 1);
  const shown = rows.slice(0, page.limit);
  return {
    PreparedStatements: shown.map(({ name, lastModifiedTime }) => ({
      StatementName: name,
      LastModifiedTime: lastModifiedTime,
    })),
    ...(rows.length > page.limit && { NextToken: page.token(shown.at(-1)?.name ?? "") }),
  };
};
