// GetFunctionRecursionConfig: what is to become of a function that calls itself in a loop.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const getFunctionRecursionConfig: Operation<"GetFunctionRecursionConfig"> = async (input, call) => {
  const { recursiveLoop } = await call.context.store.get(named(input.FunctionName, call).key);
  return { RecursiveLoop: recursiveLoop };
};
