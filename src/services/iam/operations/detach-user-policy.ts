// DetachUserPolicy: takes a managed policy off a user.
import { detachPolicy } from "../attach.ts";
import type { Operation } from "../context.ts";

export const detachUserPolicy: Operation<"DetachUserPolicy"> = async (input, call) => {
  await detachPolicy(call, { kind: "user", name: input.UserName }, input.PolicyArn);
  return {};
};
