// Layers that functions use: which versions the ARNs name.
import { invalidParameter } from "./errors.ts";
import type { LayerUse } from "./function.ts";
import { LAYERS_MAX } from "./limits.ts";
import type { LambdaStore } from "./store.ts";

const LAYER_VERSION = /^arn:[a-z-]+:lambda:([a-z0-9-]+):(\d{12}):layer:([a-zA-Z0-9-_]+):(\d+)$/;

const withoutVersion = (arn: string): string => arn.slice(0, arn.lastIndexOf(":"));

export interface LayerKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export function parseLayerVersion(arn: string): { readonly key: LayerKey; readonly version: number } | undefined {
  const [, region, account, name, version] = LAYER_VERSION.exec(arn) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  return { key: { account, region, name }, version: Number(version) };
}

/** Errors: InvalidParameterValueException, whose texts are recorded. */
export async function layersOf(
  store: LambdaStore,
  arns: readonly string[],
  { region }: { readonly region: string },
): Promise<readonly LayerUse[]> {
  if (arns.length > LAYERS_MAX) throw invalidParameter("Cannot reference more than 5 layers.");
  const layers: LayerUse[] = [];
  for (const arn of arns) {
    const parsed = parseLayerVersion(arn);
    if (parsed && parsed.key.region !== region)
      throw invalidParameter(
        `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
      );
    const found = parsed && (await store.layers.version(parsed.key, parsed.version));
    if (!found) throw invalidParameter(`Layer version ${arn} does not exist.`);
    const same = layers.find((layer) => withoutVersion(layer.arn) === withoutVersion(arn));
    if (same)
      throw invalidParameter(
        "Two different versions of the same layer are not allowed to be referenced in the same function. " +
          `${same.arn} and ${arn} are versions of the same layer.`,
      );
    layers.push({ arn, codeSize: found.code.sizeBytes, blobId: found.code.blobId });
  }
  return layers;
}
