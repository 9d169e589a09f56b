// ListFunctionEventInvokeConfigs: of a function and its versions and aliases, in pages.
import type { Operation } from "../context.ts";
import { eventInvokeView } from "../event-invoke.ts";
import type { EventInvokeRow } from "../function.ts";
import { LIST_DEFAULT } from "../limits.ts";
import { named } from "../locate.ts";
import { page } from "../pages.ts";

export const listFunctionEventInvokeConfigs: Operation<"ListFunctionEventInvokeConfigs"> = async (input, call) => {
  const { store, host } = call.context;
  const entry = await store.get(named(input.FunctionName, call).key);
  const all = Object.entries(entry.eventInvoke).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const asked = {
    paging: host.paging,
    listing: `lambda.ListFunctionEventInvokeConfigs/${entry.id}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ([qualifier]: readonly [string, EventInvokeRow]) => qualifier,
  };
  const { items, marker } = await page(asked, (after) =>
    all.filter(([qualifier]) => after === undefined || qualifier > String(after)),
  );
  return {
    FunctionEventInvokeConfigs: items.map(([qualifier, row]) => eventInvokeView(entry, qualifier, row)),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};
