// Object lock: what requests ask for, what a bucket gives by default, and what is refused. Recorded unless said otherwise.
import { invalidArgument } from "./errors.ts";
import {
  lockConfigurationMissing,
  lockDigestMissing,
  lockHeaderMissing,
  objectLocked,
  retainUntilPast,
  unknownLockMode,
} from "./lock-errors.ts";
import { DAY_MS } from "./limits.ts";
import type { BucketRow, LockMode, ObjectContent, Retention } from "./store/tables.ts";

const MODE_HEADER = "x-amz-object-lock-mode";
const UNTIL_HEADER = "x-amz-object-lock-retain-until-date";
const HOLD_HEADER = "x-amz-object-lock-legal-hold";
const MODES: readonly string[] = ["GOVERNANCE", "COMPLIANCE"];

export const isLockMode = (mode: string | undefined): mode is LockMode => mode !== undefined && MODES.includes(mode);

export interface LockInput {
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

export interface Lock {
  readonly retention?: Retention | undefined;
  readonly legalHold?: "ON" | "OFF" | undefined;
}

/** Errors: InvalidArgument. */
export function requestedLock(input: LockInput, nowMs: number): Lock {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus: hold } = input;
  if (mode !== undefined && until === undefined) throw lockHeaderMissing(UNTIL_HEADER);
  if (until !== undefined && mode === undefined) throw lockHeaderMissing(MODE_HEADER);
  if (mode !== undefined && !isLockMode(mode)) throw unknownLockMode(mode);
  if (until !== undefined && until.getTime() <= nowMs) throw retainUntilPast(UNTIL_HEADER, until);
  if (hold !== undefined && hold !== "ON" && hold !== "OFF")
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", HOLD_HEADER, hold);
  return { retention: mode === undefined || until === undefined ? undefined : { mode, until }, legalHold: hold };
}

/** Documented: a PutObject with a lock must come with a digest. Errors: InvalidRequest. */
export function requireDigest(lock: Lock, hasDigest: boolean): void {
  if ((lock.retention !== undefined || lock.legalHold !== undefined) && !hasDigest) throw lockDigestMissing();
}

/** The content as the bucket keeps it: with its default retention. Errors: InvalidRequest. */
export function withBucketLock(bucket: BucketRow, content: ObjectContent, nowMs: number): ObjectContent {
  const { objectLock } = bucket;
  if (objectLock === undefined) {
    if (content.retention !== undefined || content.legalHold !== undefined) throw lockConfigurationMissing();
    return content;
  }
  const byDefault = objectLock.defaultRetention;
  if (content.retention !== undefined || byDefault === undefined) return content;
  const days = byDefault.days ?? (byDefault.years ?? 0) * 365;
  return { ...content, retention: { mode: byDefault.mode, until: new Date(nowMs + days * DAY_MS) } };
}

export function isRemovable(row: ObjectContent, nowMs: number, bypass: boolean): boolean {
  if (row.legalHold === "ON") return false;
  const retention = inForce(row.retention, nowMs);
  return retention === undefined || (retention.mode === "GOVERNANCE" && bypass);
}

/** Errors: AccessDenied. */
export function checkRemovable(row: ObjectContent, nowMs: number, bypass: boolean): void {
  if (!isRemovable(row, nowMs, bypass)) throw objectLocked();
}

/** Whether one retention may take another's place; governance may be lifted by who bypasses it. Errors: AccessDenied. */
export function checkRetentionChange(
  current: Retention | undefined,
  wanted: Retention | undefined,
  nowMs: number,
  bypass: boolean,
): void {
  const held = inForce(current, nowMs);
  if (held === undefined || (held.mode === "GOVERNANCE" && bypass)) return;
  if (wanted?.mode !== held.mode || wanted.until < held.until) throw objectLocked();
}

const inForce = (retention: Retention | undefined, nowMs: number): Retention | undefined =>
  retention !== undefined && retention.until.getTime() > nowMs ? retention : undefined;

export const lockAnswer = ({ retention, legalHold }: ObjectContent) => ({
  ObjectLockMode: retention?.mode,
  ObjectLockRetainUntilDate: retention?.until,
  ObjectLockLegalHoldStatus: legalHold,
});
