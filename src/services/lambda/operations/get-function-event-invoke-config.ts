// GetFunctionEventInvokeConfig: how events of a function are run.
import type { Operation } from "../context.ts";
import { configuredOf, eventInvokeOf, eventInvokeView } from "../event-invoke.ts";
import { LATEST } from "../function.ts";
import { named } from "../locate.ts";

export const getFunctionEventInvokeConfig: Operation<"GetFunctionEventInvokeConfig"> = async (input, call) => {
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await configuredOf(call.context.store, { key, qualifier });
  return eventInvokeView(entry, qualifier, eventInvokeOf(entry, qualifier));
};
