// TransactGetItems: up to 100 items as they were at one moment.
import { acceptedItem, answered, type Item, itemBytes } from "../attribute-value.ts";
import { consumedByTable, readUnits } from "../capacity.ts";
import type { Operation } from "../context.ts";
import { project } from "../document-path.ts";
import { checkKey, positionOf } from "../key.ts";
import { projectionOf } from "../projection-input.ts";
import { tableKey } from "../table.ts";

export const transactGetItems: Operation<"TransactGetItems"> = async (input, call) => {
  const wanted = input.TransactItems.map(({ Get: get }) => ({
    key: tableKey(get.TableName, call),
    item: acceptedItem(get.Key),
    paths: projectionOf(get),
  }));
  const found = await call.context.store.transact(async (transaction) => {
    const items: (Item | undefined)[] = [];
    for (const { key, item } of wanted) {
      const table = await transaction.table(key);
      checkKey(item, table.keys);
      items.push(await transaction.find(table, positionOf(item, table.keys)));
    }
    return items;
  });
  const units = new Map<string, number>();
  const responses = wanted.map(({ key, paths }, at) => {
    const item = found[at];
    units.set(key.name, (units.get(key.name) ?? 0) + readUnits(itemBytes(item ?? {}), true, true));
    return item ? { Item: answered(paths ? project(item, paths) : item) } : {};
  });
  return { Responses: responses, ConsumedCapacity: consumedByTable(units, input.ReturnConsumedCapacity) };
};
