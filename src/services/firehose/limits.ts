// Limits of Amazon Data Firehose, and the bounds of what the pumps hold. Each with its source.

export const MIB = 1024 * 1024;

/** Documented in the quotas page: streams per account and region in most regions. */
export const DELIVERY_STREAMS_MAX = 5_000;
/** Documented in the quotas page: what PutRecord and PutRecordBatch together bring to a stream, by region. */
export interface DirectPutQuota {
  readonly recordsPerSecond: number;
  readonly requestsPerSecond: number;
  readonly bytesPerSecond: number;
}
export const DIRECT_PUT_LARGE_REGIONS: readonly string[] = ["us-east-1", "us-west-2", "eu-west-1"];
export const DIRECT_PUT_LARGE: DirectPutQuota = {
  recordsPerSecond: 500_000,
  requestsPerSecond: 2_000,
  bytesPerSecond: 5 * MIB,
};
export const DIRECT_PUT_USUAL: DirectPutQuota = {
  recordsPerSecond: 100_000,
  requestsPerSecond: 1_000,
  bytesPerSecond: MIB,
};
/** Ours: streams whose use of the second is held in memory. */
export const STREAMS_METERED_MAX = 10_000;
/** Documented at StartDeliveryStreamEncryption: calls of start and stop together, a stream. */
export const ENCRYPTION_CHANGES_MAX = 25;
export const ENCRYPTION_CHANGES_MS = 24 * 3_600_000;

/** Documented at PutRecordBatch: 4 MiB for the entire request. */
export const BATCH_SIZE_MAX_BYTES = 4 * MIB;
/** Documented at ListDeliveryStreams. */
export const LIST_STREAMS_DEFAULT = 10;
/** Documented at TagDeliveryStream. */
export const TAGS_MAX = 50;
/** Documented in the page on custom prefixes. */
export const EVALUATED_PREFIX_MAX = 512;

/** Documented at BufferingHints. */
export const BUFFER_SIZE_DEFAULT_MIB = 5;
export const BUFFER_INTERVAL_DEFAULT_SECONDS = 300;
/** Recorded: what a stream that converts stores when no hints are given. */
export const BUFFER_SIZE_DEFAULT_CONVERTING_MIB = 128;
/** Recorded in AWS's error text. */
export const BUFFER_SIZE_MIN_CONVERTING_MIB = 64;
/** Recorded in AWS's error text. */
export const PROCESSORS_MAX = 5;

/** Recorded in AWS's error text. */
export const BUFFER_SIZE_MIN_PARTITIONING_MIB = 64;
/** Documented: partitions with records that are not delivered yet. */
export const ACTIVE_PARTITIONS_MAX = 500;

/** Documented: RetryOptions of dynamic partitioning. */
export const PARTITION_RETRY_DEFAULT_SECONDS = 300;
/** Documented: how long records of DirectPut streams wait for a destination that does not take them. */
export const RECORDS_KEPT_MS = 24 * 3_600_000;

/** Documented: defaults of the Lambda processor; its ranges are recorded in AWS's error texts. */
export const LAMBDA_BUFFER_DEFAULT_MIB = 1;
export const LAMBDA_BUFFER_MIN_MIB = 0.2;
export const LAMBDA_BUFFER_MAX_MIB = 3;
export const LAMBDA_BUFFER_DEFAULT_SECONDS = 60;
export const LAMBDA_BUFFER_MAX_SECONDS = 900;
export const LAMBDA_RETRIES_DEFAULT = 3;
export const LAMBDA_RETRIES_MAX = 300;
/** Documented: an invocation may take five minutes. */
export const INVOCATION_MAX_MS = 300_000;
/** Documented: 6 MB for what an invocation carries; a little is left for the event around the records. */
export const INVOCATION_MAX_BYTES = 5_900_000;
/** What the event says of a record beside its data, at most. Ours. */
export const RECORD_FRAME_BYTES = 800;
/** Ours. */
export const INVOCATIONS_AT_ONCE_MAX = 4;
export const LAMBDA_RETRY_MS = 500;

/** What a compressed record may become. Ours. */
export const DECOMPRESSED_RECORD_MAX_BYTES = 64 * MIB;
/** What jq gets in one call, and how long it may take. Ours. */
export const JQ_INPUT_MAX_BYTES = 2 * MIB;
export const JQ_MAX_MS = 10_000;

/** How much each open file of a stream with partitions holds in memory; what a plain one does. Ours. */
export const SPOOL_PARTITION_BYTES = 32 * 1024;
export const SPOOL_BYTES = 256 * 1024;
/** Objects that a pump puts at a time. Ours. */
export const DELIVERIES_AT_ONCE_MAX = 8;

/** Ours: streams whose metadata is held in memory. */
export const STREAMS_CACHED_MAX = 10_000;
/** How long a new stream is CREATING. AWS takes about a minute. */
export const CREATING_MS = 250;

/** Largest piece that a pump takes from its source at a time; what one pump holds in memory is a few of them. */
export const TAKE_SIZE_MAX_BYTES = 4 * MIB;
export const TAKE_RECORDS_MAX = 10_000;
/** Documented: GetRecords is called once a second for each shard. While records come, as often as a shard allows: 5 a second. */
export const POLL_MS = 1_000;
export const POLL_BUSY_MS = 200;
/** How often the shards of a source are listed anew. */
export const SHARD_LISTING_MS = 30_000;
/** Delays between attempts to deliver. */
export const RETRY_MIN_MS = 1_000;
export const RETRY_MAX_MS = 60_000;
/** Documented: an HTTP endpoint has three minutes to answer, and its answer may have 1 MiB. Of the other kinds ours. */
export const ENDPOINT_TIMEOUT_MS = 180_000;
export const ENDPOINT_ANSWER_MAX_BYTES = 1024 * 1024;
/** Ours: what is sent in one request, and so what a pump holds of it in memory. */
export const ENDPOINT_REQUEST_MAX_BYTES = 8 * MIB;
export const ENDPOINT_REQUEST_RECORDS_MAX = 50_000;
/** Ours, after what Kinesis documents: how long a data key seals records. */
export const DATA_KEY_LIFE_MS = 300_000;
export const DATA_KEYS_CACHED_MAX = 1_000;
/** How often Splunk is asked whether it has indexed what was sent. Ours. */
export const SPLUNK_ACK_POLL_MS = 1_000;
/** Records that the conversion of a batch with bad ones tests at a time. */
export const PROBE_RECORDS_MAX = 2_048;
/** How often the durable timer looks that every stream is being delivered; the longest delay after a restart. */
export const RESUME_MS = 5_000;

/** Errors that wait to be logged, a log stream, and what is logged of an error's text. Ours. */
export const ERRORS_WAITING_MAX = 100;
export const ERROR_MESSAGE_MAX = 4_096;

/** How deep a request is searched for the roles that it passes; the model's own shapes end well before. Ours. */
export const ROLES_PASSED_DEPTH_MAX = 12;
