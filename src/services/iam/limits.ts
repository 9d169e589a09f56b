// IAM's quotas and defaults. Documented in "IAM and AWS STS quotas" unless labelled otherwise.

export const USERS_MAX = 5_000;
export const GROUPS_MAX = 300;
export const ROLES_MAX = 1_000;
export const INSTANCE_PROFILES_MAX = 1_000;
/** Customer managed policies. */
export const POLICIES_MAX = 1_500;
export const POLICY_VERSIONS_MAX = 5;
export const ATTACHED_POLICIES_MAX = 10;
export const GROUPS_PER_USER_MAX = 10;
export const ACCESS_KEYS_PER_USER_MAX = 2;
export const TAGS_MAX = 50;
export const ROLES_PER_INSTANCE_PROFILE_MAX = 1;

/** Of policies, in characters other than white space. */
export const MANAGED_POLICY_SIZE_MAX = 6_144;
export const USER_POLICIES_SIZE_MAX = 2_048;
export const GROUP_POLICIES_SIZE_MAX = 5_120;
export const ROLE_POLICIES_SIZE_MAX = 10_240;
export const TRUST_POLICY_SIZE_MAX = 2_048;

export const SESSION_DEFAULT_SECONDS = 3_600;
/** Documented: of the entries of a listing that does not say. */
export const MAX_ITEMS_DEFAULT = 100;

/** Of what is remembered of principals and policies in memory. */
export const PRINCIPALS_CACHED_MAX = 10_000;
/** How long the last uses of access keys and roles wait to be written, in real time. */
export const USES_FLUSH_MS = 1_000;
/** Uses that wait to be written; more are written at once. */
export const USES_WAITING_MAX = 10_000;

/** Documented: a password policy looks back on up to 24 passwords. */
export const PASSWORDS_REMEMBERED_MAX = 24;
