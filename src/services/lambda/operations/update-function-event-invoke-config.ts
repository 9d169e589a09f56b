// UpdateFunctionEventInvokeConfig: changes how events of a function are run; what is left out stays.
import type { Operation } from "../context.ts";
import { eventInvokeOf, eventInvokeRow, eventInvokeView, withEventInvoke } from "../event-invoke.ts";
import { LATEST } from "../function.ts";
import { locate, named } from "../locate.ts";

export const updateFunctionEventInvokeConfig: Operation<"UpdateFunctionEventInvokeConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await locate(store, { key, qualifier });
  const was = eventInvokeOf(entry, qualifier);
  const settings = eventInvokeRow(input, was, host.clock.now());
  await store.change(key, (row) => ({ row: withEventInvoke(row, qualifier, settings) }));
  return eventInvokeView(entry, qualifier, settings);
};
