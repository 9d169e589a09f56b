// A bounded number of native calls at a time, served in order of arrival.

interface Waiting {
  readonly start: () => void;
  readonly refuse: (reason: Error) => void;
}

/** Every running DuckDB call holds one of libuv's few threads; without a bound, long queries would starve file reads and hashing. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<Waiting>();

  constructor(count: number) {
    this.#free = count;
  }

  /** `onQueued` is given a function that takes the call out of the queue again. */
  async hold<Result>(
    call: () => Promise<Result>,
    onQueued: (refuse: (reason: Error) => void) => void,
  ): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await this.#turn(onQueued);
    try {
      return await call();
    } finally {
      this.#release();
    }
  }

  #turn(onQueued: (refuse: (reason: Error) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { start: resolve, refuse: reject };
      this.#waiting.add(waiting);
      onQueued((reason) => this.#waiting.delete(waiting) && reject(reason));
    });
  }

  #release(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free++;
      return;
    }
    this.#waiting.delete(next);
    next.start();
  }
}
