// The embedded key-value engine: LMDB, whose commits resolve when they are on disk.
import { mkdir } from "node:fs/promises";
import { open, type RootDatabase } from "lmdb";
import { nextTurn } from "../../kit/clock.ts";
import { EngineError } from "../../kit/errors.ts";
import { decodeKey, encodeKey, encodePrefix } from "./key.ts";
import {
  type Entry,
  type ForwardRange,
  type Key,
  type KeyValue,
  type PageEntry,
  type Range,
  type Transaction,
  TRANSACTION_ATTEMPTS_MAX,
} from "./keyvalue.ts";
import { LmdbCommits } from "./lmdb-commits.ts";
import {
  boundsOf,
  PAGE_ENTRIES_MAX,
  type RawEntry,
  type RawRange,
  type RawReads,
  scanPages,
  successor,
} from "./scan.ts";
import { Attempt } from "./transaction.ts";

/** Of new databases: keys up to 4,026 bytes fit pages of 8 KiB. */
const PAGE_SIZE_BYTES = 8_192;
const FORMAT_VERSION = 1;
/** Sorts before every tuple: none begins with this byte. */
const FORMAT_KEY = Buffer.from("\u0001format");

/** Opens or creates the database in `folder`. Errors: EngineError `corrupt` when its format is not this one. */
export async function openLmdb(folder: string): Promise<KeyValue> {
  await mkdir(folder, { recursive: true });
  const database = open<Buffer, Buffer>({
    path: folder,
    noSubdir: false,
    encoder: { encode: (value: Buffer) => value, decode: (bytes: Uint8Array) => reading.value(bufferOf(bytes)) },
    keyEncoder: { writeKey, readKey: (bytes: Buffer, start: number, end: number) => reading.key(bytes, start, end) },
    overlappingSync: false,
    // Its batches have promises of their own, which nobody could handle when a commit fails.
    eventTurnBatching: false,
    pageSize: PAGE_SIZE_BYTES,
  });
  const format = database.get(FORMAT_KEY);
  if (format && format[0] !== FORMAT_VERSION) {
    await database.close();
    throw new EngineError(
      "keyvalue",
      "corrupt",
      `${folder} has format ${format[0]}; this version reads ${FORMAT_VERSION}.`,
    );
  }
  if (!format) await database.put(FORMAT_KEY, Buffer.of(FORMAT_VERSION));
  return new LmdbKeyValue(database, folder);
}

/** What LMDB's entries are made into, out of memory that the next read overwrites. */
interface Reading {
  key(bytes: Buffer, start: number, end: number): unknown;
  /** The bytes' `length` is that of the value, the memory behind them is longer. */
  value(bytes: Buffer): unknown;
}

const copying: Reading = { key: copyOf, value: (bytes) => copyOf(bytes, 0, bytes.length) };
/** LMDB reads a range at once, in one turn. */
let reading = copying;

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Out of Node's pool: memory of its own for each entry takes longer than to read it. */
function copyOf(bytes: Buffer, start: number, end: number): Buffer {
  const copy = Buffer.allocUnsafe(end - start);
  copy.set(new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start));
  return copy;
}

function writeKey(key: Buffer, target: Buffer, start: number): number {
  target.set(key, start);
  return start + key.length;
}

class LmdbKeyValue implements KeyValue {
  readonly #store: LmdbReads;
  readonly #commits: LmdbCommits;
  readonly #database: RootDatabase<Buffer, Buffer>;
  /** Transactions that lost to another one queue here by what they lost: the next begins when the one before is done. */
  readonly #lanes = new Map<string, Promise<void>>();

  constructor(database: RootDatabase<Buffer, Buffer>, folder: string) {
    this.#database = database;
    this.#store = new LmdbReads(database);
    this.#commits = new LmdbCommits(database, folder);
  }

  async get(key: Key): Promise<Uint8Array | undefined> {
    return this.#store.get(encodeKey(key));
  }

  async *scan(range: Range): AsyncIterable<Entry> {
    let left = range.limit ?? Infinity;
    for (const page of scanPages(this.#store, boundsOf(range), left)) {
      for (const { key, value } of page) {
        if (left-- <= 0) return;
        yield { key: decodeKey(key), value };
      }
      // A scan of a hundred thousand entries takes the better part of a second: others get their turn.
      if (page.length >= PAGE_ENTRIES_MAX) await nextTurn();
    }
  }

  async *pages<Value>(
    range: ForwardRange,
    firstPage: number,
    read: (bytes: Buffer) => Value,
  ): AsyncIterable<readonly PageEntry<Value>[]> {
    const prefixBytes = encodePrefix(range.prefix).length;
    let bounds = boundsOf(range);
    let left = range.limit ?? Infinity;
    for (let size = firstPage; left > 0; size *= 4) {
      const limit = Math.min(size, left, PAGE_ENTRIES_MAX);
      const page = this.#store.page(bounds, limit, prefixBytes, read);
      yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return;
      left -= page.length;
      bounds = { ...bounds, start: successor(encodeKey([...range.prefix, ...last.rest])) };
      if (limit === PAGE_ENTRIES_MAX) await nextTurn();
    }
  }

  async transact<Result>(body: (transaction: Transaction) => Promise<Result> | Result): Promise<Result> {
    const first = await this.#attempt(body);
    return first.changed === undefined ? first.result : this.#retry(body, first.changed);
  }

  async close(): Promise<void> {
    if (this.#store.isClosed) return;
    this.#store.isClosed = true;
    await this.#database.close();
  }

  async #retry<Result>(body: (transaction: Transaction) => Promise<Result> | Result, lane: string): Promise<Result> {
    const before = this.#lanes.get(lane);
    const { promise, resolve } = withResolvers();
    this.#lanes.set(lane, promise);
    try {
      await before;
      for (let attempt = 2; attempt <= TRANSACTION_ATTEMPTS_MAX; attempt++) {
        const outcome = await this.#attempt(body);
        if (outcome.changed === undefined) return outcome.result;
      }
      throw new EngineError(
        "keyvalue",
        "conflict",
        `A transaction met other writers ${TRANSACTION_ATTEMPTS_MAX} times.`,
      );
    } finally {
      if (this.#lanes.get(lane) === promise) this.#lanes.delete(lane);
      resolve();
    }
  }

  async #attempt<Result>(body: (transaction: Transaction) => Promise<Result> | Result): Promise<Outcome<Result>> {
    const attempt = new Attempt(this.#store);
    let result: Result;
    try {
      result = await body(attempt);
    } catch (error) {
      // A body that saw half of another transaction may throw for that alone.
      const changed = this.#store.isClosed ? undefined : attempt.firstChange();
      if (changed !== undefined) return { changed };
      throw error;
    }
    this.#store.assertOpen();
    const changed = attempt.isReadOnly ? attempt.firstChange() : await this.#commits.commit(attempt);
    return changed === undefined ? { changed, result } : { changed };
  }
}

type Outcome<Result> = { readonly changed: undefined; readonly result: Result } | { readonly changed: string };

class LmdbReads implements RawReads {
  readonly #database: RootDatabase<Buffer, Buffer>;
  isClosed = false;

  constructor(database: RootDatabase<Buffer, Buffer>) {
    this.#database = database;
  }

  assertOpen(): void {
    if (this.isClosed) throw new EngineError("keyvalue", "closed", "The key-value engine is closed.");
  }

  get(key: Buffer): Uint8Array | undefined {
    this.assertOpen();
    return this.#database.get(key);
  }

  range({ start, end, reverse }: RawRange, limit: number): RawEntry[] {
    this.assertOpen();
    const found = reverse
      ? this.#database.getRange({ start: end, end: start, inclusiveEnd: true, exclusiveStart: true, reverse, limit })
      : this.#database.getRange({ start, end, limit });
    return Array.from(found);
  }

  /** Of a range that begins with a prefix of so many bytes. */
  page<Value>(
    { start, end }: RawRange,
    limit: number,
    prefixBytes: number,
    read: (bytes: Buffer) => Value,
  ): PageEntry<Value>[] {
    this.assertOpen();
    const page: PageEntry<Value>[] = [];
    reading = { key: (bytes, from, to) => decodeKey(bytes, from + prefixBytes, to), value: read };
    try {
      const found = this.#database.getRange({ start, end, limit }) as Iterable<{ key: unknown; value: unknown }>;
      for (const { key, value } of found) page.push({ rest: key as Key, value: value as Value });
    } finally {
      reading = copying;
    }
    return page;
  }
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
