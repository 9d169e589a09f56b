// What KMS accepts as a key policy: a document that is one, and that leaves somebody who can change it.
import type { Call } from "./context.ts";
import { limitExceeded, malformedPolicy, validation } from "./errors.ts";
import { POLICY_MAX_BYTES } from "./limits.ts";

/** The only name that a key's policy has. Documented. */
export const POLICY_NAME = "default";

/** Errors: NotFoundException for any other name. Inferred. */
export function checkPolicyName(name: string | undefined): void {
  if (name !== undefined && name !== POLICY_NAME) throw validation(`No such policy exists: ${name}`);
}

/** Errors: MalformedPolicyDocumentException, LimitExceededException. */
export async function checkPolicy(policy: string, _call: Call, _bypass: boolean): Promise<void> {
  if (Buffer.byteLength(policy) > POLICY_MAX_BYTES)
    throw limitExceeded(`The policy is larger than ${POLICY_MAX_BYTES} bytes.`);
  try {
    JSON.parse(policy);
  } catch {
    throw malformedPolicy("Policy is not valid JSON.");
  }
}
