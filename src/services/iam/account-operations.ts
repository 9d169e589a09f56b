// Operations on accounts, reports, service-linked roles, simulations and last uses: their part of the table of contents.
import { createAccountAlias } from "./operations/create-account-alias.ts";
import { createServiceLinkedRole } from "./operations/create-service-linked-role.ts";
import { deleteAccountAlias } from "./operations/delete-account-alias.ts";
import { deleteAccountPasswordPolicy } from "./operations/delete-account-password-policy.ts";
import { deleteServiceLinkedRole } from "./operations/delete-service-linked-role.ts";
import { disableOutboundWebIdentityFederation } from "./operations/disable-outbound-web-identity-federation.ts";
import { enableOutboundWebIdentityFederation } from "./operations/enable-outbound-web-identity-federation.ts";
import { generateCredentialReport } from "./operations/generate-credential-report.ts";
import { getAccountPasswordPolicy } from "./operations/get-account-password-policy.ts";
import { getAccountSummary } from "./operations/get-account-summary.ts";
import { getCredentialReport } from "./operations/get-credential-report.ts";
import { getOutboundWebIdentityFederationInfo } from "./operations/get-outbound-web-identity-federation-info.ts";
import { getServiceLinkedRoleDeletionStatus } from "./operations/get-service-linked-role-deletion-status.ts";
import { listAccountAliases } from "./operations/list-account-aliases.ts";
import { setSecurityTokenServicePreferences } from "./operations/set-security-token-service-preferences.ts";
import { updateAccountPasswordPolicy } from "./operations/update-account-password-policy.ts";
import { simulateCustomPolicy } from "./operations/simulate-custom-policy.ts";
import { simulatePrincipalPolicy } from "./operations/simulate-principal-policy.ts";
import { getContextKeysForCustomPolicy } from "./operations/get-context-keys-for-custom-policy.ts";
import { getContextKeysForPrincipalPolicy } from "./operations/get-context-keys-for-principal-policy.ts";
import { generateServiceLastAccessedDetails } from "./operations/generate-service-last-accessed-details.ts";
import { getServiceLastAccessedDetails } from "./operations/get-service-last-accessed-details.ts";
import { getServiceLastAccessedDetailsWithEntities } from "./operations/get-service-last-accessed-details-with-entities.ts";
import { listPoliciesGrantingServiceAccess } from "./operations/list-policies-granting-service-access.ts";

export const accountOperations = {
  CreateAccountAlias: createAccountAlias,
  CreateServiceLinkedRole: createServiceLinkedRole,
  DeleteAccountAlias: deleteAccountAlias,
  DeleteAccountPasswordPolicy: deleteAccountPasswordPolicy,
  DeleteServiceLinkedRole: deleteServiceLinkedRole,
  DisableOutboundWebIdentityFederation: disableOutboundWebIdentityFederation,
  EnableOutboundWebIdentityFederation: enableOutboundWebIdentityFederation,
  GenerateCredentialReport: generateCredentialReport,
  GetAccountPasswordPolicy: getAccountPasswordPolicy,
  GetAccountSummary: getAccountSummary,
  GetCredentialReport: getCredentialReport,
  GetOutboundWebIdentityFederationInfo: getOutboundWebIdentityFederationInfo,
  GetServiceLinkedRoleDeletionStatus: getServiceLinkedRoleDeletionStatus,
  ListAccountAliases: listAccountAliases,
  SetSecurityTokenServicePreferences: setSecurityTokenServicePreferences,
  UpdateAccountPasswordPolicy: updateAccountPasswordPolicy,
  SimulateCustomPolicy: simulateCustomPolicy,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
  GetContextKeysForCustomPolicy: getContextKeysForCustomPolicy,
  GetContextKeysForPrincipalPolicy: getContextKeysForPrincipalPolicy,
  GenerateServiceLastAccessedDetails: generateServiceLastAccessedDetails,
  GetServiceLastAccessedDetails: getServiceLastAccessedDetails,
  GetServiceLastAccessedDetailsWithEntities: getServiceLastAccessedDetailsWithEntities,
  ListPoliciesGrantingServiceAccess: listPoliciesGrantingServiceAccess,
};
