// GetRolePolicy: an inline policy of a role.
import type { Operation } from "../context.ts";
import { getInlinePolicy } from "../inline.ts";

export const getRolePolicy: Operation<"GetRolePolicy"> = async (input, call) => {
  const { RoleName, PolicyName } = input;
  const PolicyDocument = await getInlinePolicy(call, { kind: "role", name: input.RoleName }, PolicyName);
  return { RoleName, PolicyName, PolicyDocument };
};
