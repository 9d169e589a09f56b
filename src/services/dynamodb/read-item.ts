// Reads of single items outside of transactions.
import type { Item } from "./attribute-value.ts";
import { resourceNotFound } from "./errors.ts";
import { checkKey, positionOf } from "./key.ts";
import type { DynamoDbStore } from "./store.ts";
import { itemKey, items } from "./store/tables.ts";
import type { Table, TableKey } from "./table.ts";

/** A table whose items can be read. Errors: ResourceNotFoundException. */
export async function readableTable(store: DynamoDbStore, key: TableKey): Promise<Table> {
  const table = await store.find(key);
  if (!table || table.status === "CREATING" || table.status === "DELETING") throw resourceNotFound();
  return table;
}

/** Errors: ResourceNotFoundException; ValidationException for a key of another form. */
export async function readItem(store: DynamoDbStore, key: TableKey, itemKeyGiven: Item): Promise<Item | undefined> {
  const table = await readableTable(store, key);
  checkKey(itemKeyGiven, table.keys);
  return (await items.get(store.reads, itemKey(table, positionOf(itemKeyGiven, table.keys))))?.item;
}
