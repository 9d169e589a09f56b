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
