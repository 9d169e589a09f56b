// The order of changes: a sequence that rises over restarts, and how far readers may read.
import { realNowMs } from "../../../kit/clock.ts";

/** Sequences that a millisecond has: their numbers stay exact in a double until the year 2255. */
const PER_MILLISECOND = 1000;

/** A change whose transaction is not over. */
export interface Flight {
  /** A new sequence for each attempt, above all that were committed before the attempt read. */
  next(): number;
  land(): void;
}

export class ChangeSequence {
  #last = 0;
  readonly #open = new Map<object, number>();

  begin(): Flight {
    const flight: Flight = {
      next: () => {
        this.#last = Math.max(this.#last + 1, realNowMs() * PER_MILLISECOND);
        if (!this.#open.has(flight)) this.#open.set(flight, this.#last);
        return this.#last;
      },
      land: () => void this.#open.delete(flight),
    };
    return flight;
  }

  /** Every change before this one is there or never will be. */
  horizon(): number {
    let horizon = Math.max(this.#last + 1, realNowMs() * PER_MILLISECOND);
    for (const sequence of this.#open.values()) horizon = Math.min(horizon, sequence);
    return horizon;
  }
}
