// ListLayers: the layers of an account and region, each with its newest version, in pages.
import type { Operation } from "../context.ts";
import { layerArn, layerVersionView } from "../layer-view.ts";
import { LIST_DEFAULT } from "../limits.ts";
import { page } from "../pages.ts";
import { isCompatible, type ListedLayer } from "../store/layers.ts";

export const listLayers: Operation<"ListLayers"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const wanted = { runtime: input.CompatibleRuntime, architecture: input.CompatibleArchitecture };
  const newest = new Map<string, ListedLayer>();
  for await (const layer of store.layers.list([account, region]))
    if (!newest.has(layer.key.name) && isCompatible(layer.row, wanted)) newest.set(layer.key.name, layer);
  const layers = [...newest.values()].toSorted((one, other) => (one.key.name < other.key.name ? -1 : 1));
  const asked = {
    paging: host.paging,
    listing: `lambda.ListLayers/${account}/${region}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ({ key }: ListedLayer) => key.name,
  };
  const { items, marker } = await page(asked, (after) =>
    layers.filter(({ key }) => after === undefined || key.name > String(after)),
  );
  return {
    Layers: items.map(({ key, version, row }) => ({
      LayerName: key.name,
      LayerArn: layerArn(key),
      LatestMatchingVersion: layerVersionView(key, version, row),
    })),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};
