// GetTableVersion: a table as it was in one of its versions; the newest without a number.
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { requireVersion } from "../store/versions.ts";
import { tableView } from "../views.ts";

export const getTableVersion: Operation<"GetTableVersion"> = async (input, call) => {
  const { keyvalue } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  const { database, table } = await requireTable(keyvalue, scope, input.DatabaseName, input.TableName);
  const version = await requireVersion(keyvalue, scope, table, input.VersionId);
  return {
    TableVersion: { Table: tableView(version, database.input.Name, scope), VersionId: String(version.version) },
  };
};
