// Pages of lists: limits, and markers that seal the place where the next page begins.
import type { Call } from "./context.ts";
import { invalidMarker, outOfRange } from "./errors.ts";

interface Paged {
  readonly Limit?: number | undefined;
  readonly Marker?: string | undefined;
}

interface Bounds {
  /** Names what is listed, e.g. `kms.ListKeys`; markers of another list are refused. */
  readonly listing: string;
  readonly defaultSize: number;
  readonly max: number;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly NextMarker?: string;
  readonly Truncated: boolean;
}

/**
 * One page of what `list` gives after a position. Errors: InvalidMarkerException, ValidationException.
 */
export async function page<Item, Position>(
  { Limit, Marker }: Paged,
  { listing, defaultSize, max }: Bounds,
  { account, region, context }: Call,
  list: (after: Position | undefined) => AsyncIterable<Item> | Iterable<Item>,
  positionOf: (item: Item) => Position,
): Promise<Page<Item>> {
  if (Limit !== undefined && Limit > max) throw outOfRange(Limit, "limit", "less", max);
  const sealed = `${listing}/${account}/${region}`;
  const after = Marker === undefined ? undefined : context.paging.open<Position>(sealed, Marker);
  if (Marker !== undefined && after === undefined) throw invalidMarker();
  const size = Limit ?? defaultSize;
  const items: Item[] = [];
  for await (const item of list(after)) {
    const last = items.at(-1);
    if (items.length === size && last !== undefined)
      return { items, NextMarker: context.paging.seal(sealed, positionOf(last)), Truncated: true };
    items.push(item);
  }
  return { items, Truncated: false };
}

/** Of a list that is in memory: positions are numbers of items that were given. */
export function pageOf<Item>(paged: Paged, bounds: Bounds, call: Call, all: readonly Item[]): Promise<Page<Item>> {
  const numbered = all.map((item, index) => ({ item, next: index + 1 }));
  return page(
    paged,
    bounds,
    call,
    (after: number | undefined) => numbered.slice(after ?? 0),
    ({ next }) => next,
  ).then(({ items, ...rest }) => ({ items: items.map(({ item }) => item), ...rest }));
}
