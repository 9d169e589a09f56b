// PutKeyPolicy: another policy for a key, unless it would lock out whoever puts it.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { checkPolicy, checkPolicyName } from "../policy-document.ts";

export const putKeyPolicy: Operation<"PutKeyPolicy"> = async (input, call) => {
  const { KeyId, Policy, PolicyName, BypassPolicyLockoutSafetyCheck } = input;
  checkPolicyName(PolicyName);
  await changeKey(KeyId, call, "PutKeyPolicy", (key) => {
    checkPolicy(Policy, key.arn, call, BypassPolicyLockoutSafetyCheck);
    return { ...key, policy: Policy };
  });
  return {};
};
