// BatchWriteItem: up to 25 puts and deletes, each on its own.
import { itemBytes } from "../attribute-value.ts";
import { consumedByTable, writeUnits } from "../capacity.ts";
import type { Operation } from "../context.ts";
import { duplicateBatchKeys, invalidWriteRequest, tooManyWrites } from "../errors.ts";
import { carryOut, deletePlan, type ItemPlan, placeOf, putPlan } from "../item-plan.ts";
import { referenceOf } from "../key.ts";
import { BATCH_WRITE_ITEMS_MAX } from "../limits.ts";
import { readableTable } from "../read-item.ts";
import { tableKey, type TableKey } from "../table.ts";

const UNCONDITIONAL = { condition: undefined, onFailure: undefined };

export const batchWriteItem: Operation<"BatchWriteItem"> = async (input, call) => {
  const { store } = call.context;
  const writes: { readonly key: TableKey; readonly plan: ItemPlan }[] = [];
  for (const [name, requests] of Object.entries(input.RequestItems)) {
    for (const { PutRequest: put, DeleteRequest: deleted } of requests) {
      if ((put === undefined) === (deleted === undefined)) throw invalidWriteRequest();
      const plan = put ? putPlan(put.Item, UNCONDITIONAL) : deletePlan(deleted?.Key ?? {}, UNCONDITIONAL);
      writes.push({ key: tableKey(name, call), plan });
    }
  }
  if (writes.length > BATCH_WRITE_ITEMS_MAX) throw tooManyWrites();
  const places = new Set<string>();
  for (const { key, plan } of writes) {
    const table = await readableTable(store, key);
    places.add(table.id + referenceOf(placeOf(plan, table)));
  }
  if (places.size < writes.length) throw duplicateBatchKeys();
  const units = new Map<string, number>();
  await Promise.all(
    writes.map(async ({ key, plan }) => {
      const { before, after } = await store.transact((transaction) => carryOut(transaction, key, plan));
      const bytes = Math.max(itemBytes(before ?? {}), itemBytes(after ?? {}));
      units.set(key.name, (units.get(key.name) ?? 0) + writeUnits(bytes));
    }),
  );
  return { UnprocessedItems: {}, ConsumedCapacity: consumedByTable(units, input.ReturnConsumedCapacity) };
};
