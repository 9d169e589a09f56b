// DeleteGroupPolicy: removes an inline policy of a group.
import type { Operation } from "../context.ts";
import { deleteInlinePolicy } from "../inline.ts";

export const deleteGroupPolicy: Operation<"DeleteGroupPolicy"> = async (input, call) => {
  await deleteInlinePolicy(call, { kind: "group", name: input.GroupName }, input.PolicyName);
  return {};
};
