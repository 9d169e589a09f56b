// What storage class analysis counts.
import { GROUPS_COUNT } from "./age-groups.ts";

export interface Accessed {
  readonly gets: number;
  readonly retrievedBytes: number;
  readonly uploadedBytes: number;
}

export interface Amounts extends Accessed {
  readonly objects: number;
  readonly storedBytes: number;
}

/** By storage class, then by age group. */
export type DayAmounts = Record<string, Amounts[]>;

export const NOTHING: Amounts = { gets: 0, retrievedBytes: 0, uploadedBytes: 0, objects: 0, storedBytes: 0 };

export const sumOf = (one: Amounts, other: Partial<Amounts>): Amounts => ({
  gets: one.gets + (other.gets ?? 0),
  retrievedBytes: one.retrievedBytes + (other.retrievedBytes ?? 0),
  uploadedBytes: one.uploadedBytes + (other.uploadedBytes ?? 0),
  objects: one.objects + (other.objects ?? 0),
  storedBytes: one.storedBytes + (other.storedBytes ?? 0),
});

export const noAmounts = (): Amounts[] => Array.from({ length: GROUPS_COUNT }, () => NOTHING);

export function addTo(day: DayAmounts, storageClass: string, group: number, amounts: Partial<Amounts>): void {
  const groups = (day[storageClass] ??= noAmounts());
  groups[group] = sumOf(groups[group] ?? NOTHING, amounts);
}
