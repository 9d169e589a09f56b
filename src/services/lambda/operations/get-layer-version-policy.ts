// GetLayerVersionPolicy: who else may use a layer version.
import type { Operation } from "../context.ts";
import { notFound } from "../errors.ts";
import { layerOfPolicy, layerPolicyOf } from "../layer-policy.ts";
import { layerNamed } from "../layer-view.ts";

export const getLayerVersionPolicy: Operation<"GetLayerVersionPolicy"> = async (input, call) => {
  const key = layerNamed(input.LayerName, call);
  const { policy } = await layerOfPolicy(call.context.store, key, input.VersionNumber);
  const document = layerPolicyOf(policy);
  if (!policy || document === undefined) throw notFound("No policy is associated with the given resource."); // recorded
  return { Policy: document, RevisionId: policy.revisionId };
};
