// ListEventSourceMappings: those of an account and region, of a function or of a source, in pages.
import type { Operation } from "../context.ts";
import { LIST_MAPPINGS_MAX } from "../limits.ts";
import { named } from "../locate.ts";
import { type Mapping, mappingView } from "../mapping.ts";
import { page } from "../pages.ts";

export const listEventSourceMappings: Operation<"ListEventSourceMappings"> = async (input, call) => {
  const { store, host } = call.context;
  const { account, region } = call;
  const target = input.FunctionName === undefined ? undefined : named(input.FunctionName, call);
  async function* after(uuid: string | number | undefined): AsyncGenerator<Mapping> {
    for await (const mapping of store.mappings.list([account, region])) {
      if (uuid !== undefined && mapping.key.uuid <= String(uuid)) continue;
      if (input.EventSourceArn !== undefined && mapping.sourceArn !== input.EventSourceArn) continue;
      if (target && (mapping.function.name !== target.key.name || mapping.qualifier !== target.qualifier)) continue;
      yield mapping;
    }
  }
  const asked = {
    paging: host.paging,
    listing: `lambda.ListEventSourceMappings/${account}/${region}`,
    marker: input.Marker,
    max: Math.min(input.MaxItems ?? LIST_MAPPINGS_MAX, LIST_MAPPINGS_MAX),
    place: ({ key }: Mapping) => key.uuid,
  };
  const { items, marker } = await page(asked, after);
  return { EventSourceMappings: items.map(mappingView), ...(marker !== undefined && { NextMarker: marker }) };
};
