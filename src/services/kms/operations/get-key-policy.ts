// GetKeyPolicy: a key's policy, of which there is one, `default`.
import type { Operation } from "../context.ts";
import { findOwnAccountKey } from "../find-key.ts";
import { checkPolicyName, POLICY_NAME } from "../policy-document.ts";

export const getKeyPolicy: Operation<"GetKeyPolicy"> = async ({ KeyId, PolicyName }, call) => {
  const { policy } = await findOwnAccountKey(KeyId, call, "GetKeyPolicy");
  checkPolicyName(PolicyName);
  return { Policy: policy, PolicyName: POLICY_NAME };
};
