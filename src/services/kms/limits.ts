// KMS' limits. Documented in the API reference of each operation and in the developer guide's quotas.

export const DAY_MS = 86_400_000;
export const DELETION_WINDOW_DEFAULT_DAYS = 30;
export const DELETION_WINDOW_MIN_DAYS = 7;
export const DELETION_WINDOW_MAX_DAYS = 30;
export const ROTATION_PERIOD_DEFAULT_DAYS = 365;
/** Of one key in its life. */
export const ON_DEMAND_ROTATIONS_MAX = 10;
export const TAGS_MAX = 50;
export const ALIASES_PER_KEY_MAX = 50;
export const POLICY_MAX_BYTES = 32_768;
export const GRANTS_PER_KEY_MAX = 50_000;
/** Of an encryption context in a grant's constraint. */
export const CONSTRAINT_PAIRS_MAX = 8;
export const IMPORT_TOKEN_LIFE_MS = 24 * 3_600_000;
/** Imported material expires within a year. */
export const IMPORT_VALID_MAX_MS = 365 * DAY_MS;

export const LIST_KEYS_DEFAULT = 100;
export const LIST_KEYS_MAX = 1_000;
export const LIST_ALIASES_DEFAULT = 50;
export const LIST_ALIASES_MAX = 100;
export const LIST_GRANTS_DEFAULT = 50;
export const LIST_GRANTS_MAX = 100;
export const LIST_TAGS_DEFAULT = 50;
export const LIST_TAGS_MAX = 50;
export const LIST_ROTATIONS_DEFAULT = 100;
export const LIST_ROTATIONS_MAX = 1_000;

/** Ours: how long a replica is Creating. */
export const CREATING_MS = 100;
/** Ours: rows in memory. */
export const KEYS_CACHED_MAX = 10_000;
export const ALIASES_CACHED_MAX = 10_000;
/** Accounts and regions whose aliases are in memory. */
export const PLACES_CACHED_MAX = 100;
export const GRANT_LISTS_CACHED_MAX = 1_000;
/** Ours: how long a key's last use may wait, in real time, until it is written. */
export const USAGE_FLUSH_MS = 1_000;
/** Ours: keys whose last use waits. */
export const USAGES_WAITING_MAX = 10_000;
