// AddLayerVersionPermission: lets another account, or everyone, use a layer version.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { conflict, policyTooLarge, revisionMismatch } from "../errors.ts";
import { isStatement } from "../function-policy.ts";
import { LAYER_POLICY_API, layerOfPolicy, layerStatement } from "../layer-policy.ts";
import { layerArn, layerNamed } from "../layer-view.ts";
import { POLICY_MAX_BYTES } from "../limits.ts";

export const addLayerVersionPermission: Operation<"AddLayerVersionPermission"> = async (input, call) => {
  const { store } = call.context;
  const { VersionNumber: version, StatementId, RevisionId } = input;
  const key = layerNamed(input.LayerName, call);
  await layerOfPolicy(store, key, version);
  const statement = layerStatement(input, `${layerArn(key)}:${version}`);
  const revisionId = uuid();
  await store.layers.change(key, version, (row) => {
    const statements = row.policy?.statements ?? [];
    if (RevisionId !== undefined && RevisionId !== row.policy?.revisionId) throw revisionMismatch(LAYER_POLICY_API);
    if (statements.some(isStatement(StatementId)))
      // Recorded.
      throw conflict(
        `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    const policy = { revisionId, statements: [...statements, statement] };
    if (JSON.stringify(policy.statements).length > POLICY_MAX_BYTES) throw policyTooLarge(POLICY_MAX_BYTES);
    return { ...row, policy };
  });
  return { Statement: JSON.stringify(statement), RevisionId: revisionId };
};
