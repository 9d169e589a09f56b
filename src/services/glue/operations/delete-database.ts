// DeleteDatabase: the database is gone at once, its tables and partitions are deleted later.
import type { Operation } from "../context.ts";
import { folded, scopeOf } from "../scope.ts";
import { collectLater, requireDatabase } from "../store/catalog.ts";
import { databases, within } from "../store/tables.ts";
import { dropTags } from "../store/tags.ts";

export const deleteDatabase: Operation<"DeleteDatabase"> = async ({ Name, CatalogId }, call) => {
  const { context } = call;
  const scope = scopeOf(call, CatalogId);
  await context.keyvalue.transact(async (transaction) => {
    const { id } = await requireDatabase(transaction, scope, Name);
    databases.delete(transaction, within(scope, folded(Name)));
    dropTags(transaction, scope, { kind: "database", name: folded(Name) });
    await collectLater(context, transaction, { ...scope, kind: "database", id });
  });
  return {};
};
