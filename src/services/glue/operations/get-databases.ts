// GetDatabases: the catalog's databases by name, in pages.
import type { Database } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { pageOf, scopeOf } from "../scope.ts";
import { databases, within } from "../store/tables.ts";
import { databaseView } from "../views.ts";

export const getDatabases: Operation<"GetDatabases"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  // Nothing is shared between accounts here.
  if (input.ResourceShareType === "FOREIGN" || input.ResourceShareType === "FEDERATED") return { DatabaseList: [] };
  const page = pageOf<string>(call, ["GetDatabases"], input, PAGE_ENTRIES.databases);
  const namesOnly = input.AttributesToGet?.length === 1 && input.AttributesToGet[0] === "NAME";
  const prefix = within(scope);
  const after = page.after === undefined ? {} : { after: [...prefix, page.after] };
  const found: Database[] = [];
  for await (const { row } of databases.scan(call.context.keyvalue, { prefix, ...after, limit: page.limit + 1 })) {
    if (found.length === page.limit) return { DatabaseList: found, NextToken: page.token(found.at(-1)?.Name ?? "") };
    found.push(namesOnly ? { Name: row.input.Name } : databaseView(row, scope));
  }
  return { DatabaseList: found };
};
