// DeleteTableVersion: forgets an archived version of a table.
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { deleteVersion } from "../store/versions.ts";

export const deleteTableVersion: Operation<"DeleteTableVersion"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  await call.context.keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    await deleteVersion(transaction, scope, table, input.VersionId);
  });
  return {};
};
