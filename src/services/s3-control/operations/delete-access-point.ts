// DeleteAccessPoint.
import type { Operation } from "../context.ts";
import { named } from "../named.ts";
import { deleteAccessPoint as remove } from "../store.ts";

export const deleteAccessPoint: Operation<"DeleteAccessPoint"> = async (input, call) => {
  await remove(call.context, named(input, call));
  return {};
};
