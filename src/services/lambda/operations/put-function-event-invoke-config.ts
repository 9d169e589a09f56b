// PutFunctionEventInvokeConfig: sets how events of a function are run; what is left out has AWS's defaults.
import type { Operation } from "../context.ts";
import { eventInvokeRow, eventInvokeView, withEventInvoke } from "../event-invoke.ts";
import { LATEST } from "../function.ts";
import { locate, named } from "../locate.ts";

export const putFunctionEventInvokeConfig: Operation<"PutFunctionEventInvokeConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await locate(store, { key, qualifier });
  const was = undefined;
  const settings = eventInvokeRow(input, was, host.clock.now());
  await store.change(key, (row) => ({ row: withEventInvoke(row, qualifier, settings) }));
  return eventInvokeView(entry, qualifier, settings);
};
