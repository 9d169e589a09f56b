// ListPoliciesGrantingServiceAccess: through which of its policies a user, group or role reaches services.
import type { ListPoliciesGrantingServiceAccessEntry, PolicyGrantingServiceAccess } from "@aws-sdk/client-iam";
import type { Operation } from "../context.ts";
import { grantsService } from "../granted-services.ts";
import { pageOfList } from "../paging.ts";
import { type HeldPolicy, simulatedPrincipal } from "../simulated-principal.ts";
import { parseSimulated } from "../simulation.ts";

export const listPoliciesGrantingServiceAccess: Operation<"ListPoliciesGrantingServiceAccess"> = async (
  input,
  call,
) => {
  const { account, context } = call;
  const { policies, row } = await simulatedPrincipal(context.store.reads, account, input.Arn);
  const parsed = policies.map((policy) => ({ policy, document: parseSimulated(policy.document) }));
  const entries: ListPoliciesGrantingServiceAccessEntry[] = input.ServiceNamespaces.map((service) => ({
    ServiceNamespace: service,
    Policies: parsed
      .filter(({ document }) => grantsService(document, service.toLowerCase()))
      .map(({ policy }) => grantOf(policy)),
  }));
  const listing = `ListPoliciesGrantingServiceAccess/${row.id}`;
  const { items, rest } = await pageOfList(call, listing, { Marker: input.Marker }, entries);
  return { PoliciesGrantingServiceAccess: items, ...rest };
};

/** Documented: managed policies have an ARN, inline ones an owner. */
const grantOf = ({ id, arn, inline }: HeldPolicy): PolicyGrantingServiceAccess =>
  inline
    ? {
        PolicyName: inline.name,
        PolicyType: "INLINE",
        EntityType: inline.kind.toUpperCase() as "USER",
        EntityName: inline.owner,
      }
    : { PolicyName: id, PolicyType: "MANAGED", PolicyArn: arn };
