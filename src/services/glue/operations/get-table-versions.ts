// GetTableVersions: a table's versions, the newest first, in pages.
import type { TableVersion } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { pageOf, scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { scanVersions } from "../store/versions.ts";
import { tableView } from "../views.ts";

export const getTableVersions: Operation<"GetTableVersions"> = async (input, call) => {
  const { keyvalue } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  const { database, table } = await requireTable(keyvalue, scope, input.DatabaseName, input.TableName);
  const page = pageOf<number>(call, ["GetTableVersions", table.id], input, PAGE_ENTRIES.tableVersions);
  const found: TableVersion[] = [];
  for await (const version of scanVersions(keyvalue, scope, table, page.after)) {
    if (found.length === page.limit) {
      return { TableVersions: found, NextToken: page.token(Number(found.at(-1)?.VersionId)) };
    }
    found.push({ Table: tableView(version, database.input.Name, scope), VersionId: String(version.version) });
  }
  return { TableVersions: found };
};
