// UpdateTable: replaces a table's definition and keeps the one before as a version.
import type { Operation } from "../context.ts";
import { invalidInput, notBuilt, staleVersion } from "../errors.ts";
import { scopeOf } from "../scope.ts";
import { archiveTable, putTable, requireTable } from "../store/catalog.ts";
import { storedTableInput } from "../views.ts";

export const updateTable: Operation<"UpdateTable"> = async (request, call) => {
  const { keyvalue, clock } = call.context;
  const scope = scopeOf(call, request.CatalogId);
  const { TableInput, VersionId, SkipArchive = false } = request;
  if (request.UpdateOpenTableFormatInput || request.ViewUpdateAction) {
    throw notBuilt("Changing Iceberg metadata or a multi-dialect view through UpdateTable");
  }
  if (TableInput === undefined) throw invalidInput("TableInput must be provided");
  const input = storedTableInput(TableInput);
  await keyvalue.transact(async (transaction) => {
    const { database, table } = await requireTable(transaction, scope, request.DatabaseName, input.Name);
    if (VersionId !== undefined && VersionId !== String(table.version)) throw staleVersion();
    if (!SkipArchive) archiveTable(transaction, scope, table);
    putTable(transaction, scope, database, {
      ...table,
      input,
      version: table.version + 1,
      updateTime: new Date(clock.now()),
    });
  });
  return {};
};
