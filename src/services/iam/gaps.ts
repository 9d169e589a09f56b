// Operations of IAM that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const soon = "This operation of IAM is not built yet.";

export const gaps: Gaps<Sdk> = {
  AcceptDelegationRequest: soon,
  AcquireRole: soon,
  AssociateDelegationRequest: soon,
  CreateDelegationRequest: soon,
  DisableOrganizationsRootCredentialsManagement: soon,
  DisableOrganizationsRootSessions: soon,
  DisableOutboundWebIdentityFederation: soon,
  EnableOrganizationsRootCredentialsManagement: soon,
  EnableOrganizationsRootSessions: soon,
  EnableOutboundWebIdentityFederation: soon,
  GenerateOrganizationsAccessReport: soon,
  GenerateServiceLastAccessedDetails: soon,
  GetAccountProperties: soon,
  GetContextKeysForCustomPolicy: soon,
  GetContextKeysForPrincipalPolicy: soon,
  GetDelegationRequest: soon,
  GetHumanReadableSummary: soon,
  GetOrganizationsAccessReport: soon,
  GetOutboundWebIdentityFederationInfo: soon,
  GetRoleTemplateVersion: soon,
  GetServiceLastAccessedDetails: soon,
  GetServiceLastAccessedDetailsWithEntities: soon,
  ListDelegationRequests: soon,
  ListOrganizationsFeatures: soon,
  ListPoliciesGrantingServiceAccess: soon,
  PutAccountProperties: soon,
  RejectDelegationRequest: soon,
  SendDelegationToken: soon,
  SimulateCustomPolicy: soon,
  SimulatePrincipalPolicy: soon,
  UpdateDelegationRequest: soon,
};

export const differences: readonly string[] = [
  "CreateOpenIDConnectProvider: the URL of an issuer on this machine (localhost, 127.0.0.1) may have a port, which AWS refuses.",
];
