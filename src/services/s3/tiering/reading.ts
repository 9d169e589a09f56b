// What Intelligent-Tiering does when an object is read, looked at or restored.
import { noteAccess, tieringConfigurations } from "../store/tiering.ts";
import type { S3Context } from "../context.ts";
import { invalidObjectState } from "../lock-errors.ts";
import { DAY_MS } from "../limits.ts";
import type { ObjectRow } from "../store/tables.ts";
import {
  accessTier,
  type AccessTier,
  type ArchiveTier,
  idleDays,
  INSTANT_DAYS,
  isTiered,
  lastUsedMs,
} from "./access-tier.ts";

interface Addressed {
  readonly Bucket: string;
  readonly Key: string;
}

export async function tierOf(context: S3Context, { Bucket, Key }: Addressed, row: ObjectRow): Promise<AccessTier> {
  const nowMs = context.clock.now();
  if (!isTiered(row)) return "FREQUENT";
  const mayBeArchived = idleDays(row, nowMs) >= INSTANT_DAYS;
  return accessTier(Key, row, mayBeArchived ? await tieringConfigurations(context, Bucket) : [], nowMs);
}

export const isArchiveTier = (tier: AccessTier): tier is ArchiveTier =>
  tier === "ARCHIVE_ACCESS" || tier === "DEEP_ARCHIVE_ACCESS";

/** `x-amz-archive-status`, and `x-amz-restore` while it comes back. Nothing for all other objects. */
export async function archiveAnswer(context: S3Context, address: Addressed, row: ObjectRow) {
  const tier = await tierOf(context, address, row);
  if (!isArchiveTier(tier)) return {};
  const isRestoring = row.tiering?.restoringFrom !== undefined && lastUsedMs(row) > context.clock.now();
  return { ArchiveStatus: tier, ...(isRestoring && { Restore: 'ongoing-request="true"' }) };
}

/** Before an object is read: one in an archive tier is refused, and any other counts as read. Errors: InvalidObjectState. */
export async function readTiered(context: S3Context, address: Addressed, row: ObjectRow): Promise<void> {
  if (!isTiered(row)) return;
  const tier = await tierOf(context, address, row);
  if (isArchiveTier(tier)) throw invalidObjectState(row.storageClass, tier);
  // Once a day is enough to tell tiers apart, and keeps reads free of writes.
  if (context.clock.now() - lastUsedMs(row) >= DAY_MS) await noteAccess(context, address, row);
}
