// What becomes of a table by itself: CREATING to ACTIVE, indexes filled, expired items and old changes gone, DELETING to gone.
import type { JobHandler } from "../../kit/service.ts";
import type { DynamoDbContext } from "./context.ts";
import { expireItems } from "./expire-items.ts";
import { positionOf } from "./key.ts";
import { STREAM_RETENTION_MS, STREAM_TRIM_INTERVAL_MS, SWEEP_ITEMS, TTL_INTERVAL_MS } from "./limits.ts";
import type { DynamoDbStore } from "./store.ts";
import { range } from "./store/ranges.ts";
import { sweepAll } from "./store/sweep.ts";
import { changes, changesPrefix, indexEntries, indexPrefix, items, itemsPrefix } from "./store/tables.ts";
import { type IndexRow, indexOf, type Table } from "./table.ts";
import type { TablePayload, TokenPayload } from "./timers.ts";

/** Runs on the table that the timer was set for, and not on a later one of the same name. */
const onTable =
  (
    run: (
      table: Table,
      context: DynamoDbContext,
      name: string,
      signal: AbortSignal,
    ) => ReturnType<JobHandler<DynamoDbContext>>,
  ): JobHandler<DynamoDbContext> =>
  async ({ payload, signal }, context) => {
    const { key, tableId, name = "" } = payload as TablePayload;
    const table = await context.store.find(key);
    if (table?.id === tableId) return run(table, context, name, signal);
  };

export const lifecycleJobs: Readonly<Record<string, JobHandler<DynamoDbContext>>> = {
  "activate-table": onTable(async (table, { store }) => {
    await store.change(table.key, (row) => {
      if (row.id !== table.id || (row.status !== "CREATING" && row.status !== "UPDATING")) return { row };
      const indexes = row.indexes.map((index): IndexRow => (isBusy(index) ? index : { ...index, status: "ACTIVE" }));
      const isBusyStill = indexes.some(isBusy);
      return { row: { ...row, indexes, status: isBusyStill ? "UPDATING" : "ACTIVE" } };
    });
  }),

  "fill-index": onTable(async (table, { store }, name, signal) => {
    const index = indexOf(table, name);
    if (!index?.isFilling) return;
    await fillIndex(table, index, store, signal);
    await settleIndex(table, store, (one) =>
      one.name === name ? { ...one, status: "ACTIVE", isFilling: false } : one,
    );
  }),

  "delete-index": onTable(async (table, { store }, name) => {
    if (indexOf(table, name)?.status !== "DELETING") return;
    await sweepAll(store, indexEntries, indexPrefix(table, name));
    await settleIndex(table, store, (one) => (one.name === name ? undefined : one));
  }),

  "delete-table": onTable(async (table, { store }) => {
    if (table.status !== "DELETING") return;
    await sweepAll(store, items, itemsPrefix(table));
    for (const { name } of table.indexes) await sweepAll(store, indexEntries, indexPrefix(table, name));
    for (const { label } of streamsOf(table)) await sweepAll(store, changes, changesPrefix(table, label));
    await store.change(table.key, (row) => ({ row: row.id === table.id ? undefined : row }));
  }),

  "expire-items": onTable(async (table, { store, clock }, _name, signal) => {
    if (!table.timeToLive || table.status === "DELETING") return undefined;
    await expireItems(table, table.timeToLive.attribute, store, signal);
    return { againAtMs: clock.now() + TTL_INTERVAL_MS };
  }),

  "forget-token": async ({ payload }, { store }) => {
    const { account, region, token } = payload as TokenPayload;
    await store.forgetToken(account, region, token);
  },

  "trim-stream": onTable(async (table, { store, clock }, label) => {
    const beforeMs = clock.now() - STREAM_RETENTION_MS;
    await sweepAll(store, changes, changesPrefix(table, label), ({ atMs }) => atMs < beforeMs);
    const stream = streamsOf(table).find((one) => one.label === label);
    if (!stream || (stream.disabledAtMs ?? Infinity) < beforeMs) return undefined;
    return { againAtMs: clock.now() + STREAM_TRIM_INTERVAL_MS };
  }),
};

const isBusy = ({ isFilling, status }: IndexRow): boolean => isFilling === true || status === "DELETING";

const streamsOf = (table: Table) => [...table.formerStreams, ...(table.stream ? [table.stream] : [])];

/** Batches go on from where the one before ended; writes that come meanwhile put their items in themselves. */
async function fillIndex(table: Table, index: IndexRow, store: DynamoDbStore, signal: AbortSignal): Promise<void> {
  let batch: Parameters<typeof positionOf>[0][] = [];
  const put = (): Promise<void> =>
    store.transact(async (transaction) => {
      for (const item of batch) {
        const current = await transaction.find(table, positionOf(item, table.keys));
        if (current) transaction.fill(table, index, current);
      }
    });
  for await (const { item } of range(store.reads, table, undefined, {})) {
    signal.throwIfAborted();
    batch.push(item);
    if (batch.length < SWEEP_ITEMS) continue;
    await put();
    batch = [];
  }
  await put();
}

async function settleIndex(
  table: Table,
  store: DynamoDbStore,
  change: (index: IndexRow) => IndexRow | undefined,
): Promise<void> {
  await store.change(table.key, (row) => {
    if (row.id !== table.id) return { row };
    const indexes = row.indexes.map(change).filter((index) => index !== undefined);
    const isDone = row.status === "UPDATING" && !indexes.some(isBusy);
    return { row: { ...row, indexes, status: isDone ? "ACTIVE" : row.status } };
  });
}
