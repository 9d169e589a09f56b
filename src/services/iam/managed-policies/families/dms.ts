// AWS Database Migration Service's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const dms: readonly PolicySource[] = [
  {
    name: "service-role/AmazonDMSVPCManagementRole",
    id: "ANPAJHKIGMBQI4AEFFSYO",
    version: "v4",
    created: "2015-11-18T16:33:19Z",
    updated: "2024-07-25T15:19:01Z",
    description: "Provides access to manage VPC settings for AWS managed customer configurations",
    statements: [
      allow(
        `
          ec2:CreateNetworkInterface DeleteNetworkInterface DescribeAvailabilityZones DescribeDhcpOptions
          DescribeInternetGateways DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs
          ModifyNetworkInterfaceAttribute
        `,
        { sid: "Statement1" },
      ),
    ],
  },
  {
    name: "service-role/AmazonDMSCloudWatchLogsRole",
    id: "ANPAJBG7UXZZXUJD3TDJE",
    version: "v2",
    created: "2016-01-07T23:44:53Z",
    updated: "2023-05-23T21:32:57Z",
    description: "Provides access to upload DMS replication logs to cloudwatch logs in customer account.",
    statements: [
      allow("logs:DescribeLogGroups", { sid: "AllowDescribeOnAllLogGroups" }),
      allow("logs:DescribeLogStreams", {
        sid: "AllowDescribeOfAllLogStreamsOnDmsTasksLogGroup",
        on: ["arn:aws:logs:*:*:log-group:dms-tasks-*", "arn:aws:logs:*:*:log-group:dms-serverless-replication-*"],
      }),
      allow("logs:CreateLogGroup", {
        sid: "AllowCreationOfDmsLogGroups",
        on: [
          "arn:aws:logs:*:*:log-group:dms-tasks-*",
          "arn:aws:logs:*:*:log-group:dms-serverless-replication-*:log-stream:",
        ],
      }),
      allow("logs:CreateLogStream", {
        sid: "AllowCreationOfDmsLogStream",
        on: [
          "arn:aws:logs:*:*:log-group:dms-tasks-*:log-stream:dms-task-*",
          "arn:aws:logs:*:*:log-group:dms-serverless-replication-*:log-stream:dms-serverless-*",
        ],
      }),
      allow("logs:PutLogEvents", {
        sid: "AllowUploadOfLogEventsToDmsLogStream",
        on: [
          "arn:aws:logs:*:*:log-group:dms-tasks-*:log-stream:dms-task-*",
          "arn:aws:logs:*:*:log-group:dms-serverless-replication-*:log-stream:dms-serverless-*",
        ],
      }),
    ],
  },
  {
    name: "service-role/AmazonDMSRedshiftS3Role",
    id: "ANPAI3CCUQ4U5WNC5F6B6",
    version: "v3",
    created: "2016-04-20T17:05:56Z",
    updated: "2019-07-08T18:19:14Z",
    description: "Provides access to manage S3 settings for Redshift endpoints for DMS.",
    statements: [
      allow(
        `
          s3:CreateBucket ListBucket DeleteBucket GetBucketLocation GetObject PutObject DeleteObject
          GetObjectVersion GetBucketPolicy PutBucketPolicy GetBucketAcl PutBucketVersioning GetBucketVersioning
          PutLifecycleConfiguration GetLifecycleConfiguration DeleteBucketPolicy
        `,
        { on: "arn:aws:s3:::dms-*" },
      ),
    ],
  },
  {
    name: "aws-service-role/AWSDMSServerlessServiceRolePolicy",
    id: "ANPAZKAPJZG4AIKMNBTIJ",
    version: "v3",
    created: "2023-05-18T20:28:05Z",
    statements: [
      allow("dms:CreateReplicationInstance CreateReplicationTask", {
        sid: "id0",
        when: { StringEquals: { "dms:req-tag/ResourceCreatedBy": "DMSServerless" } },
      }),
      allow("dms:DescribeReplicationInstances DescribeReplicationTasks", { sid: "id1" }),
      allow(
        `
          dms:StartReplicationTask StopReplicationTask ModifyReplicationTask DeleteReplicationTask
          ModifyReplicationInstance DeleteReplicationInstance
        `,
        {
          sid: "id2",
          on: ["arn:aws:dms:*:*:rep:*", "arn:aws:dms:*:*:task:*"],
          when: { StringEqualsIgnoreCase: { "aws:ResourceTag/ResourceCreatedBy": "DMSServerless" } },
        },
      ),
      allow("dms:TestConnection DeleteConnection", {
        sid: "id3",
        on: ["arn:aws:dms:*:*:rep:*", "arn:aws:dms:*:*:endpoint:*"],
      }),
      allow("s3:PutObject DeleteObject GetObject PutObjectTagging", {
        sid: "id4",
        on: "arn:aws:s3:::dms-serverless-premigration-results-*",
        when: { StringEquals: { "s3:ResourceAccount": "${aws:PrincipalAccount}" } },
      }),
      allow("s3:PutBucketPolicy ListBucket GetBucketLocation CreateBucket", {
        sid: "id5",
        on: "arn:aws:s3:::dms-serverless-premigration-results-*",
        when: { StringEquals: { "s3:ResourceAccount": "${aws:PrincipalAccount}" } },
      }),
      allow("dms:StartReplicationTaskAssessmentRun", {
        sid: "id6",
        when: { StringEqualsIgnoreCase: { "aws:ResourceTag/ResourceCreatedBy": "DMSServerless" } },
      }),
    ],
  },
  {
    name: "aws-service-role/AWSDMSFleetAdvisorServiceRolePolicy",
    id: "ANPAZKAPJZG4O7FM552GO",
    version: "v1",
    created: "2023-03-06T09:10:42Z",
    statements: [
      allow("cloudwatch:PutMetricData", { when: { StringEquals: { "cloudwatch:namespace": "AWS/DMS/FleetAdvisor" } } }),
    ],
  },
];
