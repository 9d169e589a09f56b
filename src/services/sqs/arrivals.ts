// Who waits for messages of a queue. In memory: a crash ends the requests that wait.

export class Arrivals {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Messages may be there to receive. */
  happened(queueId: string): void {
    const waiting = this.#waiting.get(queueId);
    this.#waiting.delete(queueId);
    for (const wake of waiting ?? []) wake();
  }

  /** `wake` is called once, at the next arrival. Returns how to stop waiting. */
  await(queueId: string, wake: () => void): () => void {
    const waiting = this.#waiting.get(queueId) ?? new Set();
    this.#waiting.set(queueId, waiting.add(wake));
    return () => {
      waiting.delete(wake);
      if (waiting.size === 0 && this.#waiting.get(queueId) === waiting) this.#waiting.delete(queueId);
    };
  }
}
