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
  UpdateDelegationRequest: soon,
};

export const differences: readonly string[] = [
  "The root user's access keys are the platform's own: CreateAccessKey and its like must name a user.",
  "Quotas are those that accounts start with, and cannot be raised.",
  "Changes hold at the next request, everywhere; AWS's take some seconds.",
  "PasswordLastUsed is never set, since there is no console to sign in to.",
  "Last uses of access keys and roles are on disk a second later; a crash loses those of the last second.",
  "ListEntitiesForPolicy lists entities by their kind and unique id.",
  "CreateOpenIDConnectProvider: the URL of an issuer on this machine (localhost, 127.0.0.1) may have a port, which AWS refuses.",
];
