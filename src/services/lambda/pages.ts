// Pages of listings: markers that are sealed, and hold for the listing they were made for.
import type { Paging } from "../../kit/paging.ts";
import { invalidParameter } from "./errors.ts";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly marker: string | undefined;
}

interface Asked<Item> {
  readonly paging: Paging;
  /** What is listed, e.g. `lambda.ListFunctions/ACCOUNT/REGION`. */
  readonly listing: string;
  readonly marker: string | undefined;
  readonly max: number;
  /** What a marker holds of the last item of a page. */
  readonly place: (item: Item) => string | number;
}

/** `list` gives what comes after a place. Errors: InvalidParameterValueException for a marker that is not ours. */
export async function page<Item>(
  { paging, listing, marker, max, place }: Asked<Item>,
  list: (after: string | number | undefined) => AsyncIterable<Item> | Iterable<Item>,
): Promise<Page<Item>> {
  const after = marker ? paging.open<string | number>(listing, marker) : undefined;
  if (marker && after === undefined) throw invalidParameter("Invalid pagination token");
  const items: Item[] = [];
  for await (const item of list(after)) {
    const last = items.at(-1);
    if (items.length === max && last !== undefined) return { items, marker: paging.seal(listing, place(last)) };
    items.push(item);
  }
  return { items, marker: undefined };
}
