// SQS's limits. Documented in "Amazon SQS quotas" unless labelled otherwise.

export const MESSAGE_BYTES_MAX = 1024 ** 2;
export const MESSAGE_BYTES_MIN = 1024;
export const BATCH_ENTRIES_MAX = 10;
export const RECEIVED_MAX = 10;
export const WAIT_SECONDS_MAX = 20;
export const DELAY_SECONDS_MAX = 900;
export const VISIBILITY_SECONDS_MAX = 43_200;
export const RETENTION_SECONDS_MIN = 60;
export const RETENTION_SECONDS_MAX = 1_209_600;
export const KMS_REUSE_SECONDS_MIN = 60;
export const KMS_REUSE_SECONDS_MAX = 86_400;
export const RECEIVE_COUNT_MAX = 1000;
export const MESSAGE_ATTRIBUTES_MAX = 10;
export const ATTRIBUTE_NAME_LENGTH_MAX = 256;
export const TAGS_MAX = 50;
export const PERMISSIONS_MAX = 20;
export const LISTED_QUEUES_MAX = 1000;
export const MOVE_TASKS_LISTED_MAX = 10;

export const DEDUPLICATION_MS = 5 * 60_000;
export const PURGE_INTERVAL_MS = 60_000;

/** How often messages past their retention are looked for; ours. They are not received meanwhile. */
export const EXPIRY_INTERVAL_MS = 5 * 60_000;
/** Rows that one transaction of a sweep takes. */
export const SWEEP_MESSAGES = 200;
/** Queues whose rows and counts are kept in memory. */
export const QUEUES_CACHED_MAX = 10_000;
/** Messages that a move task moves in one step. */
export const MOVED_AT_ONCE = 100;
