// The chunks that a reader has open, so that the event that comes next is found among them without looking at all.
import { comparePositions, type StoredEvent } from "./event.ts";

/** Events of one chunk that are still to come, the next one last. */
type Left = StoredEvent[];

/** A binary heap by each chunk's next event. */
export class OpenChunks {
  readonly #heap: Left[] = [];
  readonly #sign: number;

  constructor(isBackward: boolean) {
    this.#sign = isBackward ? -1 : 1;
  }

  get next(): StoredEvent | undefined {
    return this.#heap[0]?.at(-1);
  }

  /** `left`: the next one last. */
  add(left: Left): void {
    if (left.length === 0) return;
    this.#heap.push(left);
    let at = this.#heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes the next event away. */
  pop(): void {
    const [first] = this.#heap;
    if (!first) return;
    first.pop();
    if (first.length === 0) {
      const last = this.#heap.pop();
      if (last && this.#heap.length > 0) this.#heap[0] = last;
    }
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < this.#heap.length && this.#isBefore(left, least)) least = left;
      if (right < this.#heap.length && this.#isBefore(right, least)) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(left: number, right: number): boolean {
    const [one, other] = [this.#heap[left]?.at(-1), this.#heap[right]?.at(-1)];
    return one !== undefined && other !== undefined && comparePositions(one, other) * this.#sign < 0;
  }

  #swap(left: number, right: number): void {
    const [one, other] = [this.#heap[left], this.#heap[right]];
    if (one && other) [this.#heap[left], this.#heap[right]] = [other, one];
  }
}
