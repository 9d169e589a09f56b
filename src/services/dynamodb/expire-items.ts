// The time to live: items whose attribute says that their time is over are deleted.
import type { Item } from "./attribute-value.ts";
import { positionOf } from "./key.ts";
import { TTL_AGE_MAX_SECONDS } from "./limits.ts";
import type { DynamoDbStore } from "./store.ts";
import { range } from "./store/ranges.ts";
import type { Table } from "./table.ts";

/** Documented: epoch seconds as a number; items that expired more than five years ago stay. */
function isExpired(item: Item, attribute: string, nowMs: number): boolean {
  const value = Object.hasOwn(item, attribute) ? item[attribute]?.N : undefined;
  if (value === undefined) return false;
  const nowSeconds = nowMs / 1000;
  return Number(value) <= nowSeconds && Number(value) > nowSeconds - TTL_AGE_MAX_SECONDS;
}

export async function expireItems(
  table: Table,
  attribute: string,
  store: DynamoDbStore,
  signal: AbortSignal,
): Promise<void> {
  for await (const { item } of range(store.reads, table, undefined, {})) {
    signal.throwIfAborted();
    if (!isExpired(item, attribute, store.now)) continue;
    const position = positionOf(item, table.keys);
    await store.transact(async (transaction) => {
      const now = await transaction.table(table.key);
      const before = now.id === table.id ? await transaction.find(now, position) : undefined;
      // A write may have given it more time since.
      if (before && isExpired(before, attribute, store.now)) transaction.write(now, position, before, undefined, true);
    });
  }
}
