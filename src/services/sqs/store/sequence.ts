// The sequence of messages: rises with time, over restarts, and from message to message.

/** Sequences that a millisecond has: their numbers stay exact in a double until the year 2255. */
const PER_MILLISECOND = 1000;

export class MessageSequence {
  #last = 0;

  /** `nowMs`: virtual. When the clock was moved back, sequences go on from where they were. */
  next(nowMs: number, newestSequence = 0): number {
    this.#last = Math.max(this.#last + 1, newestSequence + 1, nowMs * PER_MILLISECOND);
    return this.#last;
  }
}
