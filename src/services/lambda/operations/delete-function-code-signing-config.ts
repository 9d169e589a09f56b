// DeleteFunctionCodeSigningConfig: anything may be deployed to the function again. Idempotent (recorded).
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const deleteFunctionCodeSigningConfig: Operation<"DeleteFunctionCodeSigningConfig"> = async (input, call) => {
  const { key } = named(input.FunctionName, call);
  await call.context.store.change(key, (row) => ({ row: { ...row, codeSigningConfigArn: undefined } }));
  return {};
};
