// Version ids, and the order of versions: time counted down, so that a scan over the versions of a key begins with the newest.
import { hash } from "node:crypto";
import { opaque } from "../../kit/ids.ts";

/** The id of what was written while versioning was not enabled. */
export const NULL_VERSION = "null";

const ORDER_LENGTH = 9;
const ORDER_MAX = 36 ** ORDER_LENGTH - 1;
const RANDOM_LENGTH = 19;
const CHECK_LENGTH = 4;
const SEQUENCER_LENGTH = 18;
const VERSION_ID = /^[0-9a-z]{9}[\w.]{23}$/;

/** Later than every order that `orderAt` makes. */
export const ORDER_LAST = "~";

/** The place of a version written now: before `newest`, also when the clock was set back. */
export function orderAt(nowMs: number, newest?: string): string {
  const atMs = newest === undefined ? nowMs : Math.max(nowMs, ORDER_MAX - Number.parseInt(newest, 36) + 1);
  return Math.max(0, ORDER_MAX - atMs)
    .toString(36)
    .padStart(ORDER_LENGTH, "0");
}

/** An id of 32 characters, as AWS's are. */
export function newVersionId(order: string): string {
  const id = order + opaque(RANDOM_LENGTH).replaceAll("-", ".").slice(0, RANDOM_LENGTH);
  return id + checkOf(id);
}

export const orderOf = (versionId: string): string => versionId.slice(0, ORDER_LENGTH);

/** Whether it is an id that `newVersionId` made, or `null`: S3 refuses ids that are not its own. Recorded. */
export const isVersionId = (id: string): boolean =>
  id === NULL_VERSION || (VERSION_ID.test(id) && checkOf(id.slice(0, -CHECK_LENGTH)) === id.slice(-CHECK_LENGTH));

const checkOf = (id: string): string => hash("sha1", id, "base64url").replaceAll("-", ".").slice(0, CHECK_LENGTH);

/** What happened later to a key has a larger one: hexadecimal digits that compare as text. `order` as in `orderAt`. */
export const sequencerOf = (order: string): string =>
  (ORDER_MAX - Number.parseInt(order, 36)).toString(16).toUpperCase().padStart(SEQUENCER_LENGTH, "0");
