// PublishLayerVersion: an archive that functions can use, under the layer's next number.
import { readArchive, storeArchive } from "../code.ts";
import { codeLocation } from "../code-location.ts";
import type { Operation } from "../context.ts";
import { layerArn, layerNamed, layerVersionView } from "../layer-view.ts";
import type { LayerVersionRow } from "../store/layers.ts";

export const publishLayerVersion: Operation<"PublishLayerVersion"> = async (input, call) => {
  const { store, host } = call.context;
  const key = layerNamed(input.LayerName, call);
  const code = await storeArchive(call.context, await readArchive(input.Content, call));
  const row: LayerVersionRow = {
    createdMs: host.clock.now(),
    description: input.Description ?? "",
    licenseInfo: input.LicenseInfo,
    runtimes: input.CompatibleRuntimes ?? [],
    architectures: input.CompatibleArchitectures ?? [],
    code,
    policy: undefined,
  };
  const version = await store.layers.publish(key, row);
  return {
    LayerArn: layerArn(key),
    ...layerVersionView(key, version, row),
    Content: { Location: codeLocation(host, code), CodeSha256: code.sha256, CodeSize: code.sizeBytes },
  };
};
