// Amazon DynamoDB's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const dynamodb: readonly PolicySource[] = [
  {
    name: "AmazonDynamoDBFullAccess",
    id: "ANPAINUGF2JSOSUY76KYA",
    version: "v15",
    created: "2015-02-06T18:40:11Z",
    updated: "2021-01-29T17:38:30Z",
    description: "Provides full access to Amazon DynamoDB via the AWS Management Console.",
    statements: [
      allow(`
          dynamodb:* dax:* application-autoscaling:DeleteScalingPolicy DeregisterScalableTarget
          DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies PutScalingPolicy
          RegisterScalableTarget cloudwatch:DeleteAlarms DescribeAlarmHistory DescribeAlarms
          DescribeAlarmsForMetric GetMetricStatistics ListMetrics PutMetricAlarm GetMetricData
          datapipeline:ActivatePipeline CreatePipeline DeletePipeline DescribeObjects DescribePipelines
          GetPipelineDefinition ListPipelines PutPipelineDefinition QueryObjects ec2:DescribeVpcs
          DescribeSubnets DescribeSecurityGroups iam:GetRole ListRoles kms:DescribeKey ListAliases
          sns:CreateTopic DeleteTopic ListSubscriptions ListSubscriptionsByTopic ListTopics Subscribe
          Unsubscribe SetTopicAttributes lambda:CreateFunction ListFunctions ListEventSourceMappings
          CreateEventSourceMapping DeleteEventSourceMapping GetFunctionConfiguration DeleteFunction
          resource-groups:ListGroups ListGroupResources GetGroup GetGroupQuery DeleteGroup CreateGroup
          tag:GetResources kinesis:ListStreams DescribeStream DescribeStreamSummary
        `),
      allow("cloudwatch:GetInsightRuleReport", {
        on: "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*",
      }),
      allow("iam:PassRole", {
        when: {
          StringLike: {
            "iam:PassedToService": [
              "application-autoscaling.amazonaws.com",
              "application-autoscaling.amazonaws.com.cn",
              "dax.amazonaws.com",
            ],
          },
        },
      }),
      allow("iam:CreateServiceLinkedRole", {
        when: {
          StringEquals: {
            "iam:AWSServiceName": [
              "replication.dynamodb.amazonaws.com",
              "dax.amazonaws.com",
              "dynamodb.application-autoscaling.amazonaws.com",
              "contributorinsights.dynamodb.amazonaws.com",
              "kinesisreplication.dynamodb.amazonaws.com",
            ],
          },
        },
      }),
    ],
  },
  {
    name: "AmazonDynamoDBReadOnlyAccess",
    id: "ANPAIY2XFNA232XJ6J7X2",
    version: "v15",
    created: "2015-02-06T18:40:12Z",
    updated: "2024-11-18T17:38:15Z",
    description: "Provides read only access to Amazon DynamoDB via the AWS Management Console.",
    statements: [
      allow(
        `
          application-autoscaling:DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies
          cloudwatch:DescribeAlarmHistory DescribeAlarms DescribeAlarmsForMetric GetMetricStatistics ListMetrics
          GetMetricData datapipeline:DescribeObjects DescribePipelines GetPipelineDefinition ListPipelines
          QueryObjects dynamodb:BatchGetItem Describe* List* GetAbacStatus GetItem GetResourcePolicy Query Scan
          PartiQLSelect dax:Describe* List* GetItem BatchGetItem Query Scan ec2:DescribeVpcs DescribeSubnets
          DescribeSecurityGroups iam:GetRole ListRoles kms:DescribeKey ListAliases sns:ListSubscriptionsByTopic
          ListTopics lambda:ListFunctions ListEventSourceMappings GetFunctionConfiguration
          resource-groups:ListGroups ListGroupResources GetGroup GetGroupQuery tag:GetResources
          kinesis:ListStreams DescribeStream DescribeStreamSummary
        `,
        { sid: "GeneralReadOnlyAccess" },
      ),
      allow("cloudwatch:GetInsightRuleReport", {
        sid: "CCIAccess",
        on: "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*",
      }),
    ],
  },
  {
    name: "AmazonDynamoDBFullAccesswithDataPipeline",
    id: "ANPAJ3ORT7KDISSXGHJXA",
    version: "v2",
    created: "2015-02-06T18:40:14Z",
    updated: "2015-11-12T02:17:42Z",
    description:
      "This policy is on a deprecation path. See documentation for guidance: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBPipeline.html. Provides full access to Amazon DynamoDB including Export/Import using AWS Data Pipeline via the AWS Management Console.",
    statements: [
      allow(
        `
          cloudwatch:DeleteAlarms DescribeAlarmHistory DescribeAlarms DescribeAlarmsForMetric
          GetMetricStatistics ListMetrics PutMetricAlarm dynamodb:* sns:CreateTopic DeleteTopic
          ListSubscriptions ListSubscriptionsByTopic ListTopics Subscribe Unsubscribe SetTopicAttributes
        `,
        { sid: "DDBConsole" },
      ),
      allow("lambda:* iam:ListRoles", { sid: "DDBConsoleTriggers" }),
      allow("datapipeline:* iam:ListRoles", { sid: "DDBConsoleImportExport" }),
      allow("iam:GetRolePolicy PassRole", { sid: "IAMEDPRoles" }),
      allow(
        `
          ec2:CreateTags DescribeInstances RunInstances StartInstances StopInstances TerminateInstances
          elasticmapreduce:* datapipeline:*
        `,
        { sid: "EMR" },
      ),
      allow("s3:DeleteObject Get* List* Put*", { sid: "S3" }),
    ],
  },
];
