// Limits of SNS, documented in "Amazon SNS endpoints and quotas" unless said otherwise.

export const TOPIC_NAME_LENGTH_MAX = 256;
export const MESSAGE_BYTES_MAX = 262_144;
export const SUBJECT_LENGTH_MAX = 100;
export const BATCH_ENTRIES_MAX = 10;
export const TAGS_MAX = 50;
export const LIST_MAX = 100;
/** Documented: more attributes than a message of SQS may have are not delivered raw. */
export const RAW_ATTRIBUTES_MAX = 10;
export const FILTER_POLICY_BYTES_MAX = 262_144;

/** Ours. */
export const TOPICS_CACHED_MAX = 1_000;
/** Deliveries of one message that run at a time. */
export const DELIVERIES_AT_ONCE_MAX = 50;
/** Documented for queues and functions: 100,015 tries over 23 days; ours end by their age. */
export const DELIVERY_AGE_MAX_MS = 23 * 24 * 3600 * 1000;
