// A bounded cache of what was worked out a short while ago, on the platform's clock.
import type { Clock } from "./clock.ts";

interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly fromMs: number;
}

export class ExpiringCache<Value> {
  readonly #clock: Clock;
  readonly #lifeMs: number;
  readonly #max: number;
  readonly #entries = new Map<string, Entry<Value>>();

  /** `max`: one more empties the cache. */
  constructor(clock: Clock, lifeMs: number, max: number) {
    this.#clock = clock;
    this.#lifeMs = lifeMs;
    this.#max = max;
  }

  /** Those who ask meanwhile share one `make`; a failure is not kept. */
  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const nowMs = this.#clock.now();
    const known = this.#entries.get(key);
    if (known && Math.abs(nowMs - known.fromMs) < this.#lifeMs) return known.value;
    if (this.#entries.size >= this.#max) this.#entries.clear();
    const entry = { value: make(), fromMs: nowMs };
    this.#entries.set(key, entry);
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry.value;
  }
}
