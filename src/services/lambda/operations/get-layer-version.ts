// GetLayerVersion: what a layer version is, and where its archive is for some minutes.
import type { GetLayerVersionResponse } from "@aws-sdk/client-lambda";
import { codeLocation } from "../code-location.ts";
import type { LambdaContext, Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { layerArn, layerNamed, layerVersion, layerVersionView } from "../layer-view.ts";
import type { LayerKey } from "../layers.ts";

export const getLayerVersion: Operation<"GetLayerVersion"> = async (input, call) =>
  described(call.context, layerNamed(input.LayerName, call), input.VersionNumber);

/** Errors: ResourceNotFoundException. */
export async function described(
  { store, host }: LambdaContext,
  key: LayerKey,
  version: number,
): Promise<GetLayerVersionResponse> {
  if (version < 1) throw invalidParameter("Layer Version Cannot be less than 1"); // recorded
  const row = await layerVersion(store, key, version);
  const { sha256, sizeBytes } = row.code;
  return {
    LayerArn: layerArn(key),
    ...layerVersionView(key, version, row),
    Content: { Location: codeLocation(host, row.code), CodeSha256: sha256, CodeSize: sizeBytes },
  };
}
