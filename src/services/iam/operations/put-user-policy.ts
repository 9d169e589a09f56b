// PutUserPolicy: an inline policy of a user, new or in place of the one of that name.
import type { Operation } from "../context.ts";
import { putInlinePolicy } from "../inline.ts";

export const putUserPolicy: Operation<"PutUserPolicy"> = async (input, call) => {
  await putInlinePolicy(call, { kind: "user", name: input.UserName }, input.PolicyName, input.PolicyDocument);
  return {};
};
