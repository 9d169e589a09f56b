// GetUserPolicy: an inline policy of a user.
import type { Operation } from "../context.ts";
import { getInlinePolicy } from "../inline.ts";

export const getUserPolicy: Operation<"GetUserPolicy"> = async (input, call) => {
  const { UserName, PolicyName } = input;
  const PolicyDocument = await getInlinePolicy(call, { kind: "user", name: input.UserName }, PolicyName);
  return { UserName, PolicyName, PolicyDocument };
};
