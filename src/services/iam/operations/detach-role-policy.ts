// DetachRolePolicy: takes a managed policy off a role.
import { detachPolicy } from "../attach.ts";
import type { Operation } from "../context.ts";

export const detachRolePolicy: Operation<"DetachRolePolicy"> = async (input, call) => {
  await detachPolicy(call, { kind: "role", name: input.RoleName }, input.PolicyArn);
  return {};
};
