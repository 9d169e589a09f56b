// Bounds of S3 and of this implementation, each with its source.

/** Documented: "Bucket names must be between 3 (min) and 63 (max) characters long". */
export const BUCKET_NAME_LENGTH_MIN = 3;
export const BUCKET_NAME_LENGTH_MAX = 63;
/** Documented: object key names are at most 1,024 bytes of UTF-8. */
export const KEY_SIZE_MAX_BYTES = 1024;
/** Documented: a single PUT and a part are at most 5 GiB; a part but the last at least 5 MiB; 10,000 parts; 5 TiB an object at first, 50 TB today. */
export const PUT_SIZE_MAX_BYTES = 5 * 1024 ** 3;
export const PART_SIZE_MIN_BYTES = 5 * 1024 ** 2;
export const PART_NUMBER_MAX = 10_000;
/** Parts that would lie beyond it in the blob of their upload get blobs of their own: ext4's files end at 16 TiB. Ours. */
export const ASSEMBLY_SIZE_MAX_BYTES = 15 * 1024 ** 4;
/** Documented: user-defined metadata is at most 2 KB, the sum of UTF-8 bytes of names and values. */
export const METADATA_SIZE_MAX_BYTES = 2 * 1024;
/** Documented: 10 tags an object, 50 a bucket; keys of 128 and values of 256 characters. */
export const OBJECT_TAGS_MAX = 10;
export const BUCKET_TAGS_MAX = 50;
export const TAG_KEY_LENGTH_MAX = 128;
export const TAG_VALUE_LENGTH_MAX = 256;
/** Documented: pages of listings. */
export const LIST_KEYS_MAX = 1000;
export const LIST_PARTS_MAX = 1000;
export const LIST_UPLOADS_MAX = 1000;
export const LIST_BUCKETS_MAX = 10_000;
export const DELETE_OBJECTS_MAX = 1000;
/** Recorded: GetObjectAttributes answers at most 1,000 parts a page. */
export const ATTRIBUTES_PARTS_MAX = 1000;

/** Bodies up to this size are read whole and hashed in one call; larger ones stream. Ours. */
export const BUFFERED_BODY_MAX_BYTES = 256 * 1024;
/** Bodies from this size on are hashed by another thread. Ours. */
export const THREADED_BODY_MIN_BYTES = 2 * 1024 * 1024;
/** How long the blob of a replaced or deleted object can still be read by whoever holds its path. Ours. */
export const DISCARDED_BLOB_KEPT_MS = 15 * 60_000;
/** How often discarded blobs are removed. Ours. */
export const COLLECTION_INTERVAL_MS = 5 * 60_000;
/** How often blobs that no row names are looked for, and how old they must be. Ours. */
export const ORPHAN_SWEEP_INTERVAL_MS = 6 * 3600_000;
export const ORPHAN_AGE_MIN_MS = 6 * 3600_000;
/** Ids held in memory while looking for rows that name them. Ours. */
export const ORPHAN_CANDIDATES_MAX = 100_000;
/** Blobs removed in one go of the collector. Ours. */
export const DISCARDED_BATCH_MAX = 1000;
/** Buckets whose owner and policy are kept in memory. Ours. */
export const BUCKETS_CACHED_MAX = 10_000;

/** How long a version of the root key wraps new data keys. Ours. */
export const ROOT_KEY_ROTATION_MS = 365 * 86_400_000;
/** How long a key of a bucket is used again without asking KMS, and how many are kept. AWS says "time-limited"; ours. */
export const BUCKET_KEY_MS = 5 * 60_000;
export const BUCKET_KEYS_MAX = 1000;

/** Documented: how long a session of CreateSession lasts, and a page of ListDirectoryBuckets. */
export const BUCKET_SESSION_MS = 5 * 60_000;
export const LIST_DIRECTORY_BUCKETS_MAX = 1000;

/** Documented: 1,000 annotations an object, names of 512 bytes, payloads of 1 MiB. */
export const ANNOTATIONS_MAX = 1000;
export const ANNOTATION_NAME_MAX_BYTES = 512;
export const ANNOTATION_SIZE_MAX_BYTES = 1024 ** 2;

/** Documented: default retention is at most 100 years. */
export const LOCK_DAYS_MAX = 36_500;
export const LOCK_YEARS_MAX = 100;
export const DAY_MS = 86_400_000;

/**
 * Documented: Glacier takes 1 to 5 minutes, 3 to 5 hours, 5 to 12 hours; Deep Archive 12 and 48 hours. Times within these are ours.
 */
export const RESTORE_MS: Readonly<
  Record<"GLACIER" | "DEEP_ARCHIVE", { readonly [Tier in "Expedited" | "Standard" | "Bulk"]?: number }>
> = {
  GLACIER: { Expedited: 3 * 60_000, Standard: 4 * 3600_000, Bulk: 8 * 3600_000 },
  DEEP_ARCHIVE: { Standard: 12 * 3600_000, Bulk: 48 * 3600_000 },
};
/** Ours: as long as one may retain an object. */
export const RESTORE_DAYS_MAX = 36_500;

/** Larger objects are not compressed: where their frames begin is held in memory. Ours. */
export const COMPRESSED_OBJECT_MAX_BYTES = 1024 ** 4;
/** Documented: after which replication time control and metrics speak up. */
export const REPLICATION_THRESHOLD_MS = 15 * 60_000;
/** Objects that are compressed at once. Ours. */
export const COMPRESSIONS_PARALLEL_MAX = 4;
/** When the queue of compression is looked at again after it was worked off, and when there was nothing in it. Ours. */
export const COMPRESSION_SOON_MS = 1000;
export const COMPRESSION_IDLE_MS = 10 * 60_000;

/** Documented: configurations of a kind in a bucket; the smallest of the quotas of the four kinds. */
export const CONFIGURATIONS_MAX = 1000;
/** Documented: pages of those listings. */
export const LIST_CONFIGURATIONS_MAX = 100;
/** Documented. */
export const REPLICATION_RULES_MAX = 1000;
export const LIFECYCLE_RULES_MAX = 1000;
export const CORS_RULES_MAX = 100;
export const WEBSITE_ROUTES_MAX = 50;
/** Documented. */
export const RULE_ID_LENGTH_MAX = 255;
/** Documented: "Objects smaller than 128 KB will not transition by default". */
export const TRANSITION_SIZE_MIN_BYTES = 128 * 1024;
/** Documented: days in a class before STANDARD_IA and ONEZONE_IA. */
export const INFREQUENT_DAYS_MIN = 30;
/** Documented: noncurrent versions that a rule may spare. */
export const NEWER_VERSIONS_MAX = 100;
/** Versions that a lifecycle sweep holds at once. Ours. */
export const SWEEP_PAGE_MAX = 1000;
/** Actions of a lifecycle sweep under way at once. Ours. */
export const SWEEP_PARALLEL_MAX = 32;
/** Documented: "Bucket policies are limited to 20 KB in size". */
export const POLICY_SIZE_MAX_BYTES = 20 * 1024;
/** How long a CompleteMultipartUpload may be sent again and is answered as before. Ours. */
export const COMPLETION_KEPT_MS = 24 * 3600_000;
/** Documented: "The maximum length of a SQL expression is 256 KB", "of a record in the input or result is 1 MB". */
export const EXPRESSION_SIZE_MAX_BYTES = 256 * 1024;
export const RECORD_LENGTH_MAX = 1024 * 1024;
/** One value of a JSON document. Ours. */
export const JSON_DOCUMENT_LENGTH_MAX = 64 * 1024 * 1024;
/** Of the payload of one event of records. Ours. */
export const RECORDS_EVENT_BYTES = 64 * 1024;
/** How often a query that goes on says so. Ours. */
export const SELECT_SIGN_OF_LIFE_MS = 1000;
/** How often the cost ledger and the accesses of storage class analyses are written: what a crash may lose of them. Ours. */
export const LEDGER_FLUSH_INTERVAL_MS = 10_000;
/** How often lines of access logs are written down: what a crash may lose of them. Ours. */
export const LOG_FLUSH_INTERVAL_MS = 2_000;
/** How often log objects are delivered. Documented: "most log records are delivered within a few hours"; ours. */
export const LOG_DELIVERY_INTERVAL_MS = 5 * 60_000;
/** Days that a storage class analysis keeps and exports. Ours. */
export const ANALYSIS_DAYS_MAX = 730;
/** Days that it evaluates at once when the clock jumped. Ours. */
export const ANALYSIS_CATCH_UP_DAYS_MAX = 92;
/** Lines of access logs in memory; more are lost. Ours. */
export const LOG_LINES_MAX = 50_000;
/** Batches of lines that one turn of the delivery takes. Ours. */
export const LOG_BATCHES_MAX = 50;
