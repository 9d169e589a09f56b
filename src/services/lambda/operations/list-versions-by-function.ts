// ListVersionsByFunction: the unpublished version, then the others by number, in pages.
import type { Operation } from "../context.ts";
import { LATEST } from "../function.ts";
import { LIST_FUNCTIONS_MAX } from "../limits.ts";
import { named, type Located } from "../locate.ts";
import { page } from "../pages.ts";
import { configurationOf } from "../view.ts";

export const listVersionsByFunction: Operation<"ListVersionsByFunction"> = async (input, call) => {
  const { store, host } = call.context;
  const { key } = named(input.FunctionName, call);
  const entry = await store.get(key);
  async function* after(number: string | number | undefined): AsyncGenerator<Located> {
    if (number === undefined) yield { entry, qualifier: LATEST, number: LATEST, version: entry.latest };
    const from = number === undefined || number === LATEST ? undefined : Number(number);
    for await (const [found, version] of store.versionsOf(entry, from))
      yield { entry, qualifier: found, number: found, version };
  }
  const asked = {
    paging: host.paging,
    listing: `lambda.ListVersionsByFunction/${entry.id}`,
    marker: input.Marker,
    max: Math.min(input.MaxItems ?? LIST_FUNCTIONS_MAX, LIST_FUNCTIONS_MAX),
    place: ({ number }: Located) => number,
  };
  const { items, marker } = await page(asked, after);
  return {
    Versions: items.map((located) => configurationOf(located, host.sealing)),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};
