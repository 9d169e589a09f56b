// PutFunctionRecursionConfig: keeps what is to become of a function that calls itself in a loop.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const putFunctionRecursionConfig: Operation<"PutFunctionRecursionConfig"> = async (input, call) => {
  const { RecursiveLoop: recursiveLoop } = input;
  await call.context.store.change(named(input.FunctionName, call).key, (row) => ({ row: { ...row, recursiveLoop } }));
  return { RecursiveLoop: recursiveLoop };
};
