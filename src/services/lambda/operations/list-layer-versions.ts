// ListLayerVersions: the versions of a layer, the newest first, in pages.
import type { Operation } from "../context.ts";
import { layerNamed, layerVersionView } from "../layer-view.ts";
import { LIST_DEFAULT } from "../limits.ts";
import { page } from "../pages.ts";
import { isCompatible, type ListedLayer } from "../store/layers.ts";

export const listLayerVersions: Operation<"ListLayerVersions"> = async (input, call) => {
  const { store, host } = call.context;
  const { account, region, name } = layerNamed(input.LayerName, call);
  const wanted = { runtime: input.CompatibleRuntime, architecture: input.CompatibleArchitecture };
  async function* from(after: string | number | undefined): AsyncGenerator<ListedLayer> {
    for await (const layer of store.layers.list([account, region, name]))
      if ((after === undefined || layer.version < Number(after)) && isCompatible(layer.row, wanted)) yield layer;
  }
  const asked = {
    paging: host.paging,
    listing: `lambda.ListLayerVersions/${account}/${region}/${name}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ({ version }: ListedLayer) => version,
  };
  const { items, marker } = await page(asked, from);
  return {
    LayerVersions: items.map(({ key, version, row }) => layerVersionView(key, version, row)),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};
