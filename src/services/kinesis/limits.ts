// Kinesis Data Streams' limits, each with its source.

const KiB = 1024;
const MiB = 1024 * KiB;

/** Documented: PutRecords takes up to 10 MiB, partition keys included. */
export const PUT_RECORDS_SIZE_BYTES_MAX = 10 * MiB;
/** Documented: 1 MiB of data and partition key, unless the stream was created with more. */
export const RECORD_SIZE_KIB_DEFAULT = 1024;
/** Documented: one GetRecords call returns up to 10,000 records and 10 MiB. */
export const GET_RECORDS_COUNT_MAX = 10_000;
export const GET_RECORDS_SIZE_BYTES_MAX = 10 * MiB;

/** Documented, each of a shard. */
export const SHARD_WRITE_RECORDS_PER_SECOND_MAX = 1000;
export const SHARD_WRITE_BYTES_PER_SECOND_MAX = MiB;
export const SHARD_READ_CALLS_PER_SECOND_MAX = 5;
export const SHARD_READ_BYTES_PER_SECOND_MAX = 2 * MiB;

/** Documented: iterators and ListShards tokens live for 5 minutes; the clock decides. */
export const SHARD_ITERATOR_LIFE_MS = 300_000;
export const NEXT_TOKEN_LIFE_MS = 300_000;

/** Documented: 24 hours to 365 days. */
export const RETENTION_HOURS_DEFAULT = 24;
export const RETENTION_HOURS_MIN = 24;
export const RETENTION_HOURS_MAX = 8760;
export const HOUR_MS = 3_600_000;

/** Documented default quota of the smaller regions; 20,000 in the largest. */
export const SHARDS_PER_ACCOUNT_MAX = 1000;
/** Documented: so often UpdateShardCount may scale a stream in 24 hours. Held only with the throughput limits. */
export const SCALINGS_A_DAY_MAX = 10;
export const DAY_MS = 24 * 3_600_000;
/** Documented: on-demand streams of an account and region. */
export const ON_DEMAND_STREAMS_MAX = 50;
/** Recorded: an on-demand stream starts with 4 shards. */
export const ON_DEMAND_SHARDS = 4;
/** Recorded: streams of an account that are in CREATING or DELETING at a time. Held only with the throughput limits. */
export const STREAMS_CHANGING_MAX = 5;

/** Documented defaults of the listings. */
export const DESCRIBE_STREAM_SHARDS_DEFAULT = 100;
export const LIST_SHARDS_MAX = 1000;
export const LIST_STREAMS_DEFAULT = 100;
/** Documented. */
export const TAGS_MAX = 50;

/** Documented: of a stream. */
export const CONSUMERS_MAX = 20;
/** Documented: of a stream, in CREATING at a time. Held only with the throughput limits. */
export const CONSUMERS_CREATING_MAX = 5;
export const LIST_CONSUMERS_DEFAULT = 100;
/** Documented: a subscription ends by itself, and another one may take over after a while. */
export const SUBSCRIPTION_LIFE_MS = 300_000;
export const RESUBSCRIBE_AFTER_MS = 5_000;
/** Documented: of a consumer and shard. */
export const FAN_OUT_BYTES_PER_SECOND_MAX = 2 * MiB;
/** Ours: in one event. A larger record comes by itself. */
export const EVENT_RECORDS_MAX = 10_000;
export const EVENT_SIZE_BYTES_MAX = MiB;
/** Inferred: so often a shard without records says that it is alive. */
export const HEARTBEAT_MS = 5_000;
/** Ours: subscriptions that are remembered; those that ended go first. */
export const SUBSCRIPTIONS_MAX = 10_000;

/** Documented: a stream's capacity mode changes twice in 24 hours. Held only with the throughput limits. */
export const MODE_CHANGES_A_DAY_MAX = 2;
/** Documented: so often a stream's encryption is started, and stopped, in 24 hours. Held only with the throughput limits. */
export const ENCRYPTION_CHANGES_A_DAY_MAX = 25;
/** Documented default quota of an on-demand stream: 200 MiB/s in. */
export const ON_DEMAND_SHARDS_MAX = 200;
/** Documented: the days whose peak counts. */
export const PEAK_DAYS = 30;
/** Ours: how often an on-demand stream's peak is looked at. */
export const SCALE_INTERVAL_MS = 60_000;
/** Ours: on-demand streams whose writes are counted. */
export const STREAMS_METERED_MAX = 10_000;
/** Documented: the shortest commitment to a minimum throughput. */
export const COMMITMENT_MIN_MS = 24 * HOUR_MS;
/** Documented: of an on-demand stream whose account has that commitment. */
export const CONSUMERS_COMMITTED_MAX = 50;

/** Documented: about every five minutes Kinesis asks KMS anew. */
export const DATA_KEY_LIFE_MS = 300_000;
/** Ours: data keys in memory, of each caller and stream. */
export const DATA_KEYS_CACHED_MAX = 1_000;

/** Ours: how long a stream shows CREATING, UPDATING and DELETING. AWS takes tens of seconds. */
export const CREATING_MS = 100;
export const UPDATING_MS = 100;
export const DELETING_MS = 100;
/** Ours: how often expired records are trimmed; what readers see is exact at any time. */
export const TRIM_INTERVAL_MS = 60 * 60 * 1000;
/** Ours: streams whose metadata is held in memory. */
export const STREAMS_CACHED_MAX = 10_000;
/** Ours: shards whose use is counted for the throughput limits. */
export const SHARDS_METERED_MAX = 10_000;

/** Ours: accounts and streams whose calls are counted in a second, each of an operation. */
export const CALLS_METERED_MAX = 10_000;

/** Characters of a resource policy. Documented: 20 KB. */
export const POLICY_LENGTH_MAX = 20 * 1024;
