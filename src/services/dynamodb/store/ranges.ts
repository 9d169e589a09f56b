// Items in the order of a table or of one of its indexes.
import type { Key, Reads } from "../../../engines/keyvalue/keyvalue.ts";
import type { Item } from "../attribute-value.ts";
import { positionOf } from "../key.ts";
import type { IndexRow, Table } from "../table.ts";
import { placeIn } from "./item-transaction.ts";
import { indexEntries, indexPrefix, itemKey, items, itemsPrefix } from "./tables.ts";

export interface ItemRange {
  /** Of all partitions when undefined. */
  readonly partition?: string | undefined;
  /** The lowest sort key of the partition; the highest when reversed. */
  readonly fromSort?: string | undefined;
  /** Or the first partition to look at. */
  readonly fromPartition?: string | undefined;
  /** Only items behind this one, which need not be there any more. */
  readonly after?: Item | undefined;
  readonly reverse?: boolean;
}

export interface Ranged {
  readonly item: Item;
  /** Of the table or the index. */
  readonly partition: string;
  readonly sort: string;
}

export async function* range(
  reads: Reads,
  table: Table,
  index: IndexRow | undefined,
  wanted: ItemRange,
): AsyncGenerator<Ranged> {
  const prefix = index ? indexPrefix(table, index.name) : itemsPrefix(table);
  const bounds = boundsOf(prefix, table, index, wanted);
  const at = prefix.length;
  if (!index) {
    for await (const { key, row } of items.scan(reads, bounds))
      yield { item: row.item, partition: String(key[at]), sort: String(key[at + 1]) };
    return;
  }
  for await (const { key, row } of indexEntries.scan(reads, bounds)) {
    const found = await items.get(reads, itemKey(table, row));
    // It may have gone, or left the index, since the entry was read.
    if (found && placeIn(index, row, found.item)?.[0] === key[at])
      yield { item: found.item, partition: String(key[at]), sort: String(key[at + 1]) };
  }
}

function boundsOf(prefix: Key, table: Table, index: IndexRow | undefined, wanted: ItemRange) {
  const { partition, fromSort, fromPartition, after, reverse = false } = wanted;
  const of = partition === undefined ? prefix : [...prefix, partition];
  if (after) return { prefix: of, after: [...prefix, ...placeOf(table, index, after)], reverse };
  if (partition !== undefined && fromSort !== undefined) {
    // Reversed, everything with this sort key lies before the longest key that begins with it.
    return { prefix: of, from: reverse ? [...of, fromSort, LAST] : [...of, fromSort], reverse };
  }
  return fromPartition === undefined
    ? { prefix: of, reverse }
    : { prefix: of, from: [...prefix, fromPartition], reverse };
}

/** Sorts behind every reference. */
const LAST = "~";

function placeOf(table: Table, index: IndexRow | undefined, key: Item): Key {
  const position = positionOf(key, table.keys);
  return (index && placeIn(index, position, key)) ?? [position.partition, position.sort];
}
