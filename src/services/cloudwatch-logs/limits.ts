// The limits of CloudWatch Logs. Documented ("CloudWatch Logs quotas", the API reference) unless said otherwise.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const BATCH_BYTES_MAX = 1_048_576;
/** What an event counts besides its message. */
export const EVENT_OVERHEAD_BYTES = 26;
export const EVENT_BYTES_MAX = 1_048_576;
export const BATCH_SPAN_MAX_MS = DAY_MS;
export const EVENT_AGE_MAX_MS = 14 * DAY_MS;
export const EVENT_FUTURE_MAX_MS = 2 * HOUR_MS;
export const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
export const TAGS_MAX = 50;
export const DESCRIBED_DEFAULT = 50;
export const LISTED_DEFAULT = 50;
export const EVENTS_PAGE = 10_000;
export const EVENTS_PAGE_BYTES = 1_048_576;
export const SUBSCRIPTION_FILTERS_MAX = 2;
export const METRIC_FILTERS_MAX = 100;
export const METRIC_FILTER_DIMENSIONS_MAX = 3;
export const RESOURCE_POLICIES_MAX = 10;
/** How long an undelivered batch is tried again. */
export const DELIVERED_WITHIN_MS = DAY_MS;
export const DAY_IN_MS = DAY_MS;

/** How long what a query found can be asked for. */
export const QUERIES_KEPT_MS = 7 * DAY_MS;
export const QUERIED_GROUPS_MAX = 50;
export const QUERY_ROWS_MAX = 10_000;

/** Ours: rows of groups kept in memory. */
export const GROUPS_CACHED_MAX = 2_000;
/** Ours: what waits to be written, and what one transaction writes. */
export const WAITING_BYTES_MAX = 64 * 1024 * 1024;
export const WRITTEN_BYTES_MAX = 8 * 1024 * 1024;
export const WRITTEN_CHUNKS_MAX = 1_000;
/** Ours: smaller chunks are stored as they are. */
export const COMPRESSED_FROM_BYTES = 512;
/** Ours: what one FilterLogEvents looks through before it answers with a token. */
export const SEARCHED_BYTES_MAX = 32 * 1024 * 1024;
/** Ours: chunks that one transaction removes. */
export const REMOVED_CHUNKS_MAX = 500;
/** Ours: between looks for events that have expired. */
export const EXPIRE_INTERVAL_MS = HOUR_MS;
/** Ours: a data key seals the chunks of so long. */
export const DATA_KEY_LIFE_MS = 5 * 60_000;
export const DATA_KEYS_CACHED_MAX = 1_000;
/** Ours: of the JSON of one message to a destination, before it is compressed. */
export const MESSAGE_BYTES_MAX = 512 * 1024;
/** Ours: chunks that are read at a time for a destination. */
export const DELIVERED_AT_A_TIME = 20;
/** Ours: between tries of a destination that refuses. */
export const RETRY_MIN_MS = 1_000;
export const RETRY_MAX_MS = 60_000;
