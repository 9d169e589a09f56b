// PutGroupPolicy: an inline policy of a group, new or in place of the one of that name.
import type { Operation } from "../context.ts";
import { putInlinePolicy } from "../inline.ts";

export const putGroupPolicy: Operation<"PutGroupPolicy"> = async (input, call) => {
  await putInlinePolicy(call, { kind: "group", name: input.GroupName }, input.PolicyName, input.PolicyDocument);
  return {};
};
