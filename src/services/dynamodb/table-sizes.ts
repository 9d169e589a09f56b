// How many items a table has and how large they are: counted when asked for, and kept for a while.
import type { Clock } from "../../kit/clock.ts";
import { itemBytes } from "./attribute-value.ts";
import { TABLES_CACHED_MAX } from "./limits.ts";
import type { DynamoDbStore } from "./store.ts";
import { placeIn } from "./store/item-transaction.ts";
import { range } from "./store/ranges.ts";
import { positionOf } from "./key.ts";
import type { Table } from "./table.ts";

export interface TableSize {
  readonly items: number;
  readonly bytes: number;
  readonly indexes: Readonly<Record<string, { readonly items: number; readonly bytes: number }>>;
}

interface Counted {
  readonly size: Promise<TableSize>;
  untilMs: number;
}

/** AWS counts every six hours; here a count is kept as long as a hundred times what it took. */
const KEPT_TIMES = 100;

export class TableSizes {
  readonly #store: DynamoDbStore;
  readonly #clock: Clock;
  readonly #counted = new Map<string, Counted>();

  constructor(store: DynamoDbStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  of(table: Table): Promise<TableSize> {
    const known = this.#counted.get(table.id);
    if (known && known.untilMs > this.#clock.elapsed()) return known.size;
    const begun = this.#clock.elapsed();
    const counted: Counted = { size: this.#count(table), untilMs: Infinity };
    if (this.#counted.size >= TABLES_CACHED_MAX) this.#counted.clear();
    this.#counted.set(table.id, counted);
    void counted.size.then(
      () => (counted.untilMs = this.#keptUntil(begun)),
      () => this.#counted.delete(table.id),
    );
    return counted.size;
  }

  #keptUntil(begunMs: number): number {
    const nowMs = this.#clock.elapsed();
    return nowMs + KEPT_TIMES * (nowMs - begunMs);
  }

  async #count(table: Table): Promise<TableSize> {
    const indexes = Object.fromEntries(table.indexes.map(({ name }) => [name, { items: 0, bytes: 0 }]));
    let items = 0;
    let bytes = 0;
    for await (const { item } of range(this.#store.reads, table, undefined, {})) {
      const size = itemBytes(item);
      items++;
      bytes += size;
      const position = positionOf(item, table.keys);
      for (const index of table.indexes) {
        const total = indexes[index.name];
        if (!total || !placeIn(index, position, item)) continue;
        total.items++;
        total.bytes += size;
      }
    }
    return { items, bytes, indexes };
  }
}
