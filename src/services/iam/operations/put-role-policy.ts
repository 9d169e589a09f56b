// PutRolePolicy: an inline policy of a role, new or in place of the one of that name.
import type { Operation } from "../context.ts";
import { putInlinePolicy } from "../inline.ts";

export const putRolePolicy: Operation<"PutRolePolicy"> = async (input, call) => {
  await putInlinePolicy(call, { kind: "role", name: input.RoleName }, input.PolicyName, input.PolicyDocument);
  return {};
};
