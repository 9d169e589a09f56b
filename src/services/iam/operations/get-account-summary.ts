// GetAccountSummary: what an account has of everything, and the quotas.
import type { Operation } from "../context.ts";
import {
  ACCESS_KEYS_PER_USER_MAX,
  ATTACHED_POLICIES_MAX,
  GROUP_POLICIES_SIZE_MAX,
  GROUPS_MAX,
  GROUPS_PER_USER_MAX,
  INSTANCE_PROFILES_MAX,
  MANAGED_POLICY_SIZE_MAX,
  POLICIES_MAX,
  POLICY_VERSIONS_MAX,
  ROLE_POLICIES_SIZE_MAX,
  ROLES_MAX,
  TRUST_POLICY_SIZE_MAX,
  USER_POLICIES_SIZE_MAX,
  USERS_MAX,
} from "../limits.ts";
import { SERVER_CERTIFICATES_MAX, SIGNING_CERTIFICATES_MAX } from "../provider-limits.ts";
import { findAccount } from "../store/accounts.ts";
import { countEverything } from "../store/counts.ts";

/** Recorded. */
const POLICY_VERSIONS_IN_USE_MAX = 10_000;

/** Recorded. */
const QUOTAS = {
  AccessKeysPerUserQuota: ACCESS_KEYS_PER_USER_MAX,
  AssumeRolePolicySizeQuota: TRUST_POLICY_SIZE_MAX,
  AttachedPoliciesPerGroupQuota: ATTACHED_POLICIES_MAX,
  AttachedPoliciesPerRoleQuota: ATTACHED_POLICIES_MAX,
  AttachedPoliciesPerUserQuota: ATTACHED_POLICIES_MAX,
  GroupPolicySizeQuota: GROUP_POLICIES_SIZE_MAX,
  GroupsPerUserQuota: GROUPS_PER_USER_MAX,
  GroupsQuota: GROUPS_MAX,
  InstanceProfilesQuota: INSTANCE_PROFILES_MAX,
  PoliciesQuota: POLICIES_MAX,
  PolicySizeQuota: MANAGED_POLICY_SIZE_MAX,
  PolicyVersionsInUseQuota: POLICY_VERSIONS_IN_USE_MAX,
  RolePolicySizeQuota: ROLE_POLICIES_SIZE_MAX,
  RolesQuota: ROLES_MAX,
  ServerCertificatesQuota: SERVER_CERTIFICATES_MAX,
  SigningCertificatesPerUserQuota: SIGNING_CERTIFICATES_MAX,
  UserPolicySizeQuota: USER_POLICIES_SIZE_MAX,
  UsersQuota: USERS_MAX,
  VersionsPerPolicyQuota: POLICY_VERSIONS_MAX,
};

export const getAccountSummary: Operation<"GetAccountSummary"> = async (_, { account, context }) => {
  const { store, clock } = context;
  const counts = await countEverything(store.reads, account);
  const { globalTokenVersion } = await findAccount(store.reads, account, clock.now());
  return {
    SummaryMap: {
      ...QUOTAS,
      // The root user has no password, no access keys in IAM and no certificates here.
      AccountAccessKeysPresent: 0,
      AccountMFAEnabled: Number(counts.rootHasMfa),
      AccountPasswordPresent: 0,
      AccountSigningCertificatesPresent: 0,
      GlobalEndpointTokenVersion: globalTokenVersion,
      Groups: counts.groups,
      InstanceProfiles: counts.instanceProfiles,
      MFADevices: counts.mfaDevices,
      MFADevicesInUse: counts.mfaDevicesInUse,
      Policies: counts.policies,
      PolicyVersionsInUse: counts.policyVersions,
      Providers: counts.providers,
      Roles: counts.roles,
      ServerCertificates: counts.serverCertificates,
      Users: counts.users,
    },
  };
};
