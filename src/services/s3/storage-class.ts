// Storage classes: which there are, which archive their objects, and whether an archived one can be read now.
import { invalidStorageClass } from "./errors.ts";
import { invalidObjectState, sourceNotActive } from "./lock-errors.ts";
import type { ObjectContent } from "./store/tables.ts";

export const STORAGE_CLASSES = [
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER_IR",
  "GLACIER",
  "DEEP_ARCHIVE",
] as const;

export type StorageClass = (typeof STORAGE_CLASSES)[number];

/** From which objects must be restored before they can be read. */
const ARCHIVES = ["GLACIER", "DEEP_ARCHIVE"] as const;

type Archive = (typeof ARCHIVES)[number];

const isStorageClass = (name: string): name is StorageClass => (STORAGE_CLASSES as readonly string[]).includes(name);

export const isArchive = (storageClass: string): storageClass is Archive =>
  (ARCHIVES as readonly string[]).includes(storageClass);

/** Errors: InvalidStorageClass. Recorded. */
export function checkStorageClass(storageClass: string | undefined): StorageClass | "EXPRESS_ONEZONE" {
  if (storageClass === undefined) return "STANDARD";
  if (storageClass === "EXPRESS_ONEZONE") return storageClass; // directory buckets alone let it come so far
  if (!isStorageClass(storageClass)) throw invalidStorageClass(storageClass);
  return storageClass;
}

type Archived = Pick<ObjectContent, "storageClass" | "restore">;

export type RestoreState =
  | { readonly kind: "none" }
  | { readonly kind: "ongoing" }
  | { readonly kind: "restored"; readonly expiresAt: Date };

/** A restored copy is gone once it expires, as if it had never been asked for. */
export function restoreState({ restore }: Archived, nowMs: number): RestoreState {
  if (restore === undefined || restore.expiresAt.getTime() <= nowMs) return { kind: "none" };
  return restore.readyAt.getTime() > nowMs ? { kind: "ongoing" } : { kind: "restored", expiresAt: restore.expiresAt };
}

/** Errors: InvalidObjectState. Recorded. */
export function checkReadable(object: Archived, nowMs: number): void {
  if (isArchive(object.storageClass) && restoreState(object, nowMs).kind !== "restored")
    throw invalidObjectState(object.storageClass);
}

/** Of the source of a copy. Errors: InvalidObjectState. Documented. */
export function checkCopyable(object: Archived, nowMs: number): void {
  if (isArchive(object.storageClass) && restoreState(object, nowMs).kind !== "restored") throw sourceNotActive();
}

/** The `x-amz-restore` header. Documented. */
export function restoreHeader(object: Archived, nowMs: number): string | undefined {
  const state = restoreState(object, nowMs);
  if (state.kind === "none") return undefined;
  if (state.kind === "ongoing") return 'ongoing-request="true"';
  return `ongoing-request="false", expiry-date="${state.expiresAt.toUTCString()}"`;
}

/** `RestoreStatus` of listings that ask for it. Documented. */
export function restoreStatus(object: Archived, nowMs: number) {
  const state = restoreState(object, nowMs);
  if (state.kind === "none") return undefined;
  if (state.kind === "ongoing") return { IsRestoreInProgress: true };
  return { IsRestoreInProgress: false, RestoreExpiryDate: state.expiresAt };
}
