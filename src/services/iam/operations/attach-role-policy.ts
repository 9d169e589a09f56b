// AttachRolePolicy: attaches a managed policy to a role.
import { attachPolicy } from "../attach.ts";
import type { Operation } from "../context.ts";

export const attachRolePolicy: Operation<"AttachRolePolicy"> = async (input, call) => {
  await attachPolicy(call, { kind: "role", name: input.RoleName }, input.PolicyArn);
  return {};
};
