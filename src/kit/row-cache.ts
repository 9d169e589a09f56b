// A bounded cache of rows that are read far more often than they change, for the hot paths of stores.

/** Serves reads from memory, and forgets a row when the one process that writes it changes it. Rebuildable at any time. */
export class RowCache<Value> {
  readonly #max: number;
  readonly #values = new Map<string, Value>();
  /** Rises with every change, so that a slow read does not put what it replaced into the cache. */
  #changes = 0;

  /** `max`: how many values are kept; one more empties the cache. */
  constructor(max: number) {
    this.#max = max;
  }

  async find(key: string, read: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const cached = this.#values.get(key);
    if (cached !== undefined) return cached;
    const changes = this.#changes;
    const value = await read();
    if (value === undefined || changes !== this.#changes) return value;
    if (this.#values.size >= this.#max) this.#values.clear();
    this.#values.set(key, value);
    return value;
  }

  /** Runs a write of that row; afterwards, whether it held or not, the row is read anew. */
  async changing(key: string, write: () => Promise<void>): Promise<void> {
    this.#changes++;
    try {
      await write();
    } finally {
      this.#changes++;
      this.#values.delete(key);
    }
  }
}
