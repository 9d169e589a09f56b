// UpdateDatabase: replaces a database's definition; its name stays.
import type { Operation } from "../context.ts";
import { folded, scopeOf } from "../scope.ts";
import { requireDatabase } from "../store/catalog.ts";
import { databases, within } from "../store/tables.ts";

export const updateDatabase: Operation<"UpdateDatabase"> = async ({ Name, DatabaseInput, CatalogId }, call) => {
  const scope = scopeOf(call, CatalogId);
  await call.context.keyvalue.transact(async (transaction) => {
    const database = await requireDatabase(transaction, scope, Name);
    const input = { ...DatabaseInput, Name: folded(Name) };
    databases.put(transaction, within(scope, input.Name), { ...database, input });
  });
  return {};
};
