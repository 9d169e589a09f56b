// DetachGroupPolicy: takes a managed policy off a group.
import { detachPolicy } from "../attach.ts";
import type { Operation } from "../context.ts";

export const detachGroupPolicy: Operation<"DetachGroupPolicy"> = async (input, call) => {
  await detachPolicy(call, { kind: "group", name: input.GroupName }, input.PolicyArn);
  return {};
};
