// ListAttachedGroupPolicies: the managed policies that a group has.
import { listAttached } from "../attach.ts";
import type { Operation } from "../context.ts";

export const listAttachedGroupPolicies: Operation<"ListAttachedGroupPolicies"> = (input, call) =>
  listAttached(call, { kind: "group", name: input.GroupName }, input);
