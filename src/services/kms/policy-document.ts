// What KMS accepts as a key policy: a document that is one, and that leaves its author able to change it again.
import { compile, type CompiledPolicy } from "../../policy/compile.ts";
import { evaluate } from "../../policy/evaluate.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import type { Call } from "./context.ts";
import { limitExceeded, malformedPolicy, notFoundPolicy } from "./errors.ts";
import { POLICY_MAX_BYTES } from "./limits.ts";

/** The only name that a key's policy has. Documented. */
export const POLICY_NAME = "default";

/** Errors: NotFoundException for any other name. */
export function checkPolicyName(name: string | undefined): void {
  if (name !== undefined && name !== POLICY_NAME) throw notFoundPolicy(name);
}

/** `arn`: of the key. Errors: MalformedPolicyDocumentException, LimitExceededException. */
export function checkPolicy(text: string, arn: string, call: Call, bypassLockout: boolean | undefined): void {
  if (Buffer.byteLength(text) > POLICY_MAX_BYTES)
    throw limitExceeded(`The key policy is larger than ${POLICY_MAX_BYTES} bytes.`); // inferred
  const policy = compiled(text);
  if (bypassLockout !== true && !leavesAuthor(policy, arn, call))
    throw malformedPolicy("The new key policy will not allow you to update the key policy in the future.");
}

function compiled(text: string): CompiledPolicy {
  try {
    return compile(parsePolicy(text, "resource"), "key policy");
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const principal = error.message.startsWith("Invalid principal");
    throw malformedPolicy(
      principal ? "Policy contains a statement with one or more invalid principals." : error.message,
    );
  }
}

/** What an author's own policies allow is not looked at: the key policy may hand the key to the account. Documented. */
const ALL = compile(
  parsePolicy('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', "identity"),
  "all",
);

function leavesAuthor(policy: CompiledPolicy, arn: string, { caller, account }: Call): boolean {
  const facts: Readonly<Record<string, string>> = {
    "kms:calleraccount": caller.account,
    "aws:principalaccount": caller.account,
    "aws:principalarn": caller.session && caller.kind === "assumed-role" ? caller.session.issuerArn : caller.arn,
  };
  const request = { caller, action: "kms:PutKeyPolicy", resource: arn, resourceAccount: account };
  const context = (key: string): string | undefined => facts[key];
  const resource = { policy, mode: "required" } as const;
  return evaluate({ ...request, context }, { identity: [ALL], resource }).outcome === "allowed";
}
