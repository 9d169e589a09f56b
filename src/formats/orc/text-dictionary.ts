// The distinct texts of a stripe: a hash table over their bytes.
import { OutStream } from "./out-stream.ts";

const SLOTS_FIRST = 1024;

export class TextDictionary {
  readonly #data = new OutStream();
  readonly #ends: number[] = [];
  /** Ids above 0. */
  #slots = new Int32Array(SLOTS_FIRST);
  #hashes: number[] = [];

  get size(): number {
    return this.#ends.length;
  }

  get sizeBytes(): number {
    return this.#data.size + this.size * 8;
  }

  text(id: number): Uint8Array {
    return this.#data.bytes.subarray(this.#ends[id - 1] ?? 0, this.#ends[id]);
  }

  /** The text's id, a new one when it has not been seen. */
  add(data: Uint8Array, start: number, end: number): number {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ data[at]!, 0x01_00_01_93);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot]! - 1;
      if (found === -1) break;
      if (this.#hashes[found] === hash && this.#equals(found, data, start, end)) return found;
    }
    const id = this.size;
    this.#data.write(data.subarray(start, end));
    this.#ends.push(this.#data.size);
    this.#hashes.push(hash);
    this.#slots[slot] = id + 1;
    if (this.size * 2 > this.#slots.length) this.#grow();
    return id;
  }

  #equals(id: number, data: Uint8Array, start: number, end: number): boolean {
    const bytes = this.#data.room(0);
    const from = this.#ends[id - 1] ?? 0;
    const length = end - start;
    if (this.#ends[id]! - from !== length) return false;
    for (let at = 0; at < length; at++) if (bytes[from + at] !== data[start + at]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    this.#hashes.forEach((hash, id) => {
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    });
    this.#slots = slots;
  }
}
