// Athena's bounds, each with its source.

/** Entries of a page when the caller names no number. Documented: the List operations' MaxResults go up to 50. */
export const PAGE_ENTRIES_MAX = 50;

/** Documented: ListEngineVersions, MaxResults. */
export const ENGINE_VERSIONS_PAGE_MAX = 10;
