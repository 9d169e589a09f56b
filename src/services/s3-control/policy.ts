// What S3 asks of an access point's policy: that it is well formed, and speaks of this access point. The sentences are S3's.
import type { NamedPrincipals } from "../../policy/current-names.ts";
import type { PolicyDocument } from "../../policy/document.ts";
import type { Principals } from "../../kit/principals.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { malformedPolicy } from "./errors.ts";
import { POLICY_SIZE_MAX_BYTES } from "./limits.ts";

interface CheckedPolicy {
  readonly policy: PolicyDocument;
  readonly named: NamedPrincipals;
}

/** Errors: MalformedPolicy. */
export async function checkPolicy(text: string, arn: string, principals: Principals): Promise<CheckedPolicy> {
  if (Buffer.byteLength(text) > POLICY_SIZE_MAX_BYTES)
    throw malformedPolicy("Policy exceeds the maximum allowed document size.");
  const policy = parse(text);
  const named: [string, string][] = [];
  for (const { actions, resources, principals: element } of policy.statements) {
    for (const action of actions.values)
      if (action !== "*" && !/^s3:/i.test(action)) throw malformedPolicy("Policy has invalid action", action);
    for (const resource of resources?.values ?? [])
      if (!speaksOf(resource, arn)) throw malformedPolicy("Policy has invalid resource", resource);
    for (const { type, value } of element?.names ?? []) {
      if (type !== "AWS" || !/^arn:[^:]+:iam::\d{12}:(?:user|role)\//.test(value)) continue;
      // Documented: users and roles that a policy names must be there when it is put.
      const id = await principals.idOf(value);
      if (id === undefined) throw malformedPolicy("Invalid principal in policy", `"AWS" : "${value}"`);
      named.push([value, id]);
    }
  }
  return { policy, named };
}

/** Documented: the access point itself, and `/object/` with keys or patterns. */
const speaksOf = (resource: string, arn: string): boolean =>
  resource === arn || resource.startsWith(`${arn}/object/`) || resource === `${arn}/*`;

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text, "resource");
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const [, message, detail] = /^(Invalid principal in policy): (.+)$/s.exec(error.message) ?? [];
    throw malformedPolicy(message ?? error.message, detail);
  }
}
