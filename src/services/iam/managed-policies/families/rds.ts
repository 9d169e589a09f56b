// Amazon RDS's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const rds: readonly PolicySource[] = [
  {
    name: "AmazonRDSFullAccess",
    id: "ANPAI3R4QMOG6Q5A4VWVG",
    version: "v14",
    created: "2015-02-06T18:40:52Z",
    updated: "2023-08-17T23:00:17Z",
    description: "Provides full access to Amazon RDS via the AWS Management Console.",
    statements: [
      allow(`
          rds:* application-autoscaling:DeleteScalingPolicy DeregisterScalableTarget DescribeScalableTargets
          DescribeScalingActivities DescribeScalingPolicies PutScalingPolicy RegisterScalableTarget
          cloudwatch:DescribeAlarms GetMetricStatistics PutMetricAlarm DeleteAlarms ListMetrics GetMetricData
          ec2:DescribeAccountAttributes DescribeAvailabilityZones DescribeCoipPools DescribeInternetGateways
          DescribeLocalGatewayRouteTablePermissions DescribeLocalGatewayRouteTables
          DescribeLocalGatewayRouteTableVpcAssociations DescribeLocalGateways DescribeSecurityGroups
          DescribeSubnets DescribeVpcAttribute DescribeVpcs GetCoipPoolUsage sns:ListSubscriptions ListTopics
          Publish logs:DescribeLogStreams GetLogEvents outposts:GetOutpostInstanceTypes
          devops-guru:GetResourceCollection
        `),
      allow("pi:*", { on: ["arn:aws:pi:*:*:metrics/rds/*", "arn:aws:pi:*:*:perf-reports/rds/*"] }),
      allow("iam:CreateServiceLinkedRole", {
        when: {
          StringLike: { "iam:AWSServiceName": ["rds.amazonaws.com", "rds.application-autoscaling.amazonaws.com"] },
        },
      }),
      allow("devops-guru:SearchInsights ListAnomaliesForInsight", {
        when: {
          Null: { "devops-guru:ServiceNames": "false" },
          "ForAllValues:StringEquals": { "devops-guru:ServiceNames": ["RDS"] },
        },
      }),
    ],
  },
  {
    name: "AmazonRDSReadOnlyAccess",
    id: "ANPAJKTTTYV2IIHKLZ346",
    version: "v7",
    created: "2015-02-06T18:40:53Z",
    updated: "2023-04-14T12:32:09Z",
    description: "Provides read only access to Amazon RDS via the AWS Management Console.",
    statements: [
      allow(`
          rds:Describe* ListTagsForResource ec2:DescribeAccountAttributes DescribeAvailabilityZones
          DescribeInternetGateways DescribeSecurityGroups DescribeSubnets DescribeVpcAttribute DescribeVpcs
        `),
      allow(`
          cloudwatch:GetMetricStatistics ListMetrics GetMetricData logs:DescribeLogStreams GetLogEvents
          devops-guru:GetResourceCollection
        `),
      allow("devops-guru:SearchInsights ListAnomaliesForInsight", {
        when: {
          Null: { "devops-guru:ServiceNames": "false" },
          "ForAllValues:StringEquals": { "devops-guru:ServiceNames": ["RDS"] },
        },
      }),
    ],
  },
  {
    name: "AmazonRDSDataFullAccess",
    id: "ANPAJ5HUMNZCSW4IC74T6",
    version: "v3",
    created: "2018-11-20T21:29:36Z",
    updated: "2019-11-20T21:58:46Z",
    description:
      "Allows full access to use the RDS data APIs, secret store APIs for RDS database credentials, and DB console query management APIs to execute SQL statements on Aurora Serverless clusters in the AWS account.",
    statements: [
      allow(
        `
          secretsmanager:GetSecretValue PutResourcePolicy PutSecretValue DeleteSecret DescribeSecret TagResource
        `,
        { sid: "SecretsManagerDbCredentialsAccess", on: "arn:aws:secretsmanager:*:*:secret:rds-db-credentials/*" },
      ),
      allow(
        `
          dbqms:CreateFavoriteQuery DescribeFavoriteQueries UpdateFavoriteQuery DeleteFavoriteQueries
          GetQueryString CreateQueryHistory DescribeQueryHistory UpdateQueryHistory DeleteQueryHistory
          rds-data:ExecuteSql ExecuteStatement BatchExecuteStatement BeginTransaction CommitTransaction
          RollbackTransaction secretsmanager:CreateSecret ListSecrets GetRandomPassword tag:GetResources
        `,
        { sid: "RDSDataServiceAccess" },
      ),
    ],
  },
  {
    name: "service-role/AmazonRDSEnhancedMonitoringRole",
    id: "ANPAJV7BS425S4PTSSVGK",
    version: "v1",
    created: "2015-11-11T19:58:29Z",
    description: "Provides access to Cloudwatch for RDS Enhanced Monitoring",
    statements: [
      allow("logs:CreateLogGroup PutRetentionPolicy", {
        sid: "EnableCreationAndManagementOfRDSCloudwatchLogGroups",
        on: "arn:aws:logs:*:*:log-group:RDS*",
      }),
      allow("logs:CreateLogStream PutLogEvents DescribeLogStreams GetLogEvents", {
        sid: "EnableCreationAndManagementOfRDSCloudwatchLogStreams",
        on: "arn:aws:logs:*:*:log-group:RDS*:log-stream:*",
      }),
    ],
  },
  {
    name: "service-role/AmazonRDSDirectoryServiceAccess",
    id: "ANPAIL4KBY57XWMYUHKUU",
    version: "v2",
    created: "2016-02-26T02:02:05Z",
    updated: "2019-05-15T16:51:50Z",
    description:
      "Allow RDS to access Directory Service Managed AD on behalf of the customer for domain-joined SQL Server DB instances.",
    statements: [
      allow(`
          ds:DescribeDirectories AuthorizeApplication UnauthorizeApplication GetAuthorizedApplicationDetails
        `),
    ],
  },
  {
    name: "AmazonRDSPerformanceInsightsReadOnly",
    id: "ANPAZKAPJZG4M2AUBSW6R",
    version: "v3",
    created: "2022-04-05T00:02:08Z",
    updated: "2023-10-23T21:17:06Z",
    statements: [
      allow("rds:DescribeDBInstances", { sid: "AmazonRDSDescribeDBInstances" }),
      allow("rds:DescribeDBClusters", { sid: "AmazonRDSDescribeDBClusters" }),
      allow("pi:DescribeDimensionKeys", {
        sid: "AmazonRDSPerformanceInsightsDescribeDimensionKeys",
        on: "arn:aws:pi:*:*:metrics/rds/*",
      }),
      allow("pi:GetDimensionKeyDetails", {
        sid: "AmazonRDSPerformanceInsightsGetDimensionKeyDetails",
        on: "arn:aws:pi:*:*:metrics/rds/*",
      }),
      allow("pi:GetResourceMetadata", {
        sid: "AmazonRDSPerformanceInsightsGetResourceMetadata",
        on: "arn:aws:pi:*:*:metrics/rds/*",
      }),
      allow("pi:GetResourceMetrics", {
        sid: "AmazonRDSPerformanceInsightsGetResourceMetrics",
        on: "arn:aws:pi:*:*:metrics/rds/*",
      }),
      allow("pi:ListAvailableResourceDimensions", {
        sid: "AmazonRDSPerformanceInsightsListAvailableResourceDimensions",
        on: "arn:aws:pi:*:*:metrics/rds/*",
      }),
      allow("pi:ListAvailableResourceMetrics", {
        sid: "AmazonRDSPerformanceInsightsListAvailableResourceMetrics",
        on: "arn:aws:pi:*:*:metrics/rds/*",
      }),
      allow("pi:GetPerformanceAnalysisReport", {
        sid: "AmazonRDSPerformanceInsightsGetPerformanceAnalysisReport",
        on: "arn:aws:pi:*:*:perf-reports/rds/*/*",
      }),
      allow("pi:ListPerformanceAnalysisReports", {
        sid: "AmazonRDSPerformanceInsightsListPerformanceAnalysisReports",
        on: "arn:aws:pi:*:*:perf-reports/rds/*/*",
      }),
      allow("pi:ListTagsForResource", {
        sid: "AmazonRDSPerformanceInsightsListTagsForResource",
        on: "arn:aws:pi:*:*:*/rds/*",
      }),
    ],
  },
  {
    name: "AmazonRDSPerformanceInsightsFullAccess",
    id: "ANPAZKAPJZG4AOEG27H7E",
    version: "v2",
    created: "2023-08-15T23:41:34Z",
    updated: "2023-10-23T21:14:27Z",
    statements: [
      allow(
        `
          pi:DescribeDimensionKeys GetDimensionKeyDetails GetResourceMetadata GetResourceMetrics
          ListAvailableResourceDimensions ListAvailableResourceMetrics
        `,
        { sid: "AmazonRDSPerformanceInsightsReadAccess", on: "arn:aws:pi:*:*:metrics/rds/*" },
      ),
      allow(
        `
          pi:CreatePerformanceAnalysisReport GetPerformanceAnalysisReport ListPerformanceAnalysisReports
          DeletePerformanceAnalysisReport
        `,
        { sid: "AmazonRDSPerformanceInsightsAnalisysReportFullAccess", on: "arn:aws:pi:*:*:perf-reports/rds/*/*" },
      ),
      allow("pi:TagResource UntagResource ListTagsForResource", {
        sid: "AmazonRDSPerformanceInsightsTaggingFullAccess",
        on: "arn:aws:pi:*:*:*/rds/*",
      }),
      allow("rds:DescribeDBInstances DescribeDBClusters", { sid: "AmazonRDSDescribeInstanceAccess" }),
      allow("cloudwatch:GetMetricStatistics ListMetrics GetMetricData", { sid: "AmazonCloudWatchReadAccess" }),
    ],
  },
  {
    name: "aws-service-role/AmazonRDSServiceRolePolicy",
    id: "ANPAIPEU5ZOBJWKWHUIBA",
    version: "v14",
    created: "2018-01-08T18:17:46Z",
    updated: "2024-07-01T22:42:05Z",
    statements: [
      allow("rds:CrossRegionCommunication", { sid: "CrossRegionCommunication" }),
      allow(
        `
          ec2:AllocateAddress AssociateAddress AuthorizeSecurityGroupIngress CreateCoipPoolPermission
          CreateLocalGatewayRouteTablePermission CreateNetworkInterface CreateSecurityGroup
          DeleteCoipPoolPermission DeleteLocalGatewayRouteTablePermission DeleteNetworkInterface
          DeleteSecurityGroup DescribeAddresses DescribeAvailabilityZones DescribeCoipPools
          DescribeInternetGateways DescribeLocalGatewayRouteTablePermissions DescribeLocalGatewayRouteTables
          DescribeLocalGatewayRouteTableVpcAssociations DescribeLocalGateways DescribeSecurityGroups
          DescribeSubnets DescribeVpcAttribute DescribeVpcs DisassociateAddress ModifyNetworkInterfaceAttribute
          ModifyVpcEndpoint ReleaseAddress RevokeSecurityGroupIngress CreateVpcEndpoint DescribeVpcEndpoints
          DeleteVpcEndpoints AssignPrivateIpAddresses UnassignPrivateIpAddresses
        `,
        { sid: "Ec2" },
      ),
      allow("logs:CreateLogGroup", {
        sid: "CloudWatchLogs",
        on: [
          "arn:aws:logs:*:*:log-group:/aws/rds/*",
          "arn:aws:logs:*:*:log-group:/aws/docdb/*",
          "arn:aws:logs:*:*:log-group:/aws/neptune/*",
        ],
      }),
      allow("logs:CreateLogStream PutLogEvents DescribeLogStreams", {
        sid: "CloudWatchStreams",
        on: [
          "arn:aws:logs:*:*:log-group:/aws/rds/*:log-stream:*",
          "arn:aws:logs:*:*:log-group:/aws/docdb/*:log-stream:*",
          "arn:aws:logs:*:*:log-group:/aws/neptune/*:log-stream:*",
        ],
      }),
      allow(
        `
          kinesis:CreateStream PutRecord PutRecords DescribeStream SplitShard MergeShards DeleteStream
          UpdateShardCount
        `,
        { sid: "Kinesis", on: "arn:aws:kinesis:*:*:stream/aws-rds-das-*" },
      ),
      allow("cloudwatch:PutMetricData", {
        sid: "CloudWatch",
        when: { StringEquals: { "cloudwatch:namespace": ["AWS/DocDB", "AWS/Neptune", "AWS/RDS", "AWS/Usage"] } },
      }),
      allow("secretsmanager:GetRandomPassword", { sid: "SecretsManagerPassword" }),
      allow(
        `
          secretsmanager:DeleteSecret DescribeSecret PutSecretValue RotateSecret UpdateSecret
          UpdateSecretVersionStage ListSecretVersionIds
        `,
        {
          sid: "SecretsManagerSecret",
          on: "arn:aws:secretsmanager:*:*:secret:rds!*",
          when: { StringLike: { "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "rds" } },
        },
      ),
      allow("secretsmanager:TagResource", {
        sid: "SecretsManagerTags",
        on: "arn:aws:secretsmanager:*:*:secret:rds!*",
        when: {
          StringLike: { "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "rds" },
          "ForAllValues:StringEquals": {
            "aws:TagKeys": ["aws:rds:primaryDBInstanceArn", "aws:rds:primaryDBClusterArn"],
          },
        },
      }),
    ],
  },
];
