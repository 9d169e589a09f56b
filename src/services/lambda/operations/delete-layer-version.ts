// DeleteLayerVersion: no function can begin to use it; those that do go on. That it is not there is no error.
import type { Operation } from "../context.ts";
import { layerNamed } from "../layer-view.ts";

export const deleteLayerVersion: Operation<"DeleteLayerVersion"> = async (input, call) => {
  const { store } = call.context;
  await store.layers.remove(layerNamed(input.LayerName, call), input.VersionNumber);
  return {};
};
