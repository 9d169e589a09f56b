// Ranges of encoded keys, read page by page, so that no read of the store outlives a turn of the event loop.
import { encodeKey, encodePrefix, endOfPrefix, FIRST_BYTE } from "./key.ts";
import type { Range } from "./keyvalue.ts";

const PAGE_ENTRIES_MIN = 16;
export const PAGE_ENTRIES_MAX = 512;

export interface RawEntry {
  readonly key: Buffer;
  readonly value: Uint8Array;
}

/** Keys from `start` (included) to `end` (excluded), the other way round when reversed. */
export interface RawRange {
  readonly start: Buffer;
  readonly end: Buffer;
  readonly reverse: boolean;
}

/** What an ordered store must be able to do at once, in one turn. */
export interface RawReads {
  get(key: Buffer): Uint8Array | undefined;
  range(range: RawRange, limit: number): RawEntry[];
}

/** The shortest key after `key`. */
export const successor = (key: Buffer): Buffer => Buffer.concat([key, Buffer.of(0)]);

export function boundsOf(range: Range): RawRange {
  const prefix = encodePrefix(range.prefix);
  const reverse = range.reverse ?? false;
  let start = greater(prefix, Buffer.of(FIRST_BYTE));
  let end = endOfPrefix(prefix);
  if (range.after) {
    const after = encodeKey(range.after);
    if (reverse) end = lesser(end, after);
    else start = greater(start, successor(after));
  }
  if (range.from) {
    const from = encodeKey(range.from);
    if (reverse) end = lesser(end, successor(from));
    else start = greater(start, from);
  }
  return { start, end, reverse };
}

const lesser = (a: Buffer, b: Buffer): Buffer => (Buffer.compare(a, b) <= 0 ? a : b);
const greater = (a: Buffer, b: Buffer): Buffer => (Buffer.compare(a, b) >= 0 ? a : b);

/**
 * The entries of a range in pages that grow. `observe` is told, before each page, which part of the range the page
 * settles and what stood there.
 */
export function* scanPages(
  store: RawReads,
  range: RawRange,
  limit: number,
  observe?: (settled: RawRange, entries: readonly RawEntry[]) => void,
): Iterable<readonly RawEntry[]> {
  let rest = range;
  let pageEntries = Math.min(limit, PAGE_ENTRIES_MIN);
  while (Buffer.compare(rest.start, rest.end) < 0) {
    const entries = store.range(rest, pageEntries);
    const last = entries.at(-1);
    const whole = entries.length < pageEntries || last === undefined;
    observe?.(whole ? rest : settledBy(rest, last.key), entries);
    if (entries.length > 0) yield entries;
    if (whole) return;
    rest = rest.reverse ? { ...rest, end: last.key } : { ...rest, start: successor(last.key) };
    pageEntries = Math.min(pageEntries * 4, PAGE_ENTRIES_MAX);
  }
}

/** The part of a range up to and with `last`. */
const settledBy = (range: RawRange, last: Buffer): RawRange =>
  range.reverse ? { ...range, start: last } : { ...range, end: successor(last) };
