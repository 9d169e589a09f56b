// GetFunctionConcurrency: what is reserved for a function, nothing when nothing is.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const getFunctionConcurrency: Operation<"GetFunctionConcurrency"> = async (input, call) => {
  const { reservedConcurrency: reserved } = await call.context.store.get(named(input.FunctionName, call).key);
  return reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved };
};
