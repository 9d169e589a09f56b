// DeleteTable: a table in DELETING, which a timer empties and takes away.
import type { Operation } from "../context.ts";
import { describeTable } from "../description.ts";
import { deletionProtected, tableBeing } from "../errors.ts";
import { tableKey } from "../table.ts";
import { deletion } from "../timers.ts";

export const deleteTable: Operation<"DeleteTable"> = async (input, call) => {
  const { store, clock } = call.context;
  const key = tableKey(input.TableName, call);
  await store.change(key, (row) => {
    if (row.deletionProtected) throw deletionProtected(key.name);
    if (row.status === "CREATING") throw tableBeing("created", key.name);
    if (row.status === "UPDATING") throw tableBeing("updated", key.name);
    if (row.status === "DELETING") throw tableBeing("deleted", key.name);
    return { row: { ...row, status: "DELETING" }, timers: [deletion(key, row.id, clock.now())] };
  });
  const table = await store.get(key);
  const { ItemCount, TableSizeBytes, ...described } = describeTable(table, { items: 0, bytes: 0, indexes: {} });
  return { TableDescription: { ...described, ItemCount, TableSizeBytes } };
};
