// GetTable: one table's definition.
import type { Operation } from "../context.ts";
import { entityNotFound } from "../errors.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { tableView } from "../views.ts";

export const getTable: Operation<"GetTable"> = async ({ DatabaseName, Name, CatalogId, AttributesToGet }, call) => {
  const scope = scopeOf(call, CatalogId);
  const { database, table } = await requireTable(call.context.keyvalue, scope, DatabaseName, Name, entityNotFound);
  const view = tableView(table, database.input.Name, scope);
  const named = AttributesToGet?.length === 1 && AttributesToGet[0] === "NAME";
  return { Table: named ? { Name: view.Name, DatabaseName: view.DatabaseName } : view };
};
