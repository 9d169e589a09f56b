// Operations of CloudWatch that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const alarms = "Alarms are not built yet.";
const muteRules = "Alarm mute rules are not built yet.";
const logAlarms = "Alarms on queries of logs are not built yet.";
const dashboards = "Dashboards are not built yet.";
const images = "Images of widgets are not drawn.";
const anomalies = "Anomaly detection is not built.";
const insights = "Contributor Insights is not built.";
const streams = "Metric streams are not built yet.";
const tagging = "Tags are not built yet.";
const datasets = "Keys for data sets are not built.";
const telemetry = "OpenTelemetry enrichment is not built.";
const resourceMetrics = "Configurations of resource metrics are not built.";

export const gaps: Gaps<Sdk> = {
  AssociateDatasetKmsKey: datasets,
  CreateResourceMetricsConfiguration: resourceMetrics,
  DeleteAlarmMuteRule: muteRules,
  DeleteAlarms: alarms,
  DeleteAnomalyDetector: anomalies,
  DeleteDashboards: dashboards,
  DeleteInsightRules: insights,
  DeleteMetricStream: streams,
  DeleteResourceMetricsConfiguration: resourceMetrics,
  DescribeAlarmContributors: alarms,
  DescribeAlarmHistory: alarms,
  DescribeAlarms: alarms,
  DescribeAlarmsForMetric: alarms,
  DescribeAnomalyDetectors: anomalies,
  DescribeInsightRules: insights,
  DisableAlarmActions: alarms,
  DisableInsightRules: insights,
  DisassociateDatasetKmsKey: datasets,
  EnableAlarmActions: alarms,
  EnableInsightRules: insights,
  GetAlarmMuteRule: muteRules,
  GetDashboard: dashboards,
  GetDataset: datasets,
  GetInsightRuleReport: insights,
  GetMetricStream: streams,
  GetMetricWidgetImage: images,
  GetOTelEnrichment: telemetry,
  GetResourceMetricsConfiguration: resourceMetrics,
  ListAlarmMuteRules: muteRules,
  ListDashboards: dashboards,
  ListManagedInsightRules: insights,
  ListMetricStreams: streams,
  ListTagsForResource: tagging,
  PutAlarmMuteRule: muteRules,
  PutAnomalyDetector: anomalies,
  PutCompositeAlarm: alarms,
  PutDashboard: dashboards,
  PutInsightRule: insights,
  PutLogAlarm: logAlarms,
  PutManagedInsightRules: insights,
  PutMetricAlarm: alarms,
  PutMetricStream: streams,
  SetAlarmState: alarms,
  StartMetricStreams: streams,
  StartOTelEnrichment: telemetry,
  StopMetricStreams: streams,
  StopOTelEnrichment: telemetry,
  TagResource: tagging,
  UntagResource: tagging,
  UpdateOTelEnrichment: telemetry,
  UpdateResourceMetricsConfiguration: resourceMetrics,
};

export const differences: readonly string[] = [
  "Percentiles are worked out of the values themselves up to 150 different ones a period, and within a fortieth beyond.",
  "The functions SEARCH, ANOMALY_DETECTION_BAND, SERVICE_QUOTA, INSIGHT_RULE_METRIC, DB_PERF_INSIGHTS and LAMBDA, and SQL queries, are not built: expressions with them answer ValidationError.",
  "Labels are given as they stand: dynamic ones such as ${MAX} are not filled in.",
  "Points are there at once; AWS takes up to two minutes. Services give theirs when the minute has passed.",
  "AccountId, IncludeLinkedAccounts and entities are taken and ignored: there is no cross-account observability.",
];
