// A sparse index of one segment: where a frame begins, one entry for every 64 KiB.
import type { Frame } from "./frame.ts";

const STEP_BYTES = 64 * 1024;

export interface IndexEntry {
  readonly position: number;
  readonly timestampMs: number;
  readonly offset: number;
}

export class SegmentIndex {
  readonly #entries: IndexEntry[] = [];

  /** Frames are added in order. */
  add(frame: Frame, offset: number): void {
    const last = this.#entries.at(-1);
    if (last && offset - last.offset < STEP_BYTES) return;
    this.#entries.push({ position: frame.first, timestampMs: frame.firstTimestampMs, offset });
  }

  /** The last frame known to begin at or before `position`. */
  before(position: number): IndexEntry | undefined {
    return this.#lastWhere((entry) => entry.position <= position);
  }

  /** The last frame known to begin before `timestampMs`: everything before it is older. */
  beforeTime(timestampMs: number): IndexEntry | undefined {
    return this.#lastWhere((entry) => entry.timestampMs < timestampMs);
  }

  #lastWhere(holds: (entry: IndexEntry) => boolean): IndexEntry | undefined {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry && holds(entry)) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low - 1];
  }
}

/** Bounds how many segments that are only read keep their index in memory. */
export class IndexCache {
  readonly #max: number;
  readonly #used = new Set<{ forgetIndex(): void }>();

  constructor(max: number) {
    this.#max = max;
  }

  used(segment: { forgetIndex(): void }): void {
    this.#used.delete(segment);
    this.#used.add(segment);
    if (this.#used.size <= this.#max) return;
    for (const oldest of this.#used) {
      this.#used.delete(oldest);
      oldest.forgetIndex();
      return;
    }
  }

  removed(segment: { forgetIndex(): void }): void {
    this.#used.delete(segment);
  }
}
