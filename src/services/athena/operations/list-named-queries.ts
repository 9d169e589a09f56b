// ListNamedQueries: the ids of a work group's saved queries, in pages.
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";
import { pageOf } from "../scope.ts";
import { namedQueryIds } from "../store/named-queries.ts";
import { readWorkGroup } from "../store/work-groups.ts";
import { PRIMARY } from "../work-group-configuration.ts";

export const listNamedQueries: Operation<"ListNamedQueries"> = async (input, call) => {
  const { name } = await readWorkGroup(call.context, call, input.WorkGroup ?? PRIMARY);
  const page = pageOf<string>(call, ["ListNamedQueries", name], input, PAGE_ENTRIES_MAX);
  const ids = await namedQueryIds(call.context.keyvalue, call, name, page.after, page.limit + 1);
  const NamedQueryIds = ids.slice(0, page.limit);
  const more = ids.length > page.limit;
  return { NamedQueryIds, ...(more && { NextToken: page.token(NamedQueryIds.at(-1) ?? "") }) };
};
