// ScheduleKeyDeletion: a key that refuses to work, and is gone after 7 to 30 days on the clock.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { scheduleDeletion } from "../deletion.ts";
import { outOfRange } from "../errors.ts";
import { checkNotPendingDeletion } from "../key-state.ts";
import { DELETION_WINDOW_DEFAULT_DAYS, DELETION_WINDOW_MAX_DAYS, DELETION_WINDOW_MIN_DAYS } from "../limits.ts";

export const scheduleKeyDeletion: Operation<"ScheduleKeyDeletion"> = async ({ KeyId, PendingWindowInDays }, call) => {
  const days = PendingWindowInDays ?? DELETION_WINDOW_DEFAULT_DAYS;
  if (days < DELETION_WINDOW_MIN_DAYS)
    throw outOfRange(days, "pendingWindowInDays", "greater", DELETION_WINDOW_MIN_DAYS);
  if (days > DELETION_WINDOW_MAX_DAYS) throw outOfRange(days, "pendingWindowInDays", "less", DELETION_WINDOW_MAX_DAYS);
  const key = await changeKey(KeyId, call, "ScheduleKeyDeletion", (before, transaction) => {
    checkNotPendingDeletion(before);
    return scheduleDeletion(transaction, before, days, call.context.clock.now());
  });
  const dueMs = key.deletion?.dueMs;
  return {
    KeyId: key.arn,
    ...(dueMs !== undefined && { DeletionDate: new Date(dueMs) }),
    KeyState: key.state,
    PendingWindowInDays: days,
  };
};
