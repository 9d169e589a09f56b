// Operations of CloudWatch that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const contributors = "Contributors of alarms are not told.";
const muteRules = "Alarm mute rules are not built yet.";
const logAlarms = "Alarms on queries of logs are not built yet.";
const images = "Images of widgets are not drawn.";
const anomalies = "Anomaly detection is not built.";
const insights = "Contributor Insights is not built.";
const streams = "Metric streams are not built yet.";
const datasets = "Keys for data sets are not built.";
const telemetry = "OpenTelemetry enrichment is not built.";
const resourceMetrics = "Configurations of resource metrics are not built.";

export const gaps: Gaps<Sdk> = {
  AssociateDatasetKmsKey: datasets,
  CreateResourceMetricsConfiguration: resourceMetrics,
  DeleteAlarmMuteRule: muteRules,
  DeleteAnomalyDetector: anomalies,
  DeleteInsightRules: insights,
  DeleteMetricStream: streams,
  DeleteResourceMetricsConfiguration: resourceMetrics,
  DescribeAlarmContributors: contributors,
  DescribeAnomalyDetectors: anomalies,
  DescribeInsightRules: insights,
  DisableInsightRules: insights,
  DisassociateDatasetKmsKey: datasets,
  EnableInsightRules: insights,
  GetAlarmMuteRule: muteRules,
  GetDataset: datasets,
  GetInsightRuleReport: insights,
  GetMetricStream: streams,
  GetMetricWidgetImage: images,
  GetOTelEnrichment: telemetry,
  GetResourceMetricsConfiguration: resourceMetrics,
  ListAlarmMuteRules: muteRules,
  ListManagedInsightRules: insights,
  ListMetricStreams: streams,
  PutAlarmMuteRule: muteRules,
  PutAnomalyDetector: anomalies,
  PutInsightRule: insights,
  PutLogAlarm: logAlarms,
  PutManagedInsightRules: insights,
  PutMetricStream: streams,
  StartMetricStreams: streams,
  StartOTelEnrichment: telemetry,
  StopMetricStreams: streams,
  StopOTelEnrichment: telemetry,
  UpdateOTelEnrichment: telemetry,
  UpdateResourceMetricsConfiguration: resourceMetrics,
};

export const differences: readonly string[] = [
  "Percentiles are worked out of the values themselves up to 150 different ones a period, and within a fortieth beyond.",
  "The functions SEARCH, ANOMALY_DETECTION_BAND, SERVICE_QUOTA, INSIGHT_RULE_METRIC, DB_PERF_INSIGHTS and LAMBDA, and SQL queries, are not built: expressions with them answer ValidationError.",
  "Labels are given as they stand: dynamic ones such as ${MAX} are not filled in.",
  "Points are there at once; AWS takes up to two minutes. Services give theirs when the minute has passed.",
  "Alarms' actions are functions; others are taken, and the history says that they failed.",
  "Alarms look at the two periods before theirs when some are missing; AWS does not say how many it looks at.",
  "Actions suppressors of composite alarms are kept and shown, and suppress nothing.",
  "Bodies of dashboards are not checked beyond being JSON objects with a list of widgets.",
  "Kinesis, Firehose, Lambda and CloudWatch Logs count themselves; other services do not yet, such as S3 its storage and requests.",
  "AccountId, IncludeLinkedAccounts and entities are taken and ignored: there is no cross-account observability.",
];
