// DeleteAccessPointPolicy.
import type { Operation } from "../context.ts";
import { noSuchPolicy } from "../errors.ts";
import { named } from "../named.ts";
import { changeAccessPoint } from "../store.ts";

export const deleteAccessPointPolicy: Operation<"DeleteAccessPointPolicy"> = async (input, call) => {
  await changeAccessPoint(call.context, named(input, call), (row) => {
    if (row.policy === undefined) throw noSuchPolicy(input.Name);
    return { ...row, policy: undefined };
  });
  return {};
};
