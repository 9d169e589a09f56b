// ListAttachedUserPolicies: the managed policies that a user has.
import { listAttached } from "../attach.ts";
import type { Operation } from "../context.ts";

export const listAttachedUserPolicies: Operation<"ListAttachedUserPolicies"> = (input, call) =>
  listAttached(call, { kind: "user", name: input.UserName }, input);
