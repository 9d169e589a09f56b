// GetFunctionEventInvokeConfig: how events of a function are run.
import type { Operation } from "../context.ts";
import { eventInvokeOf, eventInvokeView } from "../event-invoke.ts";
import { LATEST } from "../function.ts";
import { locate, named } from "../locate.ts";

export const getFunctionEventInvokeConfig: Operation<"GetFunctionEventInvokeConfig"> = async (input, call) => {
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await locate(call.context.store, { key, qualifier });
  return eventInvokeView(entry, qualifier, eventInvokeOf(entry, qualifier));
};
