// Session policies: their form and their packed size.
import { malformedPolicy } from "./errors.ts";
import { POLICY_SIZE_MAX } from "./limits.ts";

/** Percent of the room that a session's policy takes; undefined without one. Errors: MalformedPolicyDocument. */
export function packedPolicySize(policy: string | undefined): number | undefined {
  if (policy === undefined) return undefined;
  const document = parse(policy);
  if (typeof document !== "object" || document === null || !("Statement" in document))
    throw malformedPolicy("The policy is not in the valid JSON format.");
  return Math.ceil((JSON.stringify(document).length / POLICY_SIZE_MAX) * 100);
}

function parse(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    throw malformedPolicy("The policy is not in the valid JSON format.");
  }
}
