// AWS Glue's managed policies.
import { allow, deny, type PolicySource } from "../policy-source.ts";

export const glue: readonly PolicySource[] = [
  {
    name: "service-role/AWSGlueServiceRole",
    id: "ANPAIRUJCPEBPMEZFAS32",
    version: "v5",
    created: "2017-08-14T13:37:21Z",
    updated: "2023-09-11T16:39:47Z",
    description:
      "Policy for AWS Glue service role which allows access to related services including EC2, S3, and Cloudwatch Logs",
    statements: [
      allow(`
          glue:* s3:GetBucketLocation ListBucket ListAllMyBuckets GetBucketAcl ec2:DescribeVpcEndpoints
          DescribeRouteTables CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces
          DescribeSecurityGroups DescribeSubnets DescribeVpcAttribute iam:ListRolePolicies GetRole GetRolePolicy
          cloudwatch:PutMetricData
        `),
      allow("s3:CreateBucket", { on: "arn:aws:s3:::aws-glue-*" }),
      allow("s3:GetObject PutObject DeleteObject", {
        on: ["arn:aws:s3:::aws-glue-*/*", "arn:aws:s3:::*/*aws-glue-*/*"],
      }),
      allow("s3:GetObject", { on: ["arn:aws:s3:::crawler-public*", "arn:aws:s3:::aws-glue-*"] }),
      allow("logs:CreateLogGroup CreateLogStream PutLogEvents", { on: "arn:aws:logs:*:*:*:/aws-glue/*" }),
      allow("ec2:CreateTags DeleteTags", {
        on: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:instance/*"],
        when: { "ForAllValues:StringEquals": { "aws:TagKeys": ["aws-glue-service-resource"] } },
      }),
    ],
  },
  {
    name: "AWSGlueConsoleFullAccess",
    id: "ANPAJNZGDEOD7MISOVSVI",
    version: "v14",
    created: "2017-08-14T13:37:39Z",
    updated: "2023-07-14T14:37:54Z",
    description: "Provides full access to AWS Glue via the AWS Management Console",
    statements: [
      allow(
        `
          glue:* redshift:DescribeClusters DescribeClusterSubnetGroups iam:ListRoles ListUsers ListGroups
          ListRolePolicies GetRole GetRolePolicy ListAttachedRolePolicies ec2:DescribeSecurityGroups
          DescribeSubnets DescribeVpcs DescribeVpcEndpoints DescribeRouteTables DescribeVpcAttribute
          DescribeKeyPairs DescribeInstances DescribeImages rds:DescribeDBInstances DescribeDBClusters
          DescribeDBSubnetGroups s3:ListAllMyBuckets ListBucket GetBucketAcl GetBucketLocation
          cloudformation:ListStacks DescribeStacks GetTemplateSummary dynamodb:ListTables kms:ListAliases
          DescribeKey cloudwatch:GetMetricData ListDashboards databrew:ListRecipes ListRecipeVersions
          DescribeRecipe
        `,
        { sid: "BaseAppPermissions" },
      ),
      allow("s3:GetObject PutObject", {
        on: ["arn:aws:s3:::aws-glue-*/*", "arn:aws:s3:::*/*aws-glue-*/*", "arn:aws:s3:::aws-glue-*"],
      }),
      allow("tag:GetResources"),
      allow("s3:CreateBucket", { on: "arn:aws:s3:::aws-glue-*" }),
      allow("logs:GetLogEvents", { on: "arn:aws:logs:*:*:/aws-glue/*" }),
      allow("cloudformation:CreateStack DeleteStack", { on: "arn:aws:cloudformation:*:*:stack/aws-glue*/*" }),
      allow("ec2:RunInstances", {
        on: [
          "arn:aws:ec2:*:*:instance/*",
          "arn:aws:ec2:*:*:key-pair/*",
          "arn:aws:ec2:*:*:image/*",
          "arn:aws:ec2:*:*:security-group/*",
          "arn:aws:ec2:*:*:network-interface/*",
          "arn:aws:ec2:*:*:subnet/*",
          "arn:aws:ec2:*:*:volume/*",
        ],
      }),
      allow("ec2:TerminateInstances CreateTags DeleteTags", {
        on: "arn:aws:ec2:*:*:instance/*",
        when: {
          StringEquals: { "ec2:ResourceTag/aws:cloudformation:logical-id": "ZeppelinInstance" },
          StringLike: {
            "ec2:ResourceTag/aws:cloudformation:stack-id": "arn:aws:cloudformation:*:*:stack/aws-glue-*/*",
          },
        },
      }),
      allow("iam:PassRole", {
        on: "arn:aws:iam::*:role/AWSGlueServiceRole*",
        when: { StringLike: { "iam:PassedToService": ["glue.amazonaws.com"] } },
      }),
      allow("iam:PassRole", {
        on: "arn:aws:iam::*:role/AWSGlueServiceNotebookRole*",
        when: { StringLike: { "iam:PassedToService": ["ec2.amazonaws.com"] } },
      }),
      allow("iam:PassRole", {
        on: "arn:aws:iam::*:role/service-role/AWSGlueServiceRole*",
        when: { StringLike: { "iam:PassedToService": ["glue.amazonaws.com"] } },
      }),
    ],
  },
  {
    name: "service-role/AWSGlueServiceNotebookRole",
    id: "ANPAIMRC6VZUHJYCTKWFI",
    version: "v4",
    created: "2017-08-14T13:37:42Z",
    updated: "2023-10-09T15:59:41Z",
    description: "Policy for AWS Glue service role which allows customer to manage notebook server",
    statements: [
      allow(`
          glue:CreateDatabase CreatePartition CreateTable DeleteDatabase DeletePartition DeleteTable GetDatabase
          GetDatabases GetPartition GetPartitions GetTable GetTableVersions GetTables UpdateDatabase
          UpdatePartition UpdateTable CreateConnection CreateJob DeleteConnection DeleteJob GetConnection
          GetConnections GetDevEndpoint GetDevEndpoints GetJob GetJobs UpdateJob BatchDeleteConnection
          UpdateConnection GetUserDefinedFunction UpdateUserDefinedFunction GetUserDefinedFunctions
          DeleteUserDefinedFunction CreateUserDefinedFunction BatchGetPartition BatchDeletePartition
          BatchCreatePartition BatchDeleteTable UpdateDevEndpoint s3:GetBucketLocation ListBucket
          ListAllMyBuckets GetBucketAcl codewhisperer:GenerateRecommendations
        `),
      allow("s3:GetObject", { on: ["arn:aws:s3:::crawler-public*", "arn:aws:s3:::aws-glue*"] }),
      allow("s3:PutObject DeleteObject", { on: "arn:aws:s3:::aws-glue*" }),
      allow("ec2:CreateTags DeleteTags", {
        on: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:instance/*"],
        when: { "ForAllValues:StringEquals": { "aws:TagKeys": ["aws-glue-service-resource"] } },
      }),
    ],
  },
  {
    name: "AWSGlueSchemaRegistryFullAccess",
    id: "ANPAZKAPJZG4H2OHGXA4A",
    version: "v1",
    created: "2020-11-20T00:19:00Z",
    description: "Provides full access to the AWS Glue Schema Registry Service",
    statements: [
      allow(
        `
          glue:CreateRegistry UpdateRegistry DeleteRegistry GetRegistry ListRegistries CreateSchema UpdateSchema
          DeleteSchema GetSchema ListSchemas RegisterSchemaVersion DeleteSchemaVersions GetSchemaByDefinition
          GetSchemaVersion GetSchemaVersionsDiff ListSchemaVersions CheckSchemaVersionValidity
          PutSchemaVersionMetadata RemoveSchemaVersionMetadata QuerySchemaVersionMetadata
        `,
        { sid: "AWSGlueSchemaRegistryFullAccess" },
      ),
      allow("glue:GetTags TagResource UnTagResource", {
        sid: "AWSGlueSchemaRegistryTagsFullAccess",
        on: ["arn:aws:glue:*:*:schema/*", "arn:aws:glue:*:*:registry/*"],
      }),
    ],
  },
  {
    name: "AWSGlueSchemaRegistryReadonlyAccess",
    id: "ANPAZKAPJZG4B2SFYL4LZ",
    version: "v1",
    created: "2020-11-20T00:20:06Z",
    description: "Provides readonly access to the AWS Glue Schema Registry Service",
    statements: [
      allow(
        `
          glue:GetRegistry ListRegistries GetSchema ListSchemas GetSchemaByDefinition GetSchemaVersion
          ListSchemaVersions GetSchemaVersionsDiff CheckSchemaVersionValidity QuerySchemaVersionMetadata GetTags
        `,
        { sid: "AWSGlueSchemaRegistryReadonlyAccess" },
      ),
    ],
  },
  {
    name: "service-role/AwsGlueSessionUserRestrictedServiceRole",
    id: "ANPAZKAPJZG4NDGTDBV5G",
    version: "v3",
    created: "2022-04-14T21:30:07Z",
    updated: "2024-08-05T23:14:07Z",
    statements: [
      allow("glue:*", {
        sid: "AllowGlueActions",
        on: [
          "arn:aws:glue:*:*:catalog/*",
          "arn:aws:glue:*:*:database/*",
          "arn:aws:glue:*:*:table/*",
          "arn:aws:glue:*:*:tableVersion/*",
          "arn:aws:glue:*:*:connection/*",
          "arn:aws:glue:*:*:userDefinedFunction/*",
          "arn:aws:glue:*:*:devEndpoint/*",
          "arn:aws:glue:*:*:job/*",
          "arn:aws:glue:*:*:trigger/*",
          "arn:aws:glue:*:*:crawler/*",
          "arn:aws:glue:*:*:workflow/*",
          "arn:aws:glue:*:*:mlTransform/*",
          "arn:aws:glue:*:*:registry/*",
          "arn:aws:glue:*:*:schema/*",
        ],
      }),
      allow("glue:StartCompletion GetCompletion", {
        sid: "AllowCompletionActions",
        on: "arn:aws:glue:*:*:completion/*",
      }),
      allow("glue:CreateSession", {
        sid: "AllowSessionActions",
        on: "arn:aws:glue:*:*:session/*",
        when: {
          "ForAnyValue:StringEquals": { "aws:TagKeys": ["owner"] },
          StringEquals: { "aws:RequestTag/owner": "${aws:userid}" },
        },
      }),
      allow("glue:TagResource", {
        sid: "AllowGlueTaggingAction",
        on: "arn:aws:glue:*:*:session/*",
        when: { StringEquals: { "aws:RequestTag/owner": "${aws:userid}", "aws:ResourceTag/owner": "${aws:userid}" } },
      }),
      allow(
        `
          glue:RunStatement GetStatement ListStatements CancelStatement StopSession DeleteSession GetSession
        `,
        {
          sid: "AllowStatementActions",
          on: "arn:aws:glue:*:*:session/*",
          when: { StringEquals: { "aws:ResourceTag/owner": "${aws:userid}" } },
        },
      ),
      allow("glue:ListSessions", { sid: "AllowListSessionsAction" }),
      deny("glue:UntagResource tag:TagResources UntagResources", {
        sid: "DenyTagActions",
        on: "arn:aws:glue:*:*:session/*",
        when: { "ForAnyValue:StringEquals": { "aws:TagKeys": ["owner"] } },
      }),
      allow("s3:CreateBucket", { sid: "AllowS3BucketActions", on: "arn:aws:s3:::aws-glue-*" }),
      allow("s3:GetObject PutObject DeleteObject", {
        sid: "AllowS3ObjectActions",
        on: ["arn:aws:s3:::aws-glue-*/*", "arn:aws:s3:::*/*aws-glue-*/*"],
      }),
      allow("s3:GetObject", { sid: "AllowS3ObjectCrawlerActions", on: "arn:aws:s3:::crawler-public*" }),
      allow("logs:CreateLogGroup CreateLogStream PutLogEvents", {
        sid: "AllowLogsActions",
        on: "arn:aws:logs:*:*:/aws-glue/*",
      }),
      allow("ec2:CreateTags DeleteTags", {
        sid: "AllowTagsActions",
        on: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:instance/*"],
        when: { "ForAllValues:StringEquals": { "aws:TagKeys": ["aws-glue-service-resource"] } },
      }),
    ],
  },
  {
    name: "AwsGlueSessionUserRestrictedPolicy",
    id: "ANPAZKAPJZG4MG6ZEY4WF",
    version: "v3",
    created: "2022-04-14T21:31:01Z",
    updated: "2024-08-05T23:06:45Z",
    statements: [
      allow("glue:CreateSession", {
        sid: "AllowSessionActions",
        on: "arn:aws:glue:*:*:session/*",
        when: {
          "ForAnyValue:StringEquals": { "aws:TagKeys": ["owner"] },
          StringEquals: { "aws:RequestTag/owner": "${aws:userid}" },
        },
      }),
      allow("glue:TagResource", {
        sid: "AllowGlueTaggingAction",
        on: "arn:aws:glue:*:*:session/*",
        when: { StringEquals: { "aws:RequestTag/owner": "${aws:userid}", "aws:ResourceTag/owner": "${aws:userid}" } },
      }),
      allow("glue:StartCompletion GetCompletion", {
        sid: "AllowCompletionActions",
        on: "arn:aws:glue:*:*:completion/*",
      }),
      allow(
        `
          glue:RunStatement GetStatement ListStatements CancelStatement StopSession DeleteSession GetSession
        `,
        {
          sid: "AllowGlueActions",
          on: "arn:aws:glue:*:*:session/*",
          when: { StringEquals: { "aws:ResourceTag/owner": "${aws:userid}" } },
        },
      ),
      allow("glue:ListSessions", { sid: "AllowListSessions" }),
      deny("glue:UntagResource tag:TagResources UntagResources", {
        sid: "DenyTagActions",
        on: "arn:aws:glue:*:*:session/*",
        when: { "ForAnyValue:StringEquals": { "aws:TagKeys": ["owner"] } },
      }),
      allow("iam:PassRole", {
        sid: "AllowPassRoleActions",
        on: "arn:aws:iam::*:role/service-role/AwsGlueSessionServiceRoleUserRestricted*",
        when: { StringLike: { "iam:PassedToService": ["glue.amazonaws.com"] } },
      }),
    ],
  },
  {
    name: "service-role/AWSGlueDataBrewServiceRole",
    id: "ANPAZKAPJZG4HSXDEANHC",
    version: "v4",
    created: "2020-12-04T21:26:50Z",
    updated: "2024-03-20T23:28:52Z",
    statements: [
      allow("glue:GetDatabases GetPartitions GetTable GetTables GetConnection", { sid: "GlueDataPermissions" }),
      allow("glue:BatchGetCustomEntityTypes GetCustomEntityType", { sid: "GluePIIPermissions" }),
      allow("s3:ListBucket GetObject", { sid: "S3PublicDatasetAccess", on: "arn:aws:s3:::databrew-public-datasets-*" }),
      allow(
        `
          ec2:DescribeVpcEndpoints DescribeRouteTables DescribeNetworkInterfaces DescribeSecurityGroups
          DescribeSubnets DescribeVpcAttribute CreateNetworkInterface
        `,
        { sid: "EC2NetworkingPermissions" },
      ),
      allow("ec2:DeleteNetworkInterface", {
        sid: "EC2DeleteGlueNetworkInterfacePermissions",
        when: { StringLike: { "aws:ResourceTag/aws-glue-service-resource": "*" } },
      }),
      allow("ec2:CreateTags DeleteTags", {
        sid: "EC2GlueTaggingPermissions",
        on: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:security-group/*"],
        when: { "ForAllValues:StringEquals": { "aws:TagKeys": ["aws-glue-service-resource"] } },
      }),
      allow("logs:CreateLogGroup CreateLogStream PutLogEvents", {
        sid: "GlueDatabrewLogGroupPermissions",
        on: "arn:aws:logs:*:*:log-group:/aws-glue-databrew/*",
      }),
      allow("lakeformation:GetDataAccess", { sid: "LakeFormationPermissions" }),
      allow("secretsmanager:GetSecretValue", {
        sid: "SecretsManagerPermissions",
        on: "arn:aws:secretsmanager:*:*:secret:databrew!default-*",
      }),
    ],
  },
];
