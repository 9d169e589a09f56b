// What S3 asks of an access point's policy: that it is well formed, and speaks of this access point. The sentences are S3's.
import type { PolicyDocument } from "../../policy/document.ts";
import type { Principals } from "../../kit/principals.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { malformedPolicy } from "./errors.ts";
import { POLICY_SIZE_MAX_BYTES } from "./limits.ts";

/** Errors: MalformedPolicy. */
export async function checkPolicy(text: string, arn: string, principals: Principals): Promise<PolicyDocument> {
  if (Buffer.byteLength(text) > POLICY_SIZE_MAX_BYTES)
    throw malformedPolicy("Policy exceeds the maximum allowed document size.");
  const document = parse(text);
  for (const { actions, resources, principals: named } of document.statements) {
    for (const action of actions.values)
      if (action !== "*" && !/^s3:/i.test(action)) throw malformedPolicy("Policy has invalid action", action);
    for (const resource of resources?.values ?? [])
      if (!speaksOf(resource, arn)) throw malformedPolicy("Policy has invalid resource", resource);
    for (const { type, value } of named?.names ?? [])
      if (type === "AWS" && (await isGone(value, principals)))
        throw malformedPolicy("Invalid principal in policy", `"AWS" : "${value}"`);
  }
  return document;
}

/** Documented: the access point itself, and `/object/` with keys or patterns. */
const speaksOf = (resource: string, arn: string): boolean =>
  resource === arn || resource.startsWith(`${arn}/object/`) || resource === `${arn}/*`;

/** Documented: users and roles that a policy names must be there when it is put. */
const isGone = async (value: string, principals: Principals): Promise<boolean> =>
  /^arn:[^:]+:iam::\d{12}:(?:user|role)\//.test(value) && (await principals.policiesOf(value)) === undefined;

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text, "resource");
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const [, message, detail] = /^(Invalid principal in policy): (.+)$/s.exec(error.message) ?? [];
    throw malformedPolicy(message ?? error.message, detail);
  }
}
