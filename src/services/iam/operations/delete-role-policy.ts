// DeleteRolePolicy: removes an inline policy of a role.
import type { Operation } from "../context.ts";
import { deleteInlinePolicy } from "../inline.ts";

export const deleteRolePolicy: Operation<"DeleteRolePolicy"> = async (input, call) => {
  await deleteInlinePolicy(call, { kind: "role", name: input.RoleName }, input.PolicyName);
  return {};
};
