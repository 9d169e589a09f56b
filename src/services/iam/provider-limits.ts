// Limits of identity providers, MFA devices, certificates and keys. Documented in "IAM and AWS STS quotas" unless labelled otherwise.

export const OIDC_PROVIDERS_MAX = 100;
/** Recorded. */
export const CLIENT_IDS_MAX = 100;
export const THUMBPRINTS_MAX = 5;
export const SAML_PROVIDERS_MAX = 100;
export const SAML_PRIVATE_KEYS_MAX = 2;
export const MFA_DEVICES_PER_USER_MAX = 8;
/** Ours: virtual MFA devices of an account that nobody uses; AWS's quota is that of its users. */
export const VIRTUAL_MFA_DEVICES_MAX = 5_000;
export const SERVER_CERTIFICATES_MAX = 20;
export const SIGNING_CERTIFICATES_MAX = 2;
export const SSH_PUBLIC_KEYS_MAX = 5;
/** Of each service. */
export const SERVICE_CREDENTIALS_MAX = 2;

/** Inferred: metadata that sets no end is valid for a hundred years. */
export const SAML_VALID_YEARS = 100;

/** Inferred, in steps of 30 seconds: how far a device may be off when it is enabled, used, or synchronised again. */
export const MFA_ENABLE_STEPS_MAX = 2;
export const MFA_USE_STEPS_MAX = 1;
export const MFA_RESYNC_STEPS_MAX = 200;

/** Documented. */
export const CREDENTIAL_REPORT_LIFE_MS = 4 * 60 * 60 * 1_000;
