// Amazon Athena's and QuickSight's for it managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const athena: readonly PolicySource[] = [
  {
    name: "AmazonAthenaFullAccess",
    id: "ANPAIPJMLMD4C7RYZ6XCK",
    version: "v13",
    created: "2016-11-30T16:46:01Z",
    updated: "2024-06-20T16:10:44Z",
    description:
      "Provide full access to Amazon Athena and scoped access to the dependencies needed to enable querying, writing results, and data management.",
    statements: [
      allow("athena:*", { sid: "BaseAthenaPermissions" }),
      allow(
        `
          glue:CreateDatabase DeleteDatabase GetCatalog GetCatalogs GetDatabase GetDatabases UpdateDatabase
          CreateTable DeleteTable BatchDeleteTable UpdateTable GetTable GetTables BatchCreatePartition
          CreatePartition DeletePartition BatchDeletePartition UpdatePartition GetPartition GetPartitions
          BatchGetPartition StartColumnStatisticsTaskRun GetColumnStatisticsTaskRun GetColumnStatisticsTaskRuns
          GetCatalogImportStatus
        `,
        { sid: "BaseGluePermissions" },
      ),
      allow(
        `
          s3:GetBucketLocation GetObject ListBucket ListBucketMultipartUploads ListMultipartUploadParts
          AbortMultipartUpload CreateBucket PutObject PutBucketPublicAccessBlock
        `,
        { sid: "BaseQueryResultsPermissions", on: "arn:aws:s3:::aws-athena-query-results-*" },
      ),
      allow("s3:GetObject ListBucket", { sid: "BaseAthenaExamplesPermissions", on: "arn:aws:s3:::athena-examples*" }),
      allow("s3:ListBucket GetBucketLocation ListAllMyBuckets", { sid: "BaseS3BucketPermissions" }),
      allow("sns:ListTopics GetTopicAttributes", { sid: "BaseSNSPermissions" }),
      allow("cloudwatch:PutMetricAlarm DescribeAlarms DeleteAlarms GetMetricData", {
        sid: "BaseCloudWatchPermissions",
      }),
      allow("lakeformation:GetDataAccess", { sid: "BaseLakeFormationPermissions" }),
      allow("datazone:ListDomains ListProjects ListAccountEnvironments", { sid: "BaseDataZonePermissions" }),
      allow("pricing:GetProducts", { sid: "BasePricingPermissions" }),
    ],
  },
  {
    name: "service-role/AWSQuicksightAthenaAccess",
    id: "ANPAI4JB77JXFQXDWNRPM",
    version: "v11",
    created: "2016-12-09T02:31:03Z",
    updated: "2021-07-07T20:09:06Z",
    description: "Quicksight access to Athena API and S3 buckets used for Athena query results",
    statements: [
      allow(`
          athena:BatchGetQueryExecution CancelQueryExecution GetCatalogs GetExecutionEngine GetExecutionEngines
          GetNamespace GetNamespaces GetQueryExecution GetQueryExecutions GetQueryResults GetQueryResultsStream
          GetTable GetTables ListQueryExecutions RunQuery StartQueryExecution StopQueryExecution ListWorkGroups
          ListEngineVersions GetWorkGroup GetDataCatalog GetDatabase GetTableMetadata ListDataCatalogs
          ListDatabases ListTableMetadata
        `),
      allow(`
          glue:CreateDatabase DeleteDatabase GetCatalog GetCatalogs GetDatabase GetDatabases UpdateDatabase
          CreateTable DeleteTable BatchDeleteTable UpdateTable GetTable GetTables BatchCreatePartition
          CreatePartition DeletePartition BatchDeletePartition UpdatePartition GetPartition GetPartitions
          BatchGetPartition
        `),
      allow(
        `
          s3:GetBucketLocation GetObject ListBucket ListBucketMultipartUploads ListMultipartUploadParts
          AbortMultipartUpload CreateBucket PutObject PutBucketPublicAccessBlock
        `,
        { on: "arn:aws:s3:::aws-athena-query-results-*" },
      ),
      allow("lakeformation:GetDataAccess"),
    ],
  },
  {
    name: "service-role/AWSQuickSightDescribeRDS",
    id: "ANPAJU5J6OAMCJD3OO76O",
    version: "v1",
    created: "2015-11-10T23:24:50Z",
    statements: [allow("rds:Describe*")],
  },
  {
    name: "service-role/AWSQuickSightDescribeRedshift",
    id: "ANPAJFEM6MLSLTW4ZNBW2",
    version: "v1",
    created: "2015-11-10T23:25:01Z",
    statements: [allow("redshift:Describe*")],
  },
  {
    name: "service-role/AWSQuickSightListIAM",
    id: "ANPAI3CH5UUWZN4EKGILO",
    version: "v1",
    created: "2015-11-10T23:25:07Z",
    statements: [allow("iam:List*")],
  },
];
