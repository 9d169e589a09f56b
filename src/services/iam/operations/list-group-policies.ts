// ListGroupPolicies: the names of the inline policies of a group.
import type { Operation } from "../context.ts";
import { listInlinePolicies } from "../inline.ts";

export const listGroupPolicies: Operation<"ListGroupPolicies"> = (input, call) =>
  listInlinePolicies(call, { kind: "group", name: input.GroupName }, input);
