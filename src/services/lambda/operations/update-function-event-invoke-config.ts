// UpdateFunctionEventInvokeConfig: changes how events of a function are run; what is left out stays.
import type { Operation } from "../context.ts";
import {
  checkEventInvoke,
  eventInvokeOf,
  eventInvokeRow,
  eventInvokeView,
  targetOf,
  withEventInvoke,
} from "../event-invoke.ts";
import { LATEST } from "../function.ts";
import { named } from "../locate.ts";

export const updateFunctionEventInvokeConfig: Operation<"UpdateFunctionEventInvokeConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await targetOf(store, { key, qualifier });
  await checkEventInvoke(call.context, input, entry);
  const was = eventInvokeOf(entry, qualifier);
  const settings = eventInvokeRow(input, was, host.clock.now());
  await store.change(key, (row) => ({ row: withEventInvoke(row, qualifier, settings) }));
  return eventInvokeView(entry, qualifier, settings);
};
