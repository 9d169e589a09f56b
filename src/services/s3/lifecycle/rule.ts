// Lifecycle rules: what S3 refuses. Recorded unless said otherwise.
import type { LifecycleRule, LifecycleRuleFilter, Tag } from "@aws-sdk/client-s3";
import { opaque } from "../../../kit/ids.ts";
import { checkWord, ON_OR_OFF } from "../configurations/words.ts";
import { invalidArgument, invalidRequest, malformedXml } from "../errors.ts";
import { LIFECYCLE_RULES_MAX, RULE_ID_LENGTH_MAX } from "../limits.ts";
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
  const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
  if (rule.AbortIncompleteMultipartUpload !== undefined && days === undefined) throw malformedXml();
  positive(days, "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer");
}

/** Documented. */
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
  if (tagsOf(rule).length === 0) return;
  if (rule.AbortIncompleteMultipartUpload !== undefined)
    throw invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
  if (rule.Expiration?.ExpiredObjectDeleteMarker !== undefined)
    throw invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
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

function checkNoncurrent({ NoncurrentVersionExpiration: expiration }: LifecycleRule): void {
  if (expiration === undefined) return;
  if (expiration.NoncurrentDays === undefined) throw malformedXml();
  positive(
    expiration.NoncurrentDays,
    "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
  );
  positive(
    expiration.NewerNoncurrentVersions,
    "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be a positive integer",
  );
}

/** Documented for the days of expirations; the others likewise (inferred). */
function positive(value: number | undefined, message: string): void {
  if (value !== undefined && value <= 0) throw invalidArgument(message, "Days", value);
}

export const prefixOf = ({ Filter, Prefix }: LifecycleRule): string =>
  Prefix ?? Filter?.Prefix ?? Filter?.And?.Prefix ?? "";

export const tagsOf = ({ Filter }: LifecycleRule): readonly Tag[] =>
  Filter?.Tag === undefined ? (Filter?.And?.Tags ?? []) : [Filter.Tag];
