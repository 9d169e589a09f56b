// Operations of DynamoDB that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const partiQl = "PartiQL is not built yet: use the operations on items.";
const backups = "Backups and point-in-time recovery are not built yet.";
const globalTables = "Global tables are not built: a table is in one region.";
const files = "Imports from and exports to S3 are not built yet.";
const insights = "Contributor Insights are not built.";
const kinesis = "Streaming to Kinesis is not built yet: use DynamoDB Streams.";
const bulk = "Bulk operations are not built: AWS announced them recently.";

export const gaps: Gaps<Sdk> = {
  BatchExecuteStatement: partiQl,
  CancelBulkOperation: bulk,
  CreateBackup: backups,
  CreateGlobalTable: globalTables,
  DeleteBackup: backups,
  DescribeBackup: backups,
  DescribeBulkOperation: bulk,
  DescribeContributorInsights: insights,
  DescribeExport: files,
  DescribeGlobalTable: globalTables,
  DescribeGlobalTableSettings: globalTables,
  DescribeImport: files,
  DescribeKinesisStreamingDestination: kinesis,
  DescribeTableReplicaAutoScaling: globalTables,
  DisableKinesisStreamingDestination: kinesis,
  EnableKinesisStreamingDestination: kinesis,
  ExecuteStatement: partiQl,
  ExecuteTransaction: partiQl,
  ExportTableToPointInTime: files,
  ImportTable: files,
  ListBackups: backups,
  ListBulkOperations: bulk,
  ListContributorInsights: insights,
  ListExports: files,
  ListGlobalTables: globalTables,
  ListImports: files,
  RestoreTableFromBackup: backups,
  RestoreTableToPointInTime: backups,
  SearchVectors: "Vector indexes are not built: AWS announced them recently.",
  StartBulkPutItems: bulk,
  UpdateContinuousBackups: backups,
  UpdateContributorInsights: insights,
  UpdateGlobalTable: globalTables,
  UpdateGlobalTableSettings: globalTables,
  UpdateKinesisStreamingDestination: kinesis,
  UpdateTableReplicaAutoScaling: globalTables,
};

export const differences: readonly string[] = [
  "Throughput is kept and shown, and never throttles.",
  "Attributes named __proto__ answer 501.",
  "All reads are consistent, those of global indexes, too.",
  "CREATING, UPDATING and DELETING last a tenth of a second, and as long as filling or emptying takes.",
  "ItemCount and TableSizeBytes are counted when they are asked for, and kept for a hundred times as long as counting took.",
  "Indexes with several attributes in a part of their key, vector indexes, and replicas answer 501.",
  "SSESpecification has no effect: items lie in the data folder as they are.",
  "ReturnItemCollectionMetrics has no effect, and the 10 GB of an item collection are not a limit.",
  "Expired items are deleted within a minute of the platform's clock.",
  "DescribeContinuousBackups answers DISABLED, since there are no backups.",
  "dynamodb:Attributes, dynamodb:ReturnValues and dynamodb:EnclosingOperation are not set for policies: a policy that restricts by them alone does not restrict.",
];
