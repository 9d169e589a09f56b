// Readers that wait for a position to be written.

interface Waiter {
  readonly position: number;
  readonly done: (error?: Error) => void;
}

export class Waiters {
  readonly #waiting = new Set<Waiter>();

  /** Resolves when `reached` passes the position or `signal` aborts; rejects with what `end` is given. */
  wait(position: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return resolve();
      const waiter: Waiter = { position, done };
      const onAbort = (): void => done();
      this.#waiting.add(waiter);
      signal.addEventListener("abort", onAbort, { once: true });
      const waiting = this.#waiting;
      function done(error?: Error): void {
        waiting.delete(waiter);
        signal.removeEventListener("abort", onAbort);
        if (error) reject(error);
        else resolve();
      }
    });
  }

  /** Everything before `next` is written. */
  reached(next: number): void {
    for (const { position, done } of this.#waiting) if (position < next) done();
  }

  end(error: Error): void {
    for (const { done } of this.#waiting) done(error);
  }
}
