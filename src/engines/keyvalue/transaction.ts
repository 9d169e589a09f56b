// One attempt at an optimistic transaction: what it read, to be verified, and what it wrote, to be applied.
import { decodeKey, encodeKey } from "./key.ts";
import type { Entry, Key, Range, Transaction } from "./keyvalue.ts";
import { boundsOf, type RawEntry, type RawRange, type RawReads, scanPages } from "./scan.ts";

interface Scanned {
  readonly range: RawRange;
  readonly entries: readonly RawEntry[];
}

interface Write {
  readonly key: Buffer;
  /** Undefined: deleted. */
  readonly value: Buffer | undefined;
}

export class Attempt implements Transaction {
  readonly #store: RawReads;
  /** By the key's bytes as latin1, the cheapest string of them. */
  readonly #reads = new Map<string, { readonly key: Buffer; readonly value: Uint8Array | undefined }>();
  readonly #scans: Scanned[] = [];
  readonly #writes = new Map<string, Write>();

  constructor(store: RawReads) {
    this.#store = store;
  }

  async get(key: Key): Promise<Uint8Array | undefined> {
    const bytes = encodeKey(key);
    const name = nameOf(bytes);
    const written = this.#writes.get(name);
    if (written) return written.value;
    const value = this.#store.get(bytes);
    if (!this.#reads.has(name)) this.#reads.set(name, { key: bytes, value });
    return value;
  }

  async *scan(range: Range): AsyncIterable<Entry> {
    const limit = range.limit ?? Infinity;
    const bounds = boundsOf(range);
    const order = range.reverse ? -1 : 1;
    const written = [...this.#writes.values()]
      .filter(({ key }) => Buffer.compare(key, bounds.start) >= 0 && Buffer.compare(key, bounds.end) < 0)
      .sort((a, b) => order * Buffer.compare(a.key, b.key));
    let count = 0;
    let nextWritten = 0;
    const emit = function* (until: Buffer | undefined): Iterable<Entry> {
      for (let write = written[nextWritten]; write && count < limit; write = written[++nextWritten]) {
        if (until && order * Buffer.compare(write.key, until) >= 0) return;
        if (write.value) yield { key: decodeKey(write.key), value: write.value };
        if (write.value) count++;
      }
    };
    for (const page of scanPages(this.#store, bounds, limit, (range, entries) =>
      this.#scans.push({ range, entries }),
    )) {
      for (const { key, value } of page) {
        yield* emit(key);
        if (count >= limit) return;
        if (written[nextWritten]?.key.equals(key)) continue;
        yield { key: decodeKey(key), value };
        if (++count >= limit) return;
      }
    }
    yield* emit(undefined);
  }

  put(key: Key, value: Uint8Array): void {
    const bytes = encodeKey(key);
    this.#writes.set(nameOf(bytes), { key: bytes, value: Buffer.from(value) });
  }

  delete(key: Key): void {
    const bytes = encodeKey(key);
    this.#writes.set(nameOf(bytes), { key: bytes, value: undefined });
  }

  get writes(): Iterable<Write> {
    return this.#writes.values();
  }

  get isReadOnly(): boolean {
    return this.#writes.size === 0;
  }

  /** Whether everything read still is as it was; otherwise the name of what changed first. */
  firstChange(): string | undefined {
    for (const [name, { key, value }] of this.#reads) {
      if (!same(this.#store.get(key), value)) return name;
    }
    for (const { range, entries } of this.#scans) {
      const now = this.#store.range(range, entries.length + 1);
      const changed = now.length !== entries.length || now.some((entry, at) => !sameEntry(entry, entries[at]));
      if (changed) return nameOf(range.start);
    }
    return undefined;
  }
}

const nameOf = (key: Buffer): string => key.toString("latin1");

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && Buffer.compare(a, b) === 0);

const sameEntry = (a: RawEntry, b: RawEntry | undefined): boolean =>
  b !== undefined && a.key.equals(b.key) && same(a.value, b.value);
