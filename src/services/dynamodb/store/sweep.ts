// Everything that lies under a prefix, deleted in batches.
import type { Key } from "../../../engines/keyvalue/keyvalue.ts";
import type { Table } from "../../../engines/keyvalue/table.ts";
import { SWEEP_ITEMS } from "../limits.ts";
import type { DynamoDbStore } from "../store.ts";

/** Deletes what lies under a prefix, oldest first, as long as it is to go. */
export async function sweepAll<Row extends object>(
  store: DynamoDbStore,
  from: Table<Row>,
  prefix: Key,
  isGone: (row: Row) => boolean = () => true,
): Promise<void> {
  for (;;) {
    const swept = await store.sweep(async (transaction) => {
      let count = 0;
      for await (const { key, row } of from.scan(transaction, { prefix, limit: SWEEP_ITEMS })) {
        if (!isGone(row)) break;
        from.delete(transaction, key);
        count++;
      }
      return count;
    });
    if (swept < SWEEP_ITEMS) return;
  }
}
