// Filter policies of subscriptions: which messages are delivered. Documented in "Amazon SNS subscription filter policies".
import { isPattern, matchesPattern } from "../../kit/event-pattern.ts";
import { invalidParameter } from "./errors.ts";
import { FILTER_POLICY_BYTES_MAX } from "./limits.ts";
import { messageFor, type Attribute, type Notification } from "./notification.ts";
import type { Subscription } from "./topic.ts";

/** Errors: InvalidParameterException, whose texts are inferred. */
export function checkFilterPolicy(text: string): void {
  if (Buffer.byteLength(text) > FILTER_POLICY_BYTES_MAX || !isPattern(text))
    throw invalidParameter("FilterPolicy: it is no JSON object of conditions");
}

export function isWanted({ attributes, protocol }: Subscription, notification: Notification): boolean {
  const policy = attributes["FilterPolicy"];
  if (policy === undefined || policy === "{}") return true;
  if (attributes["FilterPolicyScope"] !== "MessageBody") return matchesPattern(policy, valuesOf(notification));
  const body = jsonOf(messageFor(notification, protocol));
  return body !== undefined && matchesPattern(policy, body);
}

const valuesOf = ({ attributes }: Notification): object =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, valueOf(attribute)]));

function valueOf({ type, value }: Attribute): unknown {
  if (type.startsWith("Number")) return Number(value);
  return type.startsWith("String.Array") ? (jsonOf(value) ?? value) : value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
