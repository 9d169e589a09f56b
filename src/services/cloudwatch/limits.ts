// CloudWatch's limits. Documented ("CloudWatch service quotas", the API reference) unless said otherwise.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long points are kept, by the seconds that they stand for. */
export const TIERS = [
  { seconds: 1, keptMs: 3 * HOUR_MS },
  { seconds: 60, keptMs: 15 * DAY_MS },
  { seconds: 300, keptMs: 63 * DAY_MS },
  { seconds: 3600, keptMs: 455 * DAY_MS },
] as const;

export const METRIC_DATA_MAX = 1000;
export const VALUES_PER_DATUM_MAX = 150;
export const VALUE_MAGNITUDE_MAX = 2 ** 360;
export const TIMESTAMP_PAST_MAX_MS = 14 * DAY_MS;
export const TIMESTAMP_FUTURE_MAX_MS = 2 * HOUR_MS;
/** Of GetMetricStatistics. */
export const DATAPOINTS_MAX = 1440;
/** Of GetMetricData. */
export const QUERIES_MAX = 500;
export const DATA_DATAPOINTS_MAX = 100_800;
export const LIST_METRICS_PAGE = 500;
export const LISTED_FOR_MS = 14 * DAY_MS;
export const RECENTLY_ACTIVE_MS = 3 * HOUR_MS;

/** Documented: of an alarm's periods together; seven days for periods of an hour and more. */
export const ALARM_SPAN_MAX_SECONDS = 86_400;
export const ALARM_LONG_SPAN_MAX_SECONDS = 604_800;
export const ALARM_TAGS_MAX = 50;
export const ALARMS_PAGE = 50;
export const HISTORY_PAGE = 100;
export const HISTORY_KEPT_MS = 30 * DAY_MS;
export const DASHBOARDS_PAGE = 1000;
/** Ours: how deep composite alarms may stand above each other. */
export const COMPOSITE_DEPTH_MAX = 10;
/** Ours: after the minute, so that what services counted in it is there. */
export const EVALUATION_LAG_MS = 1_000;

/** Ours: metrics whose keys are kept in memory. */
export const METRICS_CACHED_MAX = 20_000;
/** Ours: how far a metric's time of the last point may lag behind. */
export const LAST_POINT_LAG_MS = 10 * 60_000;
/** Ours: points that wait to be written, and those of one transaction. */
export const POINTS_WAITING_MAX = 200_000;
export const POINTS_WRITTEN_MAX = 5_000;
/** Ours: between looks for points that have expired; rows of one transaction then. */
export const ROLL_UP_INTERVAL_MS = DAY_MS;
export const ROLLED_UP_MAX = 5_000;
