// PutFunctionEventInvokeConfig: sets how events of a function are run; what is left out has AWS's defaults.
import type { Operation } from "../context.ts";
import { checkEventInvoke, eventInvokeRow, eventInvokeView, targetOf, withEventInvoke } from "../event-invoke.ts";
import { LATEST } from "../function.ts";
import { named } from "../locate.ts";

export const putFunctionEventInvokeConfig: Operation<"PutFunctionEventInvokeConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await targetOf(store, { key, qualifier });
  await checkEventInvoke(call.context, input, entry);
  const was = undefined;
  const settings = eventInvokeRow(input, was, host.clock.now());
  await store.change(key, (row) => ({ row: withEventInvoke(row, qualifier, settings) }));
  return eventInvokeView(entry, qualifier, settings);
};
