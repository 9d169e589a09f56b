// STS's limits. Documented in the API reference of each operation.

export const ROLE_SESSION_DEFAULT_SECONDS = 3_600;
/** Of a role assumed with the credentials of another role. */
export const CHAINED_SESSION_MAX_SECONDS = 3_600;
export const SESSION_DEFAULT_SECONDS = 43_200;
/** Whatever the root user asks for. */
export const ROOT_SESSION_MAX_SECONDS = 3_600;
/** Of a session policy, in characters; PackedPolicySize is a percentage of it. */
export const POLICY_SIZE_MAX = 2_048;
