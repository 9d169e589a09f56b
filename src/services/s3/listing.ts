// One page of a listing with prefix and delimiter over an ordered scan. A common prefix costs one seek, however many keys it holds.
import { afterPrefix, compareUtf8 } from "./utf8-order.ts";

export interface Named<Row> {
  readonly name: string;
  readonly row: Row;
}

/** Where a scan begins. `after` is exclusive. */
export type ScanStart = { readonly from: string } | { readonly after: string };

export interface ListingRequest<Row> {
  readonly prefix: string;
  /** Empty counts as none. */
  readonly delimiter: string | undefined;
  /** The last name or common prefix of the page before, or any other name: only what follows is listed. */
  readonly marker: string | undefined;
  readonly limit: number;
  /** Names in UTF-8 order, in pages; may yield fewer than `limit` only at the end. */
  scan(start: ScanStart, limit: number): AsyncIterable<readonly Named<Row>[]>;
}

export interface ListingPage<Row> {
  readonly items: readonly Named<Row>[];
  readonly commonPrefixes: readonly string[];
  /** Whether something follows the page. */
  readonly isTruncated: boolean;
  /** The last name or common prefix of a truncated page. */
  readonly nextMarker: string | undefined;
}

/** Pages of one row, of a scan that knows no others. */
export async function* singly<Row>(scan: AsyncIterable<Named<Row>>): AsyncIterable<readonly Named<Row>[]> {
  for await (const row of scan) yield [row];
}

export async function listPage<Row>(request: ListingRequest<Row>): Promise<ListingPage<Row>> {
  const { prefix, limit } = request;
  const items: Named<Row>[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  const page = (isTruncated: boolean): ListingPage<Row> => ({
    items,
    commonPrefixes,
    isTruncated,
    nextMarker: isTruncated ? last : undefined,
  });
  if (limit === 0) return page(false);
  let start = firstStart(request);
  while (start !== undefined) {
    let next: ScanStart | undefined;
    pages: for await (const scanned of request.scan(start, limit - items.length - commonPrefixes.length + 1)) {
      for (const item of scanned) {
        if (!item.name.startsWith(prefix)) return page(false);
        if (items.length + commonPrefixes.length === limit) return page(true);
        const common = commonPrefixOf(item.name, prefix, request.delimiter);
        last = common ?? item.name;
        if (common === undefined) items.push(item);
        else {
          commonPrefixes.push(common);
          next = startAfterPrefix(common);
          break pages;
        }
      }
    }
    start = next;
  }
  return page(false);
}

function commonPrefixOf(name: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (!delimiter) return undefined;
  const at = name.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : name.slice(0, at + delimiter.length);
}

function startAfterPrefix(prefix: string): ScanStart | undefined {
  const from = afterPrefix(prefix);
  return from === undefined ? undefined : { from };
}

/** Recorded: a marker inside a common prefix skips the whole of it. */
function firstStart({ prefix, delimiter, marker }: ListingRequest<unknown>): ScanStart | undefined {
  if (!marker || compareUtf8(marker, prefix) < 0) return { from: prefix };
  const common = marker.startsWith(prefix) ? commonPrefixOf(marker, prefix, delimiter) : undefined;
  return common === undefined ? { after: marker } : startAfterPrefix(common);
}
