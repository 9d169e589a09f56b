// Lifecycle rules: what S3 refuses. Recorded unless said otherwise.
import type { LifecycleRule, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import { opaque } from "../../../kit/ids.ts";
import { checkWord, ON_OR_OFF } from "../configurations/words.ts";
import { invalidArgument, invalidRequest, malformedXml } from "../errors.ts";
import { LIFECYCLE_RULES_MAX, NEWER_VERSIONS_MAX, RULE_ID_LENGTH_MAX } from "../limits.ts";
import { hasSizes, tagsOf } from "./scope.ts";
import { checkOrder } from "./order.ts";
import { checkMidnight, checkTransitions } from "./transition.ts";

/** `varies_by_storage_class`: small objects may go to Glacier and Deep Archive. */
export const MINIMUM_SIZES = ["all_storage_classes_128K", "varies_by_storage_class"] as const;
export type MinimumSize = (typeof MINIMUM_SIZES)[number];

/** As it is stored. */
export interface LifecycleSetting {
  readonly rules: readonly LifecycleRule[];
  readonly minimumSize: MinimumSize;
}

/** With an id for every rule. Errors: MalformedXML, InvalidArgument, InvalidRequest. */
export function checkedRules(rules: readonly LifecycleRule[]): readonly LifecycleRule[] {
  if (rules.length === 0 || rules.length > LIFECYCLE_RULES_MAX) throw malformedXml();
  const ids = new Set<string>();
  return rules.map((rule) => {
    const id = rule.ID === undefined || rule.ID === "" ? opaque(36) : rule.ID;
    if (id.length > RULE_ID_LENGTH_MAX)
      throw invalidArgument("ID length should not exceed allowed limit of 255", "ID", id);
    if (ids.has(id)) throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", id);
    ids.add(id);
    checkRule(rule);
    return { ...rule, ID: id };
  });
}

function checkRule(rule: LifecycleRule): void {
  checkWord(rule.Status, ON_OR_OFF);
  const { Filter: filter, Prefix: prefix } = rule;
  if ((filter === undefined) === (prefix === undefined)) throw malformedXml();
  if (filter !== undefined) checkFilter(filter);
  checkActions(rule);
  checkExpiration(rule);
  checkNoncurrent(rule);
  checkTransitions(rule);
  checkOrder(rule);
  const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
  if (rule.AbortIncompleteMultipartUpload !== undefined && days === undefined) throw malformedXml();
  positive(days, "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer");
}

/** Documented; what goes with no tags and no sizes is recorded. */
function checkActions(rule: LifecycleRule): void {
  const actions = [
    rule.Expiration,
    rule.NoncurrentVersionExpiration,
    rule.AbortIncompleteMultipartUpload,
    rule.Transitions?.[0],
    rule.NoncurrentVersionTransitions?.[0],
  ];
  if (actions.every((action) => action === undefined))
    throw invalidRequest("At least one action needs to be specified in a rule");
  const scopes = [...(tagsOf(rule).length > 0 ? ["Tags"] : []), ...(hasSizes(rule) ? ["Object Size"] : [])];
  for (const scope of scopes) {
    if (rule.AbortIncompleteMultipartUpload !== undefined)
      throw invalidRequest(`AbortIncompleteMultipartUpload cannot be specified with ${scope}.`);
    if (rule.Expiration?.ExpiredObjectDeleteMarker !== undefined)
      throw invalidRequest(`ExpiredObjectDeleteMarker cannot be specified with ${scope}.`);
  }
}

function checkFilter(filter: LifecycleRuleFilter): void {
  const { Prefix, Tag, ObjectSizeGreaterThan, ObjectSizeLessThan, And } = filter;
  const given = [Prefix, Tag, ObjectSizeGreaterThan, ObjectSizeLessThan, And].filter((part) => part !== undefined);
  if (given.length > 1) throw malformedXml();
  const keys = (And?.Tags ?? []).map(({ Key }) => Key);
  if (new Set(keys).size !== keys.length) throw invalidRequest("Duplicate Tag Keys are not allowed.");
  const { ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = And ?? {};
  if (above !== undefined && below !== undefined && above >= below)
    throw invalidRequest("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'."); // documented
}

function checkExpiration({ Expiration: expiration }: LifecycleRule): void {
  if (expiration === undefined) return;
  const { Date: date, Days: days, ExpiredObjectDeleteMarker: marker } = expiration;
  if ([date, days, marker].filter((part) => part !== undefined).length !== 1) throw malformedXml();
  positive(days, "'Days' for Expiration action must be a positive integer");
  checkMidnight(date);
}

function checkNoncurrent(rule: LifecycleRule): void {
  const { NoncurrentVersionExpiration: expiration, NoncurrentVersionTransitions: transitions = [] } = rule;
  if (expiration !== undefined) {
    if (expiration.NoncurrentDays === undefined) throw malformedXml();
    positive(
      expiration.NoncurrentDays,
      "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
    );
    checkNewer(rule, "NoncurrentVersionExpiration", expiration.NewerNoncurrentVersions);
  }
  for (const { NewerNoncurrentVersions: newer } of transitions) checkNewer(rule, "NoncurrentVersionTransition", newer);
}

/** Documented: 1 to 100, in rules with a filter. The words are inferred. */
function checkNewer({ Filter }: LifecycleRule, action: string, newer: number | undefined): void {
  if (newer === undefined) return;
  if (Filter === undefined) throw invalidRequest("NewerNoncurrentVersions element can only be used in Lifecycle V2.");
  if (newer < 1 || newer > NEWER_VERSIONS_MAX)
    throw invalidArgument(
      `'NewerNoncurrentVersions' for ${action} action must be an integer between 1 and ${NEWER_VERSIONS_MAX}`,
      "NewerNoncurrentVersions",
      newer,
    );
}

/** Documented for the days of expirations; the others likewise (inferred). */
function positive(value: number | undefined, message: string): void {
  if (value !== undefined && value <= 0) throw invalidArgument(message, "Days", value);
}
