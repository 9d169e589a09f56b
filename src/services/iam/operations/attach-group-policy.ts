// AttachGroupPolicy: attaches a managed policy to a group.
import { attachPolicy } from "../attach.ts";
import type { Operation } from "../context.ts";

export const attachGroupPolicy: Operation<"AttachGroupPolicy"> = async (input, call) => {
  await attachPolicy(call, { kind: "group", name: input.GroupName }, input.PolicyArn);
  return {};
};
