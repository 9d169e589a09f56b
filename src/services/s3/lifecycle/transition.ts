// Transitions between storage classes: AWS's waterfall, and the sizes that are worth it. Documented.
import type { LifecycleRule } from "@aws-sdk/client-s3";
import { checkWord } from "../configurations/words.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import { DAY_MS, INFREQUENT_DAYS_MIN, TRANSITION_SIZE_MIN_BYTES } from "../limits.ts";
import type { MinimumSize } from "./rule.ts";
import { hasSizes } from "./scope.ts";

/** From each class to those below it. */
const WATERFALL: Readonly<Record<string, readonly string[]>> = {
  STANDARD: ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  REDUCED_REDUNDANCY: ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  STANDARD_IA: ["INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  INTELLIGENT_TIERING: ["ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  ONEZONE_IA: ["GLACIER", "DEEP_ARCHIVE"],
  GLACIER_IR: ["GLACIER", "DEEP_ARCHIVE"],
  GLACIER: ["DEEP_ARCHIVE"],
  DEEP_ARCHIVE: [],
};
const TARGETS = WATERFALL["STANDARD"] ?? [];
const INFREQUENT = ["STANDARD_IA", "ONEZONE_IA"];
const ARCHIVES = ["GLACIER", "DEEP_ARCHIVE"];

export const mayMove = (from: string, to: string): boolean => WATERFALL[from]?.includes(to) === true;

/** The lower of two classes in the waterfall. */
export const isBelow = (one: string, other: string): boolean => TARGETS.indexOf(one) > TARGETS.indexOf(other);

/** Objects below 128 KiB stay where they are, unless the rule itself speaks of sizes. */
export function isLargeEnough(sizeBytes: number, to: string, rule: LifecycleRule, minimum: MinimumSize): boolean {
  if (hasSizes(rule)) return true;
  if (minimum === "varies_by_storage_class" && ARCHIVES.includes(to)) return true;
  return sizeBytes >= TRANSITION_SIZE_MIN_BYTES;
}

/** Errors: InvalidArgument. */
export function checkMidnight(date: Date | undefined): void {
  if (date !== undefined && date.getTime() % DAY_MS !== 0)
    throw invalidArgument("'Date' must be at midnight GMT", "Date", date.toISOString());
}

/** Errors: MalformedXML, InvalidArgument. */
export function checkTransitions(rule: LifecycleRule): void {
  const { Transitions = [], NoncurrentVersionTransitions = [] } = rule;
  for (const { Date: date, Days: days, StorageClass } of Transitions) {
    checkWord(StorageClass, TARGETS);
    if ((date === undefined) === (days === undefined)) throw malformedXml();
    checkMidnight(date);
    checkDays("Days", "Transition", days, StorageClass);
  }
  for (const { NoncurrentDays, StorageClass } of NoncurrentVersionTransitions) {
    checkWord(StorageClass, TARGETS);
    if (NoncurrentDays === undefined) throw malformedXml();
    checkDays("NoncurrentDays", "NoncurrentVersionTransition", NoncurrentDays, StorageClass);
  }
}

function checkDays(name: string, action: string, days: number | undefined, storageClass: string | undefined): void {
  if (days === undefined) return;
  if (days < 0) throw invalidArgument(`'${name}' in ${action} action must be nonnegative`, name, days);
  if (INFREQUENT.includes(storageClass ?? "") && days < INFREQUENT_DAYS_MIN)
    throw invalidArgument(
      `'${name}' in ${action} action must be greater than or equal to ${INFREQUENT_DAYS_MIN} for storageClass '${storageClass}'`,
      name,
      days,
    );
}
