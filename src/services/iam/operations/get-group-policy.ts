// GetGroupPolicy: an inline policy of a group.
import type { Operation } from "../context.ts";
import { getInlinePolicy } from "../inline.ts";

export const getGroupPolicy: Operation<"GetGroupPolicy"> = async (input, call) => {
  const { GroupName, PolicyName } = input;
  const PolicyDocument = await getInlinePolicy(call, { kind: "group", name: input.GroupName }, PolicyName);
  return { GroupName, PolicyName, PolicyDocument };
};
