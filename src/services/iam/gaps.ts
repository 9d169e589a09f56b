// Operations of IAM that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const delegation = "Delegation requests come from AWS partner products, which Forebay does not have.";
const organizations = "Organizations are not built: there are no member accounts whose root users could be managed.";
const accessReports = "Organizations are not built: reports on their entities have nothing to tell.";
const templates = "Role templates and Role Manager are not built; create roles with CreateRole.";

export const gaps: Gaps<Sdk> = {
  AcceptDelegationRequest: delegation,
  AcquireRole: templates,
  AssociateDelegationRequest: delegation,
  CreateDelegationRequest: delegation,
  DisableOrganizationsRootCredentialsManagement: organizations,
  DisableOrganizationsRootSessions: organizations,
  EnableOrganizationsRootCredentialsManagement: organizations,
  EnableOrganizationsRootSessions: organizations,
  GenerateOrganizationsAccessReport: accessReports,
  GetAccountProperties: templates,
  GetDelegationRequest: delegation,
  GetHumanReadableSummary:
    "Summaries of delegation requests are written by a language model of AWS's, which Forebay does not have.",
  GetOrganizationsAccessReport: accessReports,
  GetRoleTemplateVersion: templates,
  ListDelegationRequests: delegation,
  ListOrganizationsFeatures: organizations,
  PutAccountProperties: templates,
  RejectDelegationRequest: delegation,
  SendDelegationToken: delegation,
  UpdateDelegationRequest: delegation,
};

export const differences: readonly string[] = [
  "The root user's access keys are the platform's own: CreateAccessKey and its like must name a user.",
  "Quotas are those that accounts start with, and cannot be raised.",
  "Changes hold at the next request, everywhere; AWS's take some seconds.",
  "PasswordLastUsed is never set, since there is no console to sign in to.",
  "Last uses of access keys and roles are on disk a second later; a crash loses those of the last second.",
  "ListEntitiesForPolicy lists entities by their kind and unique id.",
  "CreateOpenIDConnectProvider: the URL of an issuer on this machine (localhost, 127.0.0.1) may have a port, which AWS refuses.",
  "AWS's managed policies are those that data engineers attach, some 200 of them, each with its default version only.",
  "Service-linked roles of other services have the ARN of AWS's policy attached, whose document is not there.",
  "EnableMFADevice: virtual devices only, and a device may be off by a minute; ResyncMFADevice finds one that is off by up to 100 minutes.",
  "The root user's MFA device is the virtual device named root-account-mfa-device, which the root user enables with any UserName; AWS offers this in its console only.",
  "CreateOpenIDConnectProvider: without a ThumbprintList none is fetched from the provider.",
  "CreateSAMLProvider: a provider is valid as long as its metadata says, or for a hundred years.",
  "GenerateCredentialReport: the report is there at once; the root user's creation time is that of the account's first use of IAM's settings or reports.",
  "DeleteServiceLinkedRole: the role goes at once, whether its service still uses it or not.",
  "EnableOutboundWebIdentityFederation: the issuer is the platform itself, at the address that it listens on; it is the same after it was disabled.",
  "UploadServerCertificate: nothing uses server certificates.",
  "SimulatePrincipalPolicy and SimulateCustomPolicy: ResourceHandlingOption is ignored; what is known of the principal (name, id, tags) counts without a context entry.",
  "GenerateServiceLastAccessedDetails: for the services that the platform has, by service and not by action, from the uses of access keys and roles that are still there.",
];
