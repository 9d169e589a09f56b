// The newest frames of all shards in memory, so that readers at the end do not hit the disk. The oldest go first.
import type { Frame } from "./frame.ts";

/** A queue that gives up what was taken from it without moving the rest each time. */
class Queue<Item> {
  #items: (Item | undefined)[] = [];
  #start = 0;

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    const item = this.#items[this.#start];
    this.#items[this.#start++] = undefined;
    if (this.#start >= 64 && this.#start * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
    return item;
  }

  get length(): number {
    return this.#items.length - this.#start;
  }

  at(index: number): Item | undefined {
    return this.#items[this.#start + index];
  }
}

export class TailCache {
  readonly #maxBytes: number;
  readonly #order = new Queue<Tail>();
  #sizeBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(tail: Tail, frame: Frame): void {
    tail.push(frame);
    this.#order.push(tail);
    this.#sizeBytes += frame.bytes.length;
    while (this.#sizeBytes > this.#maxBytes) this.#sizeBytes -= this.#order.shift()?.shift()?.bytes.length ?? 0;
  }
}

/** One shard's part of the cache: its last frames, without a hole. */
export class Tail {
  readonly #frames = new Queue<Frame>();

  push(frame: Frame): void {
    this.#frames.push(frame);
  }

  shift(): Frame | undefined {
    return this.#frames.shift();
  }

  /** The first position that is cached. */
  get first(): number {
    return this.#frames.at(0)?.first ?? Infinity;
  }

  /** The cached frames from the one that holds `position` on. To be used up at once. */
  *from(position: number): Iterable<Frame> {
    let low = 0;
    let high = this.#frames.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const frame = this.#frames.at(middle);
      if (frame && frame.first + frame.count <= position) low = middle + 1;
      else high = middle;
    }
    for (let frame = this.#frames.at(low); frame; frame = this.#frames.at(++low)) yield frame;
  }
}
