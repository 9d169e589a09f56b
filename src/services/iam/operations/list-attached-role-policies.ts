// ListAttachedRolePolicies: the managed policies that a role has.
import { listAttached } from "../attach.ts";
import type { Operation } from "../context.ts";

export const listAttachedRolePolicies: Operation<"ListAttachedRolePolicies"> = (input, call) =>
  listAttached(call, { kind: "role", name: input.RoleName }, input);
