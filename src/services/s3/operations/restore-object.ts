// RestoreObject: a copy of an archived object that can be read for some days, after a while that the tier decides.
import { withStatus } from "../../../kit/http-status.ts";
import { scheduleRestore } from "../archive/restored.ts";
import type { Input, Operation } from "../context.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import { restoreInProgress, restoreNotAllowed, selectRestoreNotBuilt, tierNotSupported } from "../lock-errors.ts";
import { DAY_MS, RESTORE_DAYS_MAX, RESTORE_MS } from "../limits.ts";
import { monthOf } from "../ledger/months.ts";
import { checkKeySize } from "../object-key.ts";
import { causeOf } from "../notifications/cause.ts";
import { isArchive, restoreState } from "../storage-class.ts";
import { changeObject, findObject } from "../store/objects.ts";
import type { ObjectRow, Restore, RestoreTier, Tiering } from "../store/tables.ts";
import type { AccessTier } from "../tiering/access-tier.ts";
import { isArchiveTier, tierOf } from "../tiering/reading.ts";

const TIERS: readonly RestoreTier[] = ["Expedited", "Standard", "Bulk"];

type Request = Input<"RestoreObject">["RestoreRequest"];

interface Wanted {
  readonly days: number;
  readonly tier: RestoreTier;
}

export const restoreObject: Operation<"RestoreObject"> = async (input, call) => {
  const { context, account } = call;
  const told = { name: "ObjectRestore:Post", cause: causeOf(call) } as const;
  checkKeySize(input.Key);
  const nowMs = context.clock.now();
  const found = await findObject(context.keyvalue, input, "POST");
  if (found.row.storageClass === "INTELLIGENT_TIERING") {
    const tier = await tierOf(context, input, found.row);
    await changeObject(
      context,
      input,
      (row) => ({ ...row, tiering: restoredTier(row, tier, input.RestoreRequest, nowMs) }),
      "POST",
      told,
      (transaction, written) => scheduleRestore(context, transaction, input.Key, written, false),
    );
    return withStatus({}, 202);
  }
  const wanted = wantedBy(input.RestoreRequest);
  let wasRestored = false;
  const { row } = await changeObject(
    context,
    input,
    (row) => {
      wasRestored = restoreState(row, nowMs).kind === "restored";
      return { ...row, restore: restored(row, wanted, nowMs) };
    },
    "POST",
    told,
    (transaction, written) => scheduleRestore(context, transaction, input.Key, written, wasRestored),
  );
  if (!wasRestored) {
    const { storageClass, sizeBytes } = row;
    const place = { bucket: input.Bucket, account, storageClass, month: monthOf(nowMs) };
    context.ledger.add(place, `restores-${wanted.tier.toLowerCase()}`, 1);
    context.ledger.add(place, `retrieval-${wanted.tier.toLowerCase()}`, sizeBytes);
  }
  return withStatus({}, wasRestored ? 200 : 202);
};

/**
 * Documented: what comes back from an archive tier is in the frequent tier again, for no certain number of days.
 * Errors: InvalidObjectState, MalformedXML, RestoreAlreadyInProgress, InvalidArgument.
 */
function restoredTier(row: ObjectRow, from: AccessTier, request: Request, nowMs: number): Tiering {
  if (!isArchiveTier(from)) throw restoreNotAllowed(row.storageClass);
  if (request?.Days !== undefined) throw malformedXml();
  if (row.tiering?.restoringFrom !== undefined && row.tiering.accessedAt.getTime() > nowMs) throw restoreInProgress();
  const tier = request?.GlacierJobParameters?.Tier ?? request?.Tier ?? "Standard";
  const durationMs = RESTORE_MS[from === "ARCHIVE_ACCESS" ? "GLACIER" : "DEEP_ARCHIVE"][tier];
  if (durationMs === undefined) throw tierNotSupported();
  return { accessedAt: new Date(nowMs + durationMs), restoringFrom: from };
}

/** Errors: MalformedXML, InvalidArgument (inferred), NotImplemented. */
function wantedBy(request: Request): Wanted {
  if (request?.Type !== undefined) throw selectRestoreNotBuilt();
  const { Days: days, Tier, GlacierJobParameters: job } = request ?? {};
  const tier = job?.Tier ?? Tier ?? "Standard";
  if (days === undefined || !TIERS.includes(tier)) throw malformedXml();
  if (days < 1 || days > RESTORE_DAYS_MAX)
    throw invalidArgument(`restoration period must be between 1 and ${RESTORE_DAYS_MAX} days`, "Days", days);
  return { days, tier };
}

/** Errors: InvalidObjectState, RestoreAlreadyInProgress, InvalidArgument. Documented. */
function restored(row: ObjectRow, { days, tier }: Wanted, nowMs: number): Restore {
  const { storageClass, restore } = row;
  if (!isArchive(storageClass)) throw restoreNotAllowed(storageClass);
  const durationMs = RESTORE_MS[storageClass][tier];
  if (durationMs === undefined) throw tierNotSupported();
  const state = restoreState(row, nowMs);
  if (state.kind === "restored" && restore !== undefined) return { ...restore, days, expiresAt: expiry(nowMs, days) };
  let readyMs = nowMs + durationMs;
  if (state.kind === "ongoing" && restore !== undefined) {
    // A faster tier speeds up what is under way, and nothing else may change it.
    if (TIERS.indexOf(tier) >= TIERS.indexOf(restore.tier)) throw restoreInProgress();
    readyMs = Math.min(readyMs, restore.readyAt.getTime());
  }
  return { days, tier, readyAt: new Date(readyMs), expiresAt: expiry(readyMs, days) };
}

/** Documented: the days are counted from now and rounded up to the next midnight UTC. */
const expiry = (fromMs: number, days: number): Date => new Date((Math.floor(fromMs / DAY_MS) + days + 1) * DAY_MS);
