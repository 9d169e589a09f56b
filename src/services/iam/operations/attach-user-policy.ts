// AttachUserPolicy: attaches a managed policy to a user.
import { attachPolicy } from "../attach.ts";
import type { Operation } from "../context.ts";

export const attachUserPolicy: Operation<"AttachUserPolicy"> = async (input, call) => {
  await attachPolicy(call, { kind: "user", name: input.UserName }, input.PolicyArn);
  return {};
};
