// DynamoDB's limits. Documented in "Quotas in Amazon DynamoDB" unless labelled otherwise.

export const ITEM_BYTES_MAX = 400 * 1024;
export const NESTING_MAX = 32;
export const PARTITION_KEY_BYTES_MAX = 2048;
export const SORT_KEY_BYTES_MAX = 1024;
export const EXPRESSION_BYTES_MAX = 4096;
/** Operators and functions in one expression. */
export const EXPRESSION_OPERATORS_MAX = 300;
export const IN_OPERANDS_MAX = 100;

/** What Query and Scan look at before they answer a page. */
export const PAGE_BYTES_MAX = 1024 ** 2;
export const BATCH_GET_ITEMS_MAX = 100;
export const BATCH_GET_BYTES_MAX = 16 * 1024 ** 2;
export const BATCH_WRITE_ITEMS_MAX = 25;
export const TRANSACTION_BYTES_MAX = 4 * 1024 ** 2;
/** For how long a ClientRequestToken of TransactWriteItems is remembered. */
export const TRANSACTION_TOKEN_MS = 10 * 60_000;

export const GLOBAL_INDEXES_MAX = 20;
export const LOCAL_INDEXES_MAX = 5;
export const PROJECTED_ATTRIBUTES_MAX = 100;
export const TAGS_MAX = 50;
export const LIST_TABLES_MAX = 100;
export const TABLES_PER_ACCOUNT_MAX = 2500;

/** How long CREATING, UPDATING and DELETING last; ours, AWS takes seconds. */
export const CHANGING_MS = 100;

export const READ_UNIT_BYTES = 4096;
export const WRITE_UNIT_BYTES = 1024;

export const STREAM_RETENTION_MS = 24 * 3_600_000;
export const STREAM_TRIM_INTERVAL_MS = 3_600_000;
/** AWS deletes expired items within days; here they are looked for this often. */
export const TTL_INTERVAL_MS = 60_000;
/** Documented: items that expired more than five years ago stay. */
export const TTL_AGE_MAX_SECONDS = 5 * 365 * 86_400;

/** Tables whose rows are kept in memory. */
export const TABLES_CACHED_MAX = 10_000;
/** Items that one transaction of a sweep or an index's filling takes. */
export const SWEEP_ITEMS = 200;
