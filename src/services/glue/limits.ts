// Glue's bounds, each with its source.

/** Entries of a page when the caller names no number. Documented: GetDatabases, GetTables and GetPartitions return up to these. */
export const PAGE_ENTRIES = {
  databases: 100,
  tables: 100,
  tableVersions: 100,
  crawlers: 100,
  crawls: 20,
  classifiers: 100,
  searched: 100,
};

/** Documented: GetPartitions, "the maximum number of partitions to return in a single response". */
export const PARTITIONS_PAGE_MAX = 1000;

/** Documented: quotas, "partition indexes per table". */
export const PARTITION_INDEXES_MAX = 3;

/** Documented: TagResource, 50 tags a resource. */
export const TAGS_MAX = 50;

/** Longest expression of GetPartitions. Documented: PredicateString. */
export const EXPRESSION_LENGTH_MAX = 2048;

/** Nesting of parentheses and NOTs in an expression. Inferred: AWS names none; ours bounds the stack. */
export const EXPRESSION_DEPTH_MAX = 100;

/** Rows that one transaction of the collector deletes. Ours. */
export const COLLECTED_ROWS_MAX = 500;

/** Table versions kept; older archived ones go. Documented: quotas, "table versions per table" 100,000; ours keeps fewer. */
export const TABLE_VERSIONS_MAX = 10_000;

/** Runs kept in a crawler's history. Documented: ListCrawls returns the past 12 months; ours bounds the number. */
export const CRAWLS_KEPT_MAX = 1000;

/** Milliseconds for which a history entry is kept. Documented: ListCrawls, 12 months. */
export const CRAWLS_KEPT_MS = 365 * 24 * 3_600_000;

/** Of the catalog's resource policy. Documented: "The total size of the policy document is limited to 10 KB". */
export const POLICY_SIZE_MAX_BYTES = 10 * 1024;
