// STS's limits. Documented in the API reference of each operation.

export const ROLE_SESSION_DEFAULT_SECONDS = 3_600;
/** Of a role assumed with the credentials of another role. */
export const CHAINED_SESSION_MAX_SECONDS = 3_600;
/** Of GetWebIdentityToken. */
export const TOKEN_DEFAULT_SECONDS = 300;
/** Of its claims in JSON. AWS's figure is not public: Forebay's own choice. */
export const TOKEN_PAYLOAD_MAX_BYTES = 8_192;
export const SESSION_DEFAULT_SECONDS = 43_200;
/** Whatever the root user asks for. */
export const ROOT_SESSION_MAX_SECONDS = 3_600;
/** Of a session policy, in characters; PackedPolicySize is a percentage of it. */
export const POLICY_SIZE_MAX = 2_048;
/** Of a federated user's name in an answer. */
export const SUBJECT_LENGTH_MAX = 255;
/** Tags of one session, inherited ones apart. */
export const SESSION_TAGS_MAX = 50;
/** Managed session policies. */
export const POLICY_ARNS_MAX = 10;
/** Forebay's own choice: it travels in a header of every request. */
export const SESSION_TOKEN_SIZE_MAX_BYTES = 8_192;

/** How far the clock of an identity provider may be ahead. Inferred. */
export const TOKEN_CLOCK_SKEW_MAX_MS = 5 * 60_000;
/** A SAML assertion must be redeemed within five minutes. */
export const ASSERTION_AGE_MAX_MS = 5 * 60_000;
export const ASSERTION_CLOCK_SKEW_MAX_MS = 5 * 60_000;

// Of identity providers on the network: Forebay's own choices.
export const ISSUER_TIMEOUT_MS = 5_000;
export const ISSUER_DOCUMENT_MAX_BYTES = 256 * 1024;
export const ISSUER_KEYS_MAX = 200;
export const ISSUERS_CACHED_MAX = 100;
export const ISSUER_KEYS_KEPT_MS = 60 * 60_000;
/** A token with an unknown key makes the keys be fetched again, but no more often. */
export const ISSUER_KEYS_REFETCH_MIN_MS = 10_000;

// Of the XML of SAML: Forebay's own choices.
export const XML_DEPTH_MAX = 64;
export const XML_ELEMENTS_MAX = 5_000;
export const SAML_CERTIFICATES_MAX = 10;
