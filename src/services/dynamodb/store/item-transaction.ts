// Reads and writes of items in one transaction: an item, its index entries and its change stream change together or not at all.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { equal, type Item } from "../attribute-value.ts";
import { resourceNotFound, tableNotFound } from "../errors.ts";
import type { DurableTimer } from "../../../kit/jobs.ts";
import { TRANSACTION_TOKEN_MS } from "../limits.ts";
import { tokenExpiry } from "../timers.ts";
import { isIndexed, type Position, positionOf, referenceOf } from "../key.ts";
import type { IndexRow, Table, TableKey } from "../table.ts";
import type { Flight } from "./change-sequence.ts";
import {
  type ChangeRow,
  changes,
  changesPrefix,
  indexEntries,
  indexPrefix,
  itemKey,
  items,
  tableRowKey,
  tables,
  transactionTokens,
} from "./tables.ts";

export class ItemTransaction {
  readonly #transaction: Transaction;
  readonly #flight: Flight;
  readonly #nowMs: number;
  readonly #schedule: (timer: DurableTimer) => Promise<void>;

  constructor(
    transaction: Transaction,
    { flight, nowMs, schedule }: { flight: Flight; nowMs: number; schedule: (timer: DurableTimer) => Promise<void> },
  ) {
    this.#transaction = transaction;
    this.#flight = flight;
    this.#nowMs = nowMs;
    this.#schedule = schedule;
  }

  /** Errors: ResourceNotFoundException for one that is not there, or not yet. */
  async table(key: TableKey): Promise<Table> {
    const row = await tables.get(this.#transaction, tableRowKey(key));
    if (!row || row.status === "CREATING") throw resourceNotFound();
    if (row.status === "DELETING") throw tableNotFound(key.name);
    return { key, ...row };
  }

  async find(table: Table, position: Position): Promise<Item | undefined> {
    return (await items.get(this.#transaction, itemKey(table, position)))?.item;
  }

  /** `before` is what `find` gave; undefined for `after`: the item goes. Errors: ValidationException for keys of indexes. */
  write(table: Table, position: Position, before: Item | undefined, after: Item | undefined, isExpiry = false): void {
    if (after) items.put(this.#transaction, itemKey(table, position), { item: after });
    else if (before) items.delete(this.#transaction, itemKey(table, position));
    for (const index of table.indexes) this.#index(table, index, position, before, after);
    if (table.stream && table.stream.disabledAtMs === undefined) this.#record(table, before, after, isExpiry);
  }

  /** What was asked with the token before, within its life; otherwise undefined, and it is remembered from now on. */
  async remember(
    { account, region }: Omit<TableKey, "name">,
    token: string,
    request: string,
  ): Promise<string | undefined> {
    const key = [account, region, token];
    const row = await transactionTokens.get(this.#transaction, key);
    if (row && row.untilMs > this.#nowMs) return row.request;
    const untilMs = this.#nowMs + TRANSACTION_TOKEN_MS;
    transactionTokens.put(this.#transaction, key, { request, untilMs });
    await this.#schedule(tokenExpiry(account, region, token, untilMs));
    return undefined;
  }

  /** Puts an item that was there before the index into it. */
  fill(table: Table, index: IndexRow, item: Item): void {
    const position = positionOf(item, table.keys);
    const place = placeIn(index, position, item);
    if (place) indexEntries.put(this.#transaction, [...indexPrefix(table, index.name), ...place], position);
  }

  #index(table: Table, index: IndexRow, position: Position, before: Item | undefined, after: Item | undefined): void {
    if (index.status === "DELETING") return;
    const was = before && placeIn(index, position, before);
    const is = after && placeIn(index, position, after, true);
    if (was && is && was.every((part, at) => part === is[at])) return;
    if (was) indexEntries.delete(this.#transaction, [...indexPrefix(table, index.name), ...was]);
    if (is) indexEntries.put(this.#transaction, [...indexPrefix(table, index.name), ...is], position);
  }

  #record(table: Table, before: Item | undefined, after: Item | undefined, isExpiry: boolean): void {
    if (before === undefined ? after === undefined : after && equal({ M: before }, { M: after })) return;
    const row: ChangeRow = { atMs: this.#nowMs, old: before, new: after, ...(isExpiry && { isExpiry }) };
    changes.put(this.#transaction, [...changesPrefix(table, table.stream?.label ?? ""), this.#flight.next()], row);
  }
}

/** Where an item lies in an index; undefined for one that is not in it. */
export function placeIn(
  index: IndexRow,
  position: Position,
  item: Item,
  isStrict = false,
): readonly [string, string, string] | undefined {
  if (!isIn(item, index, isStrict)) return undefined;
  const { partition, sort } = positionOf(item, index.keys);
  return [partition, sort, referenceOf(position)];
}

/** Items that were there before an index may have values of other types: they are not in it. */
function isIn(item: Item, index: IndexRow, isStrict: boolean): boolean {
  try {
    return isIndexed(item, index.keys, index.name);
  } catch (error) {
    if (isStrict) throw error;
    return false;
  }
}
