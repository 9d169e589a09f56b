// DeleteFunctionConcurrency: the function shares the account's concurrency again.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const deleteFunctionConcurrency: Operation<"DeleteFunctionConcurrency"> = async (input, call) => {
  const { key } = named(input.FunctionName, call);
  await call.context.store.change(key, (row) => ({ row: { ...row, reservedConcurrency: undefined } }));
  return {};
};
