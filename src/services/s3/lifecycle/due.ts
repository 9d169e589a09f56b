// Which lifecycle action an object's version is due for. Pure: the time is given.
import type { LifecycleRule } from "@aws-sdk/client-s3";
import { DAY_MS } from "../limits.ts";
import type { ObjectRow, VersionRow } from "../store/tables.ts";
import type { LifecycleSetting } from "./rule.ts";
import { prefixOf, sizesOf, tagsOf } from "./scope.ts";
import { isBelow, isLargeEnough, mayMove } from "./transition.ts";

type Filtered = Pick<ObjectRow, "tags" | "sizeBytes">;

/** Documented: days are counted from the time on and rounded up to the next midnight UTC. */
const daysAfter = (at: Date, days: number): number => (Math.floor(at.getTime() / DAY_MS) + days + 1) * DAY_MS;

const isEnabled = ({ Status }: LifecycleRule): boolean => Status === "Enabled";

/** Delete markers have neither tags nor a size: rules that ask for them leave markers alone. */
function applies(rule: LifecycleRule, key: string, object: Filtered | undefined): boolean {
  if (!isEnabled(rule) || !key.startsWith(prefixOf(rule))) return false;
  const { above, below } = sizesOf(rule);
  const tags = tagsOf(rule);
  if (object === undefined) return above === undefined && below === undefined && tags.length === 0;
  if (above !== undefined && object.sizeBytes <= above) return false;
  if (below !== undefined && object.sizeBytes >= below) return false;
  return tags.every(({ Key, Value }) => object.tags.some((tag) => tag.Key === Key && tag.Value === Value));
}

export interface Expiry {
  readonly atMs: number;
  readonly ruleId: string;
}

/** When the current version expires, by the rule that comes first. */
export function expiryOf(
  { rules }: LifecycleSetting,
  key: string,
  object: Pick<ObjectRow, "tags" | "sizeBytes" | "lastModified">,
): Expiry | undefined {
  let first: Expiry | undefined;
  for (const rule of rules) {
    const { Date: date, Days: days } = rule.Expiration ?? {};
    if ((date === undefined && days === undefined) || !applies(rule, key, object)) continue;
    const atMs = date?.getTime() ?? daysAfter(object.lastModified, days ?? 0);
    if (first === undefined || atMs < first.atMs) first = { atMs, ruleId: rule.ID ?? "" };
  }
  return first;
}

/** The `x-amz-expiration` header. Documented. */
export const expirationHeader = ({ atMs, ruleId }: Expiry): string =>
  `expiry-date="${new Date(atMs).toUTCString()}", rule-id="${encodeURIComponent(ruleId)}"`;

/** Whether a delete marker that hides nothing is to go. Documented: rules with days take such markers away, too. */
export const isMarkerDue = ({ rules }: LifecycleSetting, key: string, lastModified: Date, nowMs: number): boolean =>
  rules.some((rule) => {
    if (!applies(rule, key, undefined)) return false;
    const { ExpiredObjectDeleteMarker: marker, Days: days } = rule.Expiration ?? {};
    return marker === true || (days !== undefined && daysAfter(lastModified, days) <= nowMs);
  });

export interface Noncurrent {
  readonly since: Date;
  /** How many noncurrent versions of the key are newer. */
  readonly newer: number;
}

/** Of a version, by what is known of the next newer one of its key. */
export const noncurrentAfter = (
  newer: { readonly row: VersionRow; readonly noncurrent: Noncurrent | undefined },
  { noncurrentSince }: VersionRow,
): Noncurrent => ({
  since: noncurrentSince ?? newer.row.lastModified,
  newer: newer.noncurrent === undefined ? 0 : newer.noncurrent.newer + 1,
});

/** When a version goes that is not current any more; undefined: it stays. */
export function noncurrentExpiryMs(
  { rules }: LifecycleSetting,
  key: string,
  object: Filtered | undefined,
  { since, newer }: Noncurrent,
): number | undefined {
  let first: number | undefined;
  for (const rule of rules) {
    const { NoncurrentDays: days, NewerNoncurrentVersions: kept = 0 } = rule.NoncurrentVersionExpiration ?? {};
    if (days === undefined || newer < kept || !applies(rule, key, object)) continue;
    first = Math.min(first ?? Infinity, daysAfter(since, days));
  }
  return first;
}

/** The class an object is to move to: of those due the lowest that it may move to. `noncurrent` for versions that are not current. */
export function transitionOf(
  { rules, minimumSize }: LifecycleSetting,
  key: string,
  object: ObjectRow,
  noncurrent: Noncurrent | undefined,
  nowMs: number,
): string | undefined {
  let lowest: string | undefined;
  for (const rule of rules) {
    if (!applies(rule, key, object)) continue;
    for (const to of dueClasses(rule, object, noncurrent, nowMs)) {
      const moves = mayMove(object.storageClass, to) && isLargeEnough(object.sizeBytes, to, rule, minimumSize);
      if (moves && (lowest === undefined || isBelow(to, lowest))) lowest = to;
    }
  }
  return lowest;
}

function dueClasses(
  rule: LifecycleRule,
  { lastModified }: ObjectRow,
  noncurrent: Noncurrent | undefined,
  nowMs: number,
): string[] {
  if (noncurrent !== undefined)
    return (rule.NoncurrentVersionTransitions ?? []).flatMap(
      ({ NoncurrentDays: days = 0, StorageClass = "", NewerNoncurrentVersions: kept = 0 }) =>
        noncurrent.newer >= kept && daysAfter(noncurrent.since, days) <= nowMs ? [StorageClass] : [],
    );
  return (rule.Transitions ?? []).flatMap(({ Date: date, Days: days = 0, StorageClass = "" }) =>
    (date?.getTime() ?? daysAfter(lastModified, days)) <= nowMs ? [StorageClass] : [],
  );
}

/** When an upload is aborted that is not completed until then, by the rule that comes first. */
export function abortOf({ rules }: LifecycleSetting, key: string, initiatedAt: Date): Expiry | undefined {
  let first: Expiry | undefined;
  for (const rule of rules) {
    const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
    if (days === undefined || !applies(rule, key, undefined)) continue;
    const atMs = daysAfter(initiatedAt, days);
    if (first === undefined || atMs < first.atMs) first = { atMs, ruleId: rule.ID ?? "" };
  }
  return first;
}
