// Operations of CloudWatch Logs that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const insights =
  "Stored definitions, schedules and lookup tables of Logs Insights are not built, nor what it knows of fields.";
const tail = "Live tail is not built yet.";
const exports = "Export tasks are not built yet.";
const deliveries = "Deliveries of the logs of other services are not built.";
const destinations = "Destinations in other accounts are not built yet.";
const anomalies = "Anomaly detection is not built.";
const accountPolicies = "Policies for all log groups of an account are not built.";
const dataProtection = "Data protection, which masks what is sensitive, is not built.";
const indexes = "Field indexes are not built.";
const transformers = "Transformers are not built.";
const tables = "Logs as S3 tables are not built.";
const integrations = "Integrations with OpenSearch are not built.";
const imports = "Imports from CloudTrail Lake are not built.";
const syslog = "Logs by syslog are not built.";
const objects = "Large log objects are not built.";
const summaries = "Summaries over data sources are not built.";
const tokens = "Bearer tokens are not built.";
const tiers = "Storage tiers are not built.";

export const gaps: Gaps<Sdk> = {
  AssociateSourceToS3TableIntegration: tables,
  CancelExportTask: exports,
  CancelImportTask: imports,
  CreateDelivery: deliveries,
  CreateExportTask: exports,
  CreateImportTask: imports,
  CreateLogAnomalyDetector: anomalies,
  CreateLookupTable: insights,
  CreateScheduledQuery: insights,
  DeleteAccountPolicy: accountPolicies,
  DeleteDataProtectionPolicy: dataProtection,
  DeleteDelivery: deliveries,
  DeleteDeliveryDestination: deliveries,
  DeleteDeliveryDestinationPolicy: deliveries,
  DeleteDeliverySource: deliveries,
  DeleteDestination: destinations,
  DeleteIndexPolicy: indexes,
  DeleteIntegration: integrations,
  DeleteLogAnomalyDetector: anomalies,
  DeleteLookupTable: insights,
  DeleteQueryDefinition: insights,
  DeleteScheduledQuery: insights,
  DeleteSyslogConfiguration: syslog,
  DeleteTransformer: transformers,
  DescribeAccountPolicies: accountPolicies,
  DescribeConfigurationTemplates: deliveries,
  DescribeDeliveries: deliveries,
  DescribeDeliveryDestinations: deliveries,
  DescribeDeliverySources: deliveries,
  DescribeDestinations: destinations,
  DescribeExportTasks: exports,
  DescribeFieldIndexes: indexes,
  DescribeImportTaskBatches: imports,
  DescribeImportTasks: imports,
  DescribeIndexPolicies: indexes,
  DescribeLookupTables: insights,
  DescribeQueryDefinitions: insights,
  DisassociateSourceFromS3TableIntegration: tables,
  GetDataProtectionPolicy: dataProtection,
  GetDelivery: deliveries,
  GetDeliveryDestination: deliveries,
  GetDeliveryDestinationPolicy: deliveries,
  GetDeliverySource: deliveries,
  GetIntegration: integrations,
  GetLogAnomalyDetector: anomalies,
  GetLogFields: insights,
  GetLogGroupFields: insights,
  GetLogObject: objects,
  GetLookupTable: insights,
  GetScheduledQuery: insights,
  GetScheduledQueryHistory: insights,
  GetStorageTierPolicy: tiers,
  GetTransformer: transformers,
  ListAggregateLogGroupSummaries: summaries,
  ListAnomalies: anomalies,
  ListIntegrations: integrations,
  ListLogAnomalyDetectors: anomalies,
  ListLogGroupsForQuery: insights,
  ListScheduledQueries: insights,
  ListSourcesForS3TableIntegration: tables,
  ListSyslogConfigurations: syslog,
  PutAccountPolicy: accountPolicies,
  PutBearerTokenAuthentication: tokens,
  PutDataProtectionPolicy: dataProtection,
  PutDeliveryDestination: deliveries,
  PutDeliveryDestinationPolicy: deliveries,
  PutDeliverySource: deliveries,
  PutDestination: destinations,
  PutDestinationPolicy: destinations,
  PutIndexPolicy: indexes,
  PutIntegration: integrations,
  PutQueryDefinition: insights,
  PutStorageTierPolicy: tiers,
  PutSyslogConfiguration: syslog,
  PutTransformer: transformers,
  StartLiveTail: tail,
  TestTransformer: transformers,
  UpdateAnomaly: anomalies,
  UpdateDeliveryConfiguration: deliveries,
  UpdateLogAnomalyDetector: anomalies,
  UpdateLookupTable: insights,
  UpdateScheduledQuery: insights,
};

export const differences: readonly string[] = [
  "Events are there as soon as PutLogEvents answers; storedBytes is counted at once, uncompressed.",
  "Expired events are not shown; their space is given back within an hour of the clock, for what is written afterwards.",
  "Expressions between percent signs may not repeat a group that repeats or has choices, and look at the first 8 KiB of a message.",
  "How often operations are called is not limited; a writer that is faster than the disk gets ThrottlingException.",
  "Subscription filters send to Kinesis, Firehose and Lambda of the same account; fieldSelectionCriteria and system fields are ignored.",
  "The log group class is kept and shown: groups of all classes can do the same.",
  "Entities are taken and ignored.",
  "Queries of Logs Insights are in its own language with fields, filter, stats, sort, limit, parse, dedup and display; other commands, and functions such as jsonParse, answer MalformedQueryException. They hold 100,000 groups.",
  "FilterLogEvents looks through 32 MiB of events a page.",
];
