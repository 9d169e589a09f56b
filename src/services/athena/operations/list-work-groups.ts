// ListWorkGroups: the groups by name, in pages.
import type { WorkGroupSummary } from "@aws-sdk/client-athena";
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";
import { pageOf } from "../scope.ts";
import type { WorkGroupRow } from "../store/rows.ts";
import { within, workGroups } from "../store/tables.ts";
import { readWorkGroup } from "../store/work-groups.ts";
import { PRIMARY } from "../work-group-configuration.ts";

export const listWorkGroups: Operation<"ListWorkGroups"> = async (input, call) => {
  await readWorkGroup(call.context, call, PRIMARY);
  const page = pageOf<string>(call, ["ListWorkGroups"], input, PAGE_ENTRIES_MAX);
  const prefix = within(call);
  const after = page.after === undefined ? {} : { after: [...prefix, page.after] };
  const found: WorkGroupSummary[] = [];
  for await (const { row } of workGroups.scan(call.context.keyvalue, { prefix, ...after, limit: page.limit + 1 })) {
    if (found.length === page.limit) return { WorkGroups: found, NextToken: page.token(found.at(-1)?.Name ?? "") };
    found.push(summary(row));
  }
  return { WorkGroups: found };
};

const summary = (row: WorkGroupRow): WorkGroupSummary => ({
  Name: row.name,
  State: row.state,
  Description: row.description,
  CreationTime: row.creationTime,
  EngineVersion: row.configuration.EngineVersion,
});
