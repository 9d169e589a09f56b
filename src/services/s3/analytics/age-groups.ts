// Age groups of storage class analysis. Their bounds are documented, their names known from those who parse exports.
import { DAY_MS, TRANSITION_SIZE_MIN_BYTES } from "../limits.ts";

const STARTS = [0, 15, 30, 45, 60, 75, 90, 120, 150, 180, 365, 730] as const;
const NAME_DIGITS = 3;
const padded = (days: number): string => String(days).padStart(NAME_DIGITS, "0");

export interface AgeGroup {
  readonly name: string;
  readonly fromDays: number;
}

export const AGE_GROUPS: readonly AgeGroup[] = STARTS.map((fromDays, at) => {
  const next = STARTS[at + 1];
  return { fromDays, name: next === undefined ? `${fromDays}+` : `${padded(fromDays)}-${padded(next - 1)}` };
});

/** Documented: objects below 128 KiB count among all objects only, whatever their age. */
export const SMALL = AGE_GROUPS.length;
export const GROUPS_COUNT = SMALL + 1;

/** By the time since it was uploaded. */
export function ageGroupOf(uploadedAt: Date, sizeBytes: number, atMs: number): number {
  if (sizeBytes < TRANSITION_SIZE_MIN_BYTES) return SMALL;
  const days = Math.floor((atMs - uploadedAt.getTime()) / DAY_MS);
  return Math.max(
    0,
    AGE_GROUPS.findLastIndex(({ fromDays }) => fromDays <= days),
  );
}
