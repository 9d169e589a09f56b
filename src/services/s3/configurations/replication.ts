// Replication configurations: what S3 refuses, and what it adds. Recorded unless said otherwise.
import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { opaque } from "../../../kit/ids.ts";
import { invalidRequest, malformedXml } from "../errors.ts";
import { REPLICATION_RULES_MAX } from "../limits.ts";
import { BUCKET_ARN } from "./inventory.ts";
import { checkWord, ON_OR_OFF } from "./words.ts";

/** Errors: MalformedXML, InvalidRequest. */
export function checkedReplication(configuration: ReplicationConfiguration): ReplicationConfiguration {
  const rules = configuration.Rules ?? [];
  if (rules.length === 0 || rules.length > REPLICATION_RULES_MAX) throw malformedXml();
  const ids = new Set(rules.map((rule) => rule.ID).filter((id) => id !== undefined));
  if (ids.size !== rules.filter((rule) => rule.ID !== undefined).length)
    throw invalidRequest("Rule Id must be unique. Found same Id for more than one rule."); // inferred
  return { ...configuration, Rules: rules.map(checkedRule) };
}

function checkedRule(rule: ReplicationRule): ReplicationRule {
  checkWord(rule.Status, ON_OR_OFF);
  if (rule.Prefix !== undefined && rule.Filter !== undefined) throw malformedXml();
  return { ...rule, ID: rule.ID ?? opaque(36) };
}

/** The destination's name. Errors: InvalidRequest, in the words of a bucket that is not there or not versioned. */
export function destinationOf(rule: ReplicationRule): string {
  const arn = rule.Destination?.Bucket ?? "";
  if (!BUCKET_ARN.test(arn)) throw unversionedDestination();
  return arn.slice(arn.lastIndexOf(":") + 1);
}

export const unversionedDestination = () => invalidRequest("Destination bucket must have versioning enabled.");
