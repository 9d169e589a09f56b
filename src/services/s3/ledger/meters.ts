// What the cost ledger counts of things that lie somewhere, and in which units. Documented in S3's pricing and usage types; the names are ours.
import type { AccessTier } from "../tiering/access-tier.ts";

export const TIER_METERS: Readonly<Record<AccessTier, string>> = {
  FREQUENT: "storage",
  INFREQUENT: "storage-infrequent",
  ARCHIVE_INSTANT_ACCESS: "storage-archive-instant",
  ARCHIVE_ACCESS: "storage-archive",
  DEEP_ARCHIVE_ACCESS: "storage-deep-archive",
};

/** Of 32 KiB that each archived object takes besides its bytes. */
export const INDEX_METERS: Partial<Record<string, string>> = {
  GLACIER: "index-overhead",
  DEEP_ARCHIVE: "index-overhead",
  ARCHIVE_ACCESS: "index-overhead-archive",
  DEEP_ARCHIVE_ACCESS: "index-overhead-deep-archive",
};
/** Of 8 KiB for the name of each archived object, at the price of STANDARD. */
export const NAME_METER = "name-overhead";
/** Of what small objects lack of the smallest size that is charged. */
export const SMALL_METER = "small-objects";
/** Of parts whose upload is not completed; archives have them at the price of STANDARD. */
export const PARTS_METER = "storage-parts";
/** Of objects in Intelligent-Tiering that it moves. */
export const MONITORING_METER = "monitoring";
export const EARLY_METER = "early-deletion";

const BYTE_HOURS = new Set<string | undefined>([
  ...Object.values(TIER_METERS),
  ...Object.values(INDEX_METERS),
  NAME_METER,
  SMALL_METER,
  PARTS_METER,
  EARLY_METER,
]);

/** What a meter's sum is shown in: byte-hours as GB-Mo, object-hours as objects-Mo, bytes as GB. */
export function unitOf(meter: string): "GB-Mo" | "objects-Mo" | "GB" | "requests" {
  if (BYTE_HOURS.has(meter)) return "GB-Mo";
  if (meter === MONITORING_METER) return "objects-Mo";
  return meter.startsWith("retrieval") ? "GB" : "requests";
}
