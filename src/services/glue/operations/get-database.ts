// GetDatabase: one database's definition.
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { requireDatabase } from "../store/catalog.ts";
import { databaseView } from "../views.ts";

export const getDatabase: Operation<"GetDatabase"> = async ({ Name, CatalogId }, call) => {
  const scope = scopeOf(call, CatalogId);
  return { Database: databaseView(await requireDatabase(call.context.keyvalue, scope, Name), scope) };
};
