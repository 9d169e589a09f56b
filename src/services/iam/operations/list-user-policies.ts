// ListUserPolicies: the names of the inline policies of a user.
import type { Operation } from "../context.ts";
import { listInlinePolicies } from "../inline.ts";

export const listUserPolicies: Operation<"ListUserPolicies"> = (input, call) =>
  listInlinePolicies(call, { kind: "user", name: input.UserName }, input);
