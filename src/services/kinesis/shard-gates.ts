// Which shards take no more records because they are being closed, or were closed a short while ago.

/** More reshards than any put can miss. */
const GATES_MAX = 10_000;

/** What a shard's closing is waited for with; by the name of its log. */
export class ShardGates {
  readonly #closed = new Map<string, Promise<void>>();

  /** Undefined for a shard that takes records; otherwise settled when its children take them. */
  closing(log: string): Promise<void> | undefined {
    return this.#closed.size === 0 ? undefined : this.#closed.get(log);
  }

  /** Closes the shards while `close` runs, and for good when it succeeds. */
  async whileClosing(logs: readonly string[], close: () => Promise<void>): Promise<void> {
    let settle = (): void => undefined;
    const settled = new Promise<void>((resolve) => (settle = resolve));
    for (const log of logs) this.#closed.set(log, settled);
    try {
      await close();
    } catch (error) {
      for (const log of logs) this.#closed.delete(log);
      throw error;
    } finally {
      settle();
    }
    for (const log of this.#closed.keys()) {
      if (this.#closed.size <= GATES_MAX) break;
      this.#closed.delete(log);
    }
  }
}
