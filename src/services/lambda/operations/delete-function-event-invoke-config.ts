// DeleteFunctionEventInvokeConfig: events of a function run as by default again.
import type { Operation } from "../context.ts";
import { configuredOf, eventInvokeOf } from "../event-invoke.ts";
import { LATEST } from "../function.ts";
import { named } from "../locate.ts";

export const deleteFunctionEventInvokeConfig: Operation<"DeleteFunctionEventInvokeConfig"> = async (input, call) => {
  const { store } = call.context;
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await configuredOf(store, { key, qualifier });
  eventInvokeOf(entry, qualifier);
  await store.change(key, (row) => ({
    row: {
      ...row,
      eventInvoke: Object.fromEntries(Object.entries(row.eventInvoke).filter(([name]) => name !== qualifier)),
    },
  }));
  return {};
};
