// GetFunctionCodeSigningConfig: the configuration that rules the function's deployments, nothing when none does.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

/** Recorded: empty, though the model requires its members. */
const NONE = {} as { readonly CodeSigningConfigArn: string; readonly FunctionName: string };

export const getFunctionCodeSigningConfig: Operation<"GetFunctionCodeSigningConfig"> = async (input, call) => {
  const { key, codeSigningConfigArn } = await call.context.store.get(named(input.FunctionName, call).key);
  return codeSigningConfigArn === undefined
    ? NONE
    : { CodeSigningConfigArn: codeSigningConfigArn, FunctionName: key.name };
};
