// Subscription attributes: what AWS accepts in them.
import { invalidParameter } from "./errors.ts";
import { checkFilterPolicy } from "./filter-policy.ts";
import type { Attributes } from "./topic.ts";

/** Errors: InvalidParameterException. */
export function changedSubscription(was: Attributes, changes: Attributes): Attributes {
  for (const [name, value] of Object.entries(changes)) check(name, value);
  return Object.fromEntries(Object.entries({ ...was, ...changes }).filter(([, value]) => value !== ""));
}

function check(name: string, value: string): void {
  switch (name) {
    case "RawMessageDelivery":
      if (value !== "true" && value !== "false")
        throw invalidParameter(
          `Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`,
        );
      return;
    case "FilterPolicy":
      if (value !== "") checkFilterPolicy(value);
      return;
    case "FilterPolicyScope":
      if (value !== "MessageAttributes" && value !== "MessageBody")
        throw invalidParameter(
          `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
        );
      return;
    case "RedrivePolicy":
      if (value !== "") checkRedrivePolicy(value);
      return;
    case "DeliveryPolicy": // only subscriptions by http and https have one that counts
      return;
    default:
      throw invalidParameter("AttributeName");
  }
}

function checkRedrivePolicy(text: string): void {
  try {
    const { deadLetterTargetArn: arn } = JSON.parse(text) as { readonly deadLetterTargetArn?: unknown };
    if (typeof arn === "string" && arn.startsWith("arn:")) return;
  } catch {
    // the error below says it
  }
  throw invalidParameter("RedrivePolicy: deadLetterTargetArn is an invalid arn");
}
