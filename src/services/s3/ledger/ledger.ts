// Counts of what costs: added up in memory, written to disk by a timer. A crash loses what came since the last time.
import type { S3Context } from "../context.ts";
import { addCounts } from "../store/ledger.ts";
import { monthOf } from "./months.ts";

/** Quantities by meter. Storage is in byte-hours, all else in requests or bytes. */
export type Counts = Record<string, number>;

export interface CountedPlace {
  readonly bucket: string;
  /** Of whoever asked; the bucket's owner takes its place when that is known. */
  readonly account: string | undefined;
  readonly storageClass: string;
  readonly month: string;
}

export interface Counted extends CountedPlace {
  readonly counts: Counts;
}

export class Ledger {
  #counted = new Map<string, Counted>();
  #writing: Promise<void> = Promise.resolve();

  add(place: CountedPlace, meter: string, quantity: number): void {
    const key = `${place.bucket} ${place.storageClass} ${place.month}`;
    let counted = this.#counted.get(key);
    if (counted === undefined) {
      counted = { ...place, counts: {} };
      this.#counted.set(key, counted);
    }
    counted.counts[meter] = (counted.counts[meter] ?? 0) + quantity;
  }

  /** One request. */
  request(bucket: string, account: string, storageClass: string, meter: string, nowMs: number): void {
    this.add({ bucket, account, storageClass, month: monthOf(nowMs) }, meter, 1);
  }

  /** Writes what was counted since the last time; what cannot be written is kept. */
  flush(context: S3Context): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#write(context));
    return this.#writing;
  }

  async #write(context: S3Context): Promise<void> {
    const taken = this.#counted;
    if (taken.size === 0) return;
    this.#counted = new Map();
    try {
      await addCounts(context, [...taken.values()]);
    } catch (error) {
      for (const place of taken.values())
        for (const [meter, quantity] of Object.entries(place.counts)) this.add(place, meter, quantity);
      throw error;
    }
  }
}
