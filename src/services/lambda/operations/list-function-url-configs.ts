// ListFunctionUrlConfigs: the addresses of a function and its aliases, in pages.
import type { Operation } from "../context.ts";
import { LATEST, type UrlRow } from "../function.ts";
import { LIST_DEFAULT } from "../limits.ts";
import { named } from "../locate.ts";
import { page } from "../pages.ts";
import { functionOfUrl, urlView } from "../url-config.ts";

export const listFunctionUrlConfigs: Operation<"ListFunctionUrlConfigs"> = async (input, call) => {
  const { store, host } = call.context;
  const { key } = named(input.FunctionName, call);
  const entry = await functionOfUrl(store, { key, qualifier: undefined });
  const all = Object.entries(entry.urls).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const asked = {
    paging: host.paging,
    listing: `lambda.ListFunctionUrlConfigs/${entry.id}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ([qualifier]: readonly [string, UrlRow]) => qualifier,
  };
  const { items, marker } = await page(asked, (after) =>
    all.filter(([qualifier]) => after === undefined || qualifier > String(after)),
  );
  return {
    FunctionUrlConfigs: items.map(([name, url]) => urlView(host, key, name === LATEST ? undefined : name, url)),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};
