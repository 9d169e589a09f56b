// ListRolePolicies: the names of the inline policies of a role.
import type { Operation } from "../context.ts";
import { listInlinePolicies } from "../inline.ts";

export const listRolePolicies: Operation<"ListRolePolicies"> = (input, call) =>
  listInlinePolicies(call, { kind: "role", name: input.RoleName }, input);
