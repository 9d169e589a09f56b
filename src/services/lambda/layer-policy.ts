// The resource policies of layer versions: who else may use them.
import { invalidParameter, notFound } from "./errors.ts";
import type { PolicyRow } from "./function.ts";
import { layerArn } from "./layer-view.ts";
import type { LayerKey } from "./layers.ts";
import type { LambdaStore } from "./store.ts";
import type { LayerVersionRow } from "./store/layers.ts";

/** Of the API that tells the latest revision. Recorded. */
export const LAYER_POLICY_API = "GetLayerPolicy";

/** Errors: ResourceNotFoundException, whose text is recorded. */
export async function layerOfPolicy(store: LambdaStore, key: LayerKey, version: number): Promise<LayerVersionRow> {
  const row = await store.layers.version(key, version);
  if (!row) throw notFound(`Layer version ${layerArn(key)}:${version} does not exist.`);
  return row;
}

interface Wanted {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly OrganizationId?: string | undefined;
}

/** As AWS writes it. Recorded. Errors: InvalidParameterValueException. */
export function layerStatement(input: Wanted, arn: string): object {
  const { Principal, OrganizationId } = input;
  if (OrganizationId !== undefined && Principal !== "*")
    throw invalidParameter("OrganizationId can only be set when the principal is *.");
  return {
    Sid: input.StatementId,
    Effect: "Allow",
    Principal: principalOf(Principal),
    Action: input.Action,
    Resource: arn,
    ...(OrganizationId !== undefined && { Condition: { StringEquals: { "aws:PrincipalOrgID": OrganizationId } } }),
  };
}

const principalOf = (principal: string): object | string => {
  if (principal === "*") return principal;
  return { AWS: /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal };
};

/** JSON, or undefined when the version has none. */
export const layerPolicyOf = (policy: PolicyRow | undefined): string | undefined =>
  policy && policy.statements.length > 0
    ? JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy.statements })
    : undefined;
