// What the state of a key forbids. Documented in the developer guide's table of key states.
import { disabled, inState } from "./errors.ts";
import type { Key, State } from "./key.ts";

/** As the messages of KMSInvalidStateException name them. Recorded for the first and second. */
const WORDS: Readonly<Partial<Record<State, string>>> = {
  PendingDeletion: "pending deletion",
  PendingImport: "pending import",
  PendingReplicaDeletion: "pending replica deletion",
  Creating: "creating",
};

/** For cryptographic operations. Errors: DisabledException, KMSInvalidStateException. */
export function checkUsable(key: Key): void {
  checkNotDisabled(key);
  checkNotIn(key, ["PendingDeletion", "PendingReplicaDeletion", "PendingImport", "Creating"]);
}

/** Errors: DisabledException. */
export function checkNotDisabled(key: Key): void {
  if (key.state === "Disabled") throw disabled(key.arn);
}

/** For operations that change a key. Errors: KMSInvalidStateException. */
export const checkNotPendingDeletion = (key: Key): void =>
  checkNotIn(key, ["PendingDeletion", "PendingReplicaDeletion", "Creating"]);

/** Errors: KMSInvalidStateException. */
export function checkNotIn(key: Key, states: readonly State[]): void {
  if (states.includes(key.state)) throw inState(key.arn, WORDS[key.state] ?? key.state.toLowerCase());
}
