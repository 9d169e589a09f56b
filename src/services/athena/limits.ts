// Athena's bounds, each with its source.

/** Entries of a page when the caller names no number. Documented: the List operations' MaxResults go up to 50. */
export const PAGE_ENTRIES_MAX = 50;

/** Documented: ListEngineVersions, MaxResults. */
export const ENGINE_VERSIONS_PAGE_MAX = 10;

/** Documented: BatchGetPreparedStatement, "a list of up to 256 prepared statements". */
export const BATCH_STATEMENTS_MAX = 256;

/** Documented: TagResource, 50 tags a resource. */
export const TAGS_MAX = 50;

/** Rows that one transaction deletes when a work group goes with its contents. Ours. */
export const CONTENTS_DELETED_MAX = 500;

/** Documented default quota: active DML queries of an account. */
export const QUERIES_ACTIVE_MAX = 200;

/** Queries that run at once; further ones are QUEUED. Ours. */
export const QUERIES_RUNNING_MAX = 8;

/** Documented: DML queries time out after 30 minutes. */
export const QUERY_DURATION_MAX_MS = 30 * 60_000;

/** Documented: the history of queries keeps 45 days. */
export const HISTORY_DAYS = 45;

/** Old executions that one StartQueryExecution removes at most. Ours. */
export const HISTORY_REMOVED_MAX = 5;

/** Executions that a query looks back at for a result to reuse. Ours. */
export const HISTORY_REUSED_MAX = 100;

/** Documented: rows of a page of GetQueryResults. */
export const RESULT_ROWS_MAX = 1000;

/** Bytes of a result that are read at a time. Ours. */
export const RESULT_READ_BYTES = 128 * 1024;

/** Documented: ResultReuseByAgeConfiguration, MaxAgeInMinutes. */
export const REUSE_AGE_DEFAULT_MINUTES = 60;

/** Documented: partitions that one CTAS or INSERT INTO writes. */
export const PARTITIONS_WRITTEN_MAX = 100;

/** Objects that a query opens at once. Ours. */
export const OBJECTS_OPENED_AT_ONCE = 32;

/** Small text objects that a scan has in memory before it writes them to files, one a folder. Ours. */
export const TEXT_BATCH_BYTES = 1024 * 1024;

/** ORC objects that a query makes readable at once; a stripe of each is in memory. Ours. */
export const OBJECTS_CONVERTED_AT_ONCE = 2;

/** Rows of information_schema that are gathered. Ours. */
export const INFORMATION_SCHEMA_ROWS_MAX = 100_000;
