// Pages of a listing: MaxItems, Marker and IsTruncated.
import type { Call } from "./context.ts";
import { invalidMarker } from "./errors.ts";
import { MAX_ITEMS_DEFAULT } from "./limits.ts";

export interface PageInput {
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  /** To be spread into the answer. */
  readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string };
}

type Items<Item> = AsyncIterable<Item> | Iterable<Item>;

/**
 * `listing`: name and scope, e.g. `ListUserPolicies/AIDA...`. `from`: the items after a position, in order.
 * `positionOf`: up to 128 characters: markers are no longer than 320. Errors: ValidationError for a marker of another listing.
 */
export async function pageOf<Item, Position extends string | number>(
  { account, context }: Call,
  listing: string,
  { MaxItems = MAX_ITEMS_DEFAULT, Marker }: PageInput,
  from: (after: Position | undefined) => Items<Item>,
  positionOf: (item: Item) => Position,
): Promise<Page<Item>> {
  const scope = `iam.${listing}/${account}`;
  const after = Marker === undefined ? undefined : context.paging.open<Position>(scope, Marker);
  if (Marker !== undefined && after === undefined) throw invalidMarker();
  const items: Item[] = [];
  for await (const item of from(after)) {
    if (items.length === MaxItems) {
      const last = items.at(-1) as Item;
      return { items, rest: { IsTruncated: true, Marker: context.paging.seal(scope, positionOf(last)) } };
    }
    items.push(item);
  }
  return { items, rest: { IsTruncated: false } };
}

/** Pages of a list that is short enough to be in memory. */
export async function pageOfList<Item>(
  call: Call,
  listing: string,
  input: PageInput,
  list: readonly Item[],
): Promise<Page<Item>> {
  const { items, rest } = await pageOf(
    call,
    listing,
    input,
    (after: number | undefined) => list.map((item, at) => ({ item, at })).slice(after === undefined ? 0 : after + 1),
    ({ at }) => at,
  );
  return { items: items.map(({ item }) => item), rest };
}

/** Only what stands under a path. */
export async function* under<Item extends { readonly path: string }>(
  items: AsyncIterable<Item>,
  prefix = "/",
): AsyncGenerator<Item> {
  for await (const item of items) if (item.path.startsWith(prefix)) yield item;
}
