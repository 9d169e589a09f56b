// Topic attributes: what AWS accepts in them, and the policy that a topic has without one of its own.
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { invalidParameter, notBuilt } from "./errors.ts";
import type { Attributes, Topic } from "./topic.ts";

const BOOLEANS = new Set(["ContentBasedDeduplication", "FifoTopic"]);
/** Kept and shown. */
const KEPT = new Set(["DisplayName", "TracingConfig", "SignatureVersion", "DeliveryPolicy", "FifoThroughputScope"]);

export const defaultAttributes = (isFifo: boolean): Attributes =>
  isFifo ? { FifoTopic: "true", ContentBasedDeduplication: "false" } : {};

/** Errors: InvalidParameterException, NotImplemented. */
export function changedAttributes(was: Attributes, changes: Attributes): Attributes {
  for (const [name, value] of Object.entries(changes)) {
    if (name === "Policy") checkPolicy(value);
    else if (name === "KmsMasterKeyId" && value !== "")
      throw notBuilt("Encryption of topics is not built: messages are kept by the queues and functions that get them.");
    else if (BOOLEANS.has(name) && value !== "true" && value !== "false")
      throw invalidParameter(`Attributes Reason: ${name}: Invalid value [${value}]. Must be true or false.`);
    else if (!BOOLEANS.has(name) && !KEPT.has(name) && name !== "KmsMasterKeyId")
      throw invalidParameter("AttributeName");
  }
  if (changes["FifoTopic"] !== undefined && changes["FifoTopic"] !== (was["FifoTopic"] ?? "false"))
    throw invalidParameter("AttributeName");
  return Object.fromEntries(Object.entries({ ...was, ...changes }).filter(([, value]) => value !== ""));
}

function checkPolicy(text: string): void {
  if (text === "") return;
  try {
    parsePolicy(text, "resource");
  } catch (error) {
    throw error instanceof PolicyProblem
      ? invalidParameter("Policy Error: null") // recorded
      : error;
  }
}

const OWN_ACTIONS = [
  "GetTopicAttributes",
  "SetTopicAttributes",
  "AddPermission",
  "RemovePermission",
  "DeleteTopic",
  "Subscribe",
  "ListSubscriptionsByTopic",
  "Publish",
].map((action) => `SNS:${action}`);

/** The topic's own policy, or the one that AWS gives every topic, for its account. Recorded. */
export function effectivePolicy({ arn, key, attributes }: Topic): string {
  const { Policy: own } = attributes;
  if (own !== undefined) return own;
  const Statement = {
    Sid: "__default_statement_ID",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: OWN_ACTIONS,
    Resource: arn,
    Condition: { StringEquals: { "AWS:SourceOwner": key.account } },
  };
  return JSON.stringify({ Version: "2008-10-17", Id: "__default_policy_ID", Statement: [Statement] });
}
