// DeleteTable: the table is gone at once, its versions and partitions are deleted later.
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { dropTable, requireTable } from "../store/catalog.ts";

export const deleteTable: Operation<"DeleteTable"> = async ({ DatabaseName, Name, CatalogId }, call) => {
  const { context } = call;
  const scope = scopeOf(call, CatalogId);
  await context.keyvalue.transact(async (transaction) =>
    dropTable(context, transaction, scope, await requireTable(transaction, scope, DatabaseName, Name)),
  );
  return {};
};
