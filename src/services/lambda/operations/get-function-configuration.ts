// GetFunctionConfiguration: the settings of a version.
import type { Operation } from "../context.ts";
import { locate, named } from "../locate.ts";
import { configurationOf } from "../view.ts";

export const getFunctionConfiguration: Operation<"GetFunctionConfiguration"> = async (input, call) => {
  const { store, host } = call.context;
  return configurationOf(await locate(store, named(input.FunctionName, call, input.Qualifier)), host.sealing);
};
