// The bounds of Lambda, documented in "Lambda quotas" unless labelled otherwise.

const MIB = 1024 * 1024;

/** Of an archive in the request itself. */
export const ZIP_UPLOADED_MAX_BYTES = 50 * MIB;
/** Of an archive in S3; AWS bounds what it unpacks to. Inferred. */
export const ZIP_FETCHED_MAX_BYTES = 250 * MIB;
export const UNZIPPED_MAX_BYTES = 250 * MIB;
/** Ours: a folder of more files is refused as a bomb. */
export const ZIP_ENTRIES_MAX = 65_534;
export const ENVIRONMENT_MAX_BYTES = 4096;
export const LAYERS_MAX = 5;
export const SYNC_PAYLOAD_MAX_BYTES = 6 * MIB;
export const ASYNC_PAYLOAD_MAX_BYTES = MIB;
export const POLICY_MAX_BYTES = 20 * 1024;
export const TAGS_MAX = 50;
export const LIST_FUNCTIONS_MAX = 50;
export const LIST_DEFAULT = 50;
export const ACCOUNT_CODE_SIZE_MAX_BYTES = 75 * 1024 * MIB;
export const ACCOUNT_CONCURRENCY = 1_000;
/** Of the account's, what reservations must leave. */
export const UNRESERVED_CONCURRENCY_MIN = 100;

const TIMEOUT_MAX_SECONDS = 900;
/** Ours: how long unpacked code stays after it was replaced: as long as an invocation can run. */
export const FOLDER_LINGERS_MS = (TIMEOUT_MAX_SECONDS + 10) * 1000;
export const TIMEOUT_DEFAULT_SECONDS = 3;
export const MEMORY_DEFAULT_MB = 128;
export const EPHEMERAL_STORAGE_DEFAULT_MB = 512;

/** Ours: how long a function is Pending and an update InProgress. */
export const SETTLING_MS = 100;
/** Ours: how often a timer looks whether there is anything left to resume after a restart. */
export const RESUME_MS = 3600 * 1000;
/** Documented: credentials of an environment last so long. Ours: 12 hours. */
export const SESSION_MS = 12 * 3600 * 1000;
/** Ours: an environment is used no more when its credentials end within this. */
export const SESSION_MARGIN_MS = 30 * 60 * 1000;
/** Ours: rows and unpacked codes kept at hand. */
export const FUNCTIONS_CACHED_MAX = 1_000;

export const EVENT_AGE_DEFAULT_SECONDS = 6 * 3600;
export const EVENT_RETRIES_DEFAULT = 2;
/** Documented: one minute before the first retry, two before the second. */
export const EVENT_RETRY_DELAYS_MS = [60_000, 120_000] as const;
/** Documented: throttled events are tried again after 1 second, later up to 5 minutes. */
export const THROTTLED_RETRY_MIN_MS = 1_000;
export const THROTTLED_RETRY_MAX_MS = 5 * 60_000;
/** Documented: of what a dead letter says of the error. */
export const ERROR_MESSAGE_MAX_BYTES = 1024;
/** Ours: events that run at a time. */
export const EVENTS_RUNNING_MAX = 16;

/** Documented: of records of a stream in an invocation. */
export const BATCH_SIZE_DEFAULT = 100;
export const LIST_MAPPINGS_MAX = 100;
/** Documented: of messages of a queue, and beyond which a batching window is needed. */
export const QUEUE_BATCH_SIZE_DEFAULT = 10;
/** Documented: as many batches run at first; AWS adds to them while there are messages. */
export const QUEUE_BATCHES_DEFAULT = 5;
/** Of SQS: of one request, and how long one waits. */
export const QUEUE_RECEIVED_MAX = 10;
export const QUEUE_WAIT_SECONDS = 20;
/** Of an event with a batch, which the payload's limit bounds. */
export const EVENT_SIZE_MAX_BYTES = 5 * MIB;
/** Ours: pauses between failures on the same batch. */
export const BATCH_RETRY_MIN_MS = 500;
export const BATCH_RETRY_MAX_MS = 60_000;
/** Ours: between reads of a shard, which allows five a second; AWS reads once a second. */
export const READ_INTERVAL_MS = 250;
/** Ours: between looks for records that a consumer with enhanced fan-out was sent. */
export const PUSHED_INTERVAL_MS = 20;
/** Ours: between subscriptions to a shard, of which Kinesis refuses those that follow closely. */
export const SUBSCRIBE_INTERVAL_MS = 1_000;
/** Ours: records that were sent and are not taken yet; further ones wait at Kinesis. */
export const PUSHED_RECORDS_MAX = 10_000;
export const POLL_RETRY_MS = 2_000;
export const SHARD_LISTING_MS = 10_000;
/** Documented: of GetRecords of Kinesis, and of DynamoDB Streams. */
export const READ_MAX = 10_000;
export const CHANGES_READ_MAX = 1_000;
/** Ours: how long after a tumbling window's end its last records may be read. */
export const WINDOW_GRACE_MS = 1_000;
/** Of a tumbling window, for each shard: beyond it the window ends early. */
export const WINDOW_STATE_MAX_BYTES = MIB;

/** Ours: how long what a function prints is kept before it is written, in real time. */
export const LOG_FLUSH_MS = 500;
/** Ours: of all functions together. */
export const LOG_PENDING_BYTES_MAX = 32 * 1024 * 1024;
/** Ours: an environment whose log was refused does not try again for so long. */
export const LOG_REFUSED_MS = 10_000;
