// One page of Query and Scan: items in order until the limit, or until a mebibyte has been looked at.
import { type Item, itemBytes } from "./attribute-value.ts";
import { project, type Path } from "./document-path.ts";
import type { Condition } from "./expression/ast.ts";
import { meets } from "./expression/evaluate.ts";
import { attributesOf, keyOf } from "./key.ts";
import { PAGE_BYTES_MAX } from "./limits.ts";
import type { Ranged } from "./store/ranges.ts";
import type { IndexRow, Table } from "./table.ts";

export interface PageWanted {
  readonly table: Table;
  readonly index: IndexRow | undefined;
  /** `behind`: reading ends. */
  readonly place: (found: Ranged) => "in" | "before" | "behind";
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
  readonly limit: number | undefined;
  /** Only how many there are. */
  readonly isCount: boolean;
}

export interface Page {
  readonly items: Item[];
  readonly count: number;
  readonly scanned: number;
  readonly bytes: number;
  /** Where the next page goes on; undefined: there is none. */
  readonly lastKey: Item | undefined;
}

export async function readPage(ranged: AsyncIterable<Ranged>, wanted: PageWanted): Promise<Page> {
  const { table, index, place, filter, paths, limit = Infinity } = wanted;
  const items: Item[] = [];
  let count = 0;
  let scanned = 0;
  let bytes = 0;
  for await (const found of ranged) {
    const where = place(found);
    if (where === "before") continue;
    if (where === "behind") break;
    const item = index ? projectedBy(found.item, index, table) : found.item;
    scanned++;
    bytes += itemBytes(item);
    if (!filter || meets(item, filter)) {
      count++;
      // A local index answers what it does not project, too, from its table.
      const whole = index?.isGlobal === false && paths ? found.item : item;
      if (!wanted.isCount) items.push({ ...(paths ? project(whole, paths) : item) });
    }
    if (scanned >= limit || bytes >= PAGE_BYTES_MAX)
      return { items, count, scanned, bytes, lastKey: resumeKey(found.item, table, index) };
  }
  return { items, count, scanned, bytes, lastKey: undefined };
}

const resumeKey = (item: Item, table: Table, index: IndexRow | undefined): Item => ({
  ...keyOf(item, table.keys),
  ...(index && keyOf(item, index.keys)),
});

/** What the index holds of an item. */
function projectedBy(item: Item, index: IndexRow, table: Table): Item {
  if (index.projection.type === "ALL") return item;
  return project(
    item,
    projectedNames(index, table).map((name): Path => [name]),
  );
}

export const projectedNames = ({ keys, projection }: IndexRow, table: Table): readonly string[] => [
  ...new Set([
    ...attributesOf(table.keys).map(({ name }) => name),
    ...attributesOf(keys).map(({ name }) => name),
    ...projection.attributes,
  ]),
];
