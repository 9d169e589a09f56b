// Which buckets are analysed, and what was read and written there: added up in memory, written to disk by a timer. A crash loses what
// came since the last time.
import type { AnalyticsConfiguration } from "@aws-sdk/client-s3";
import { chooses } from "../configurations/filter.ts";
import type { S3Context } from "../context.ts";
import { dayOf } from "../midnight.ts";
import { addAccesses, type DayPlace } from "../store/analytics.ts";
import type { ObjectRow } from "../store/tables.ts";
import { ageGroupOf } from "./age-groups.ts";
import { type Accessed, addTo, type DayAmounts } from "./amounts.ts";

export interface DayAccesses extends DayPlace {
  readonly amounts: DayAmounts;
}

export class Analyses {
  /** In memory, since every read asks; loaded when the service opens. */
  readonly #configured = new Map<string, readonly AnalyticsConfiguration[]>();
  #counted = new Map<string, DayAccesses>();
  #writing: Promise<void> = Promise.resolve();

  put(bucket: string, configuration: AnalyticsConfiguration): void {
    const others = this.#others(bucket, configuration.Id);
    this.#configured.set(bucket, [...others, configuration]);
  }

  remove(bucket: string, id: string): void {
    const others = this.#others(bucket, id);
    if (others.length === 0) this.#configured.delete(bucket);
    else this.#configured.set(bucket, others);
  }

  removeBucket(bucket: string): void {
    this.#configured.delete(bucket);
  }

  /** A read or write of an object that went well. Costs one look-up in buckets that are not analysed. */
  note(bucket: string, key: string, row: ObjectRow, nowMs: number, accessed: Partial<Accessed>): void {
    const configured = this.#configured.get(bucket);
    if (configured === undefined) return;
    for (const { Id = "", Filter } of configured)
      if (chooses(Filter, key, row.tags))
        this.#add({ bucket, id: Id, day: dayOf(nowMs) }, row.storageClass, ageOf(row, nowMs), accessed);
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
      await addAccesses(context, [...taken.values()]);
    } catch (error) {
      for (const { amounts, ...place } of taken.values())
        for (const [storageClass, groups] of Object.entries(amounts))
          for (const [group, counted] of groups.entries()) this.#add(place, storageClass, group, counted);
      throw error;
    }
  }

  #add(place: DayPlace, storageClass: string, group: number, accessed: Partial<Accessed>): void {
    const key = `${place.bucket} ${place.id} ${place.day}`;
    let counted = this.#counted.get(key);
    if (counted === undefined) {
      counted = { ...place, amounts: {} };
      this.#counted.set(key, counted);
    }
    addTo(counted.amounts, storageClass, group, accessed);
  }

  #others(bucket: string, id: string | undefined): readonly AnalyticsConfiguration[] {
    return (this.#configured.get(bucket) ?? []).filter((one) => one.Id !== id);
  }
}

const ageOf = ({ lastModified, sizeBytes }: ObjectRow, nowMs: number): number =>
  ageGroupOf(lastModified, sizeBytes, nowMs);
