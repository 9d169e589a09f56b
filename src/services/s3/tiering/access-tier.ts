// Intelligent-Tiering: in which tier an object lies, by the time since it was last read. Documented.
import type { IntelligentTieringConfiguration } from "@aws-sdk/client-s3";
import { chooses } from "../configurations/filter.ts";
import { DAY_MS, TRANSITION_SIZE_MIN_BYTES } from "../limits.ts";
import type { ObjectRow } from "../store/tables.ts";

export type ArchiveTier = "ARCHIVE_ACCESS" | "DEEP_ARCHIVE_ACCESS";
export type AccessTier = "FREQUENT" | "INFREQUENT" | "ARCHIVE_INSTANT_ACCESS" | ArchiveTier;

const INFREQUENT_DAYS = 30;
/** Also the fewest days after which a configuration archives. */
export const INSTANT_DAYS = 90;

/** Objects below 128 KiB are always in the frequent tier. */
export const isTiered = ({ storageClass, sizeBytes }: ObjectRow): boolean =>
  storageClass === "INTELLIGENT_TIERING" && sizeBytes >= TRANSITION_SIZE_MIN_BYTES;

export const lastUsedMs = ({ tiering, classSince, lastModified }: ObjectRow): number =>
  Math.max(tiering?.accessedAt.getTime() ?? 0, (classSince ?? lastModified).getTime());

export const idleDays = (row: ObjectRow, nowMs: number): number => (nowMs - lastUsedMs(row)) / DAY_MS;

/** Days of idleness after which the tier may change, ascending. */
export const tierDays = (configurations: readonly IntelligentTieringConfiguration[]): readonly number[] => {
  const days = configurations.flatMap(({ Tierings = [] }) => Tierings.map(({ Days = INSTANT_DAYS }) => Days));
  return [...new Set([INFREQUENT_DAYS, INSTANT_DAYS, ...days])].toSorted((a, b) => a - b);
};

/** `configurations`: those of the bucket; they matter to what was idle for 90 days. */
export function accessTier(
  key: string,
  row: ObjectRow,
  configurations: readonly IntelligentTieringConfiguration[],
  nowMs: number,
): AccessTier {
  if (!isTiered(row)) return "FREQUENT";
  // A restore under way: it ends when the object counts as read.
  if (row.tiering?.restoringFrom !== undefined && row.tiering.accessedAt.getTime() > nowMs)
    return row.tiering.restoringFrom;
  const days = idleDays(row, nowMs);
  if (days < INFREQUENT_DAYS) return "FREQUENT";
  if (days < INSTANT_DAYS) return "INFREQUENT";
  const due = configurations
    .filter((one) => one.Status === "Enabled" && chooses(one.Filter, key, row.tags))
    .flatMap(({ Tierings = [] }) =>
      Tierings.filter(({ Days = Infinity }) => Days <= days).map((tier) => tier.AccessTier),
    );
  if (due.includes("DEEP_ARCHIVE_ACCESS")) return "DEEP_ARCHIVE_ACCESS";
  return due.includes("ARCHIVE_ACCESS") ? "ARCHIVE_ACCESS" : "ARCHIVE_INSTANT_ACCESS";
}
