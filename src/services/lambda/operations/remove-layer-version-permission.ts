// RemoveLayerVersionPermission: a statement less in the policy of a layer version.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { notFound, revisionMismatch } from "../errors.ts";
import { isStatement } from "../function-policy.ts";
import { LAYER_POLICY_API, layerOfPolicy } from "../layer-policy.ts";
import { layerNamed } from "../layer-view.ts";

export const removeLayerVersionPermission: Operation<"RemoveLayerVersionPermission"> = async (input, call) => {
  const { store } = call.context;
  const key = layerNamed(input.LayerName, call);
  await layerOfPolicy(store, key, input.VersionNumber);
  const isIt = isStatement(input.StatementId);
  await store.layers.change(key, input.VersionNumber, (row) => {
    const { statements = [], revisionId } = row.policy ?? {};
    if (input.RevisionId !== undefined && input.RevisionId !== revisionId) throw revisionMismatch(LAYER_POLICY_API);
    // Recorded.
    if (!statements.some(isIt)) throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
    const left = statements.filter((statement) => !isIt(statement));
    return { ...row, policy: { revisionId: uuid(), statements: left } };
  });
  return {};
};
