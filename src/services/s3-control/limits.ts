// Limits of S3 Control. Documented.

/** In one account and region. */
export const ACCESS_POINTS_MAX = 10_000;
export const POLICY_SIZE_MAX_BYTES = 20 * 1024;
export const PAGE_MAX = 1_000;
export const TAGS_MAX = 50;
export const TAG_KEY_LENGTH_MAX = 128;
export const TAG_VALUE_LENGTH_MAX = 256;

/** Access points, aliases and accounts whose facts are kept in memory: this platform's own. */
export const CACHED_MAX = 10_000;
