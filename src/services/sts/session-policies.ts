// Session policies: their form, and how much of a session's room they and its tags take.
import { parseArn } from "../../kit/arn.ts";
import type { Principals } from "../../kit/principals.ts";
import type { SessionFacts } from "../../kit/service.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import {
  malformedPolicy,
  packedPolicyTooLarge,
  packedTagsTooLarge,
  tooManyPolicyArns,
  unknownPolicyArn,
} from "./errors.ts";
import { POLICY_ARNS_MAX, POLICY_SIZE_MAX } from "./limits.ts";
import type { SessionTags } from "./session-tags.ts";

export interface PolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

/** Of the account that the session is in. Errors: MalformedPolicyDocument, ValidationError. */
export async function sessionPolicies(
  { Policy, PolicyArns = [] }: PolicyInput,
  account: string,
  principals: Principals,
): Promise<Pick<SessionFacts, "policies" | "policyArns">> {
  if (Policy !== undefined) checkPolicy(Policy);
  if (PolicyArns.length > POLICY_ARNS_MAX) throw tooManyPolicyArns();
  const policyArns = PolicyArns.map(({ arn = "" }) => arn);
  for (const arn of policyArns) {
    const owner = parseArn(arn)?.account;
    const usable = owner === "aws" || owner === account;
    if (!usable || !(await principals.managedPolicy(arn))) throw unknownPolicyArn(arn);
  }
  return { ...(Policy !== undefined && { policies: [Policy] }), ...(policyArns.length > 0 && { policyArns }) };
}

function checkPolicy(policy: string): void {
  try {
    parsePolicy(policy, "session");
  } catch (error) {
    if (error instanceof PolicyProblem) throw malformedPolicy(error.message);
    throw error;
  }
}

/**
 * Percent of the room that a request's policies and tags take together; undefined without any. AWS packs them in a way that it
 * does not tell; here the room is that of an inline policy, without blanks. Errors: PackedPolicyTooLarge.
 */
export function packedPolicySize(
  { policies = [], policyArns = [] }: Pick<SessionFacts, "policies" | "policyArns">,
  { tags, transitive }: SessionTags,
): number | undefined {
  if (policies.length + policyArns.length + tags.length === 0) return undefined;
  const compact = policies.map((policy) => JSON.stringify(JSON.parse(policy)));
  const policyPercent = percentOf([...compact, ...policyArns]);
  if (policyPercent > 100) throw packedPolicyTooLarge(policyPercent);
  const percent = percentOf([
    ...compact,
    ...policyArns,
    ...tags.flatMap(({ key, value }) => [key, value]),
    ...transitive,
  ]);
  if (percent > 100) throw packedTagsTooLarge(percent);
  return percent;
}

const percentOf = (texts: readonly string[]): number =>
  Math.ceil((texts.reduce((size, text) => size + text.length, 0) / POLICY_SIZE_MAX) * 100);
