// Which access the operations on accounts, reports, service-linked roles, simulations and last uses need.
import type { AccessTable } from "../../../kit/access.ts";
import { partitionOf } from "../../../kit/arn.ts";
import type { IamContext, Sdk } from "../context.ts";
import { arnOf } from "../entity.ts";
import { linkedServiceOf } from "../linked-services.ts";
import { need } from "./resources.ts";
import { account, role } from "./rules.ts";

export const accountAccess: AccessTable<Sdk, IamContext> = {
  GetAccountSummary: account("GetAccountSummary"),
  CreateAccountAlias: account("CreateAccountAlias"),
  DeleteAccountAlias: account("DeleteAccountAlias"),
  ListAccountAliases: account("ListAccountAliases"),
  UpdateAccountPasswordPolicy: account("UpdateAccountPasswordPolicy"),
  GetAccountPasswordPolicy: account("GetAccountPasswordPolicy"),
  DeleteAccountPasswordPolicy: account("DeleteAccountPasswordPolicy"),
  GenerateCredentialReport: account("GenerateCredentialReport"),
  GetCredentialReport: account("GetCredentialReport"),
  EnableOutboundWebIdentityFederation: account("EnableOutboundWebIdentityFederation"),
  DisableOutboundWebIdentityFederation: account("DisableOutboundWebIdentityFederation"),
  GetOutboundWebIdentityFederationInfo: account("GetOutboundWebIdentityFederationInfo"),
  SetSecurityTokenServicePreferences: account("SetSecurityTokenServicePreferences"),
  CreateServiceLinkedRole: ({ AWSServiceName: service, CustomSuffix: suffix }, call) => {
    const name = `${linkedServiceOf(service)?.roleName ?? "*"}${suffix === undefined ? "" : `_${suffix}`}`;
    const path = `/aws-service-role/${service}/`;
    const arn = arnOf("role", call.account, { name, path, partition: partitionOf(call.region) });
    return need(call, "CreateServiceLinkedRole", { arn }, { context: { "iam:AWSServiceName": service } });
  },
  DeleteServiceLinkedRole: role("DeleteServiceLinkedRole"),
  GetServiceLinkedRoleDeletionStatus: ({ DeletionTaskId }, call) => {
    const [, path = "/", name = "*"] = /^task(\/.*\/)([^/]+)\/[^/]*$/.exec(DeletionTaskId) ?? [];
    const arn = arnOf("role", call.account, { name, path, partition: partitionOf(call.region) });
    return need(call, "GetServiceLinkedRoleDeletionStatus", { arn });
  },
  SimulateCustomPolicy: account("SimulateCustomPolicy"),
  SimulatePrincipalPolicy: ({ PolicySourceArn: arn }, call) => need(call, "SimulatePrincipalPolicy", { arn }),
  GetContextKeysForCustomPolicy: account("GetContextKeysForCustomPolicy"),
  GetContextKeysForPrincipalPolicy: ({ PolicySourceArn: arn }, call) =>
    need(call, "GetContextKeysForPrincipalPolicy", { arn }),
  GenerateServiceLastAccessedDetails: ({ Arn: arn }, call) => need(call, "GenerateServiceLastAccessedDetails", { arn }),
  GetServiceLastAccessedDetails: account("GetServiceLastAccessedDetails"),
  GetServiceLastAccessedDetailsWithEntities: account("GetServiceLastAccessedDetailsWithEntities"),
  ListPoliciesGrantingServiceAccess: ({ Arn: arn }, call) => need(call, "ListPoliciesGrantingServiceAccess", { arn }),
};
