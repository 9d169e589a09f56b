// ListKeyPolicies: the names of a key's policies: always `default`.
import type { Operation } from "../context.ts";
import { findOwnAccountKey } from "../find-key.ts";
import { POLICY_NAME } from "../policy-document.ts";

export const listKeyPolicies: Operation<"ListKeyPolicies"> = async ({ KeyId }, call) => {
  await findOwnAccountKey(KeyId, call, "ListKeyPolicies");
  return { PolicyNames: [POLICY_NAME], Truncated: false };
};
