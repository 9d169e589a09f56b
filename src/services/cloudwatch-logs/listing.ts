// Listings in pages, whose tokens say behind what the next page begins.
import type { Paging } from "../../kit/paging.ts";
import { invalidNextToken } from "./errors.ts";

export interface PageOptions<Item, Position> {
  readonly limit: number;
  /** False: it and what follows are behind the end. */
  readonly inRange: (item: Item) => boolean;
  readonly wanted: (item: Item) => boolean;
  readonly positionOf: (item: Item) => Position;
}

export class Listing<Position> {
  /** Undefined on the first page. */
  readonly position: Position | undefined;
  readonly #paging: Paging;
  readonly #listing: string;

  /** Errors: InvalidParameterException for a token of something else. */
  constructor(paging: Paging, listing: string, nextToken: string | undefined) {
    this.#paging = paging;
    this.#listing = listing;
    this.position = nextToken === undefined ? undefined : paging.open<Position>(listing, nextToken);
    if (nextToken !== undefined && this.position === undefined) throw invalidNextToken();
  }

  async page<Item>(
    items: AsyncIterable<Item> | Iterable<Item>,
    { limit, inRange, wanted, positionOf }: PageOptions<Item, Position>,
  ): Promise<{ readonly page: Item[]; readonly nextToken: { nextToken?: string } }> {
    const page: Item[] = [];
    for await (const item of items) {
      if (!inRange(item)) break;
      if (!wanted(item)) continue;
      const last = page.at(-1);
      if (page.length === limit && last)
        return { page, nextToken: { nextToken: this.#paging.seal(this.#listing, positionOf(last)) } };
      page.push(item);
    }
    return { page, nextToken: {} };
  }
}
