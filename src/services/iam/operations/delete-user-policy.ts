// DeleteUserPolicy: removes an inline policy of a user.
import type { Operation } from "../context.ts";
import { deleteInlinePolicy } from "../inline.ts";

export const deleteUserPolicy: Operation<"DeleteUserPolicy"> = async (input, call) => {
  await deleteInlinePolicy(call, { kind: "user", name: input.UserName }, input.PolicyName);
  return {};
};
