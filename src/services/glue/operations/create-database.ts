// CreateDatabase: an empty database of a name that is free.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { databaseExists } from "../errors.ts";
import { folded, scopeOf } from "../scope.ts";
import { setTags } from "../store/tags.ts";
import { databases, within } from "../store/tables.ts";

export const createDatabase: Operation<"CreateDatabase"> = async ({ DatabaseInput, CatalogId, Tags }, call) => {
  const { keyvalue, clock } = call.context;
  const scope = scopeOf(call, CatalogId);
  const name = folded(DatabaseInput.Name);
  const row = { id: uuid(), input: { ...DatabaseInput, Name: name }, createTime: new Date(clock.now()) };
  await keyvalue.transact(async (transaction) => {
    const key = within(scope, name);
    if (await databases.get(transaction, key)) throw databaseExists();
    databases.put(transaction, key, row);
    if (Tags) setTags(transaction, scope, { kind: "database", name }, Tags);
  });
  return {};
};
