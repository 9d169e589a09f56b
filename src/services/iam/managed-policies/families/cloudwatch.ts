// Amazon CloudWatch's and CloudWatch Logs' managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const cloudwatch: readonly PolicySource[] = [
  {
    name: "CloudWatchFullAccess",
    id: "ANPAIKEABORKUXN6DEAZU",
    version: "v4",
    created: "2015-02-06T18:40:00Z",
    updated: "2022-11-27T13:23:49Z",
    description: "Provides full access to CloudWatch.",
    statements: [
      allow(`
          autoscaling:Describe* cloudwatch:* logs:* sns:* iam:GetPolicy GetPolicyVersion GetRole oam:ListSinks
        `),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*",
        when: { StringLike: { "iam:AWSServiceName": "events.amazonaws.com" } },
      }),
      allow("oam:ListAttachedLinks", { on: "arn:aws:oam:*:*:sink/*" }),
    ],
  },
  {
    name: "CloudWatchFullAccessV2",
    id: "ANPAZKAPJZG4K5ELCXZSW",
    version: "v3",
    created: "2023-08-01T11:32:57Z",
    updated: "2024-05-17T22:20:49Z",
    description: "Provides full access to CloudWatch.",
    statements: [
      allow(
        `
          application-autoscaling:DescribeScalingPolicies application-signals:*
          autoscaling:DescribeAutoScalingGroups DescribePolicies cloudwatch:* logs:* sns:CreateTopic
          ListSubscriptions ListSubscriptionsByTopic ListTopics Subscribe iam:GetPolicy GetPolicyVersion GetRole
          oam:ListSinks rum:* synthetics:* xray:*
        `,
        { sid: "CloudWatchFullAccessPermissions" },
      ),
      allow("iam:CreateServiceLinkedRole", {
        sid: "CloudWatchApplicationSignalsServiceLinkedRolePermissions",
        on: "arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
        when: { StringLike: { "iam:AWSServiceName": "application-signals.cloudwatch.amazonaws.com" } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "EventsServicePermissions",
        on: "arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*",
        when: { StringLike: { "iam:AWSServiceName": "events.amazonaws.com" } },
      }),
      allow("oam:ListAttachedLinks", { sid: "OAMReadPermissions", on: "arn:aws:oam:*:*:sink/*" }),
    ],
  },
  {
    name: "CloudWatchReadOnlyAccess",
    id: "ANPAJN23PDQP7SZQAE3QE",
    version: "v10",
    created: "2015-02-06T18:40:01Z",
    updated: "2024-11-21T17:51:05Z",
    description: "Provides read only access to CloudWatch.",
    statements: [
      allow(
        `
          application-autoscaling:DescribeScalingPolicies application-signals:BatchGet* Get* List*
          autoscaling:Describe* cloudwatch:BatchGet* Describe* GenerateQuery Get* List* logs:Get* List*
          StartQuery StopQuery Describe* TestMetricFilter FilterLogEvents StartLiveTail StopLiveTail
          oam:ListSinks sns:Get* List* rum:BatchGet* Get* List* synthetics:Describe* Get* List* xray:BatchGet*
          Get* List* StartTraceRetrieval CancelTraceRetrieval
        `,
        { sid: "CloudWatchReadOnlyAccessPermissions" },
      ),
      allow("oam:ListAttachedLinks", { sid: "OAMReadPermissions", on: "arn:aws:oam:*:*:sink/*" }),
      allow("iam:GetRole", {
        sid: "CloudWatchReadOnlyGetRolePermissions",
        on: "arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
      }),
    ],
  },
  {
    name: "CloudWatchLogsFullAccess",
    id: "ANPAJ3ZGNWK2R5HW5BQFO",
    version: "v2",
    created: "2015-02-06T18:40:02Z",
    updated: "2023-11-26T18:12:09Z",
    description: "Provides full access to CloudWatch Logs",
    statements: [allow("logs:* cloudwatch:GenerateQuery", { sid: "CloudWatchLogsFullAccess" })],
  },
  {
    name: "CloudWatchLogsReadOnlyAccess",
    id: "ANPAJ2YIYDYSNNEHK3VKW",
    version: "v6",
    created: "2015-02-06T18:40:03Z",
    updated: "2023-11-26T18:11:33Z",
    description: "Provides read only access to CloudWatch Logs",
    statements: [
      allow(
        `
          logs:Describe* Get* List* StartQuery StopQuery TestMetricFilter FilterLogEvents StartLiveTail
          StopLiveTail cloudwatch:GenerateQuery
        `,
        { sid: "CloudWatchLogsReadOnlyAccess" },
      ),
    ],
  },
  {
    name: "CloudWatchAgentServerPolicy",
    id: "ANPAIGOPKN7KRDAKTLG4I",
    version: "v3",
    created: "2018-03-07T01:06:44Z",
    updated: "2024-02-06T16:37:37Z",
    description: "Permissions required to use AmazonCloudWatchAgent on servers",
    statements: [
      allow(
        `
          cloudwatch:PutMetricData ec2:DescribeVolumes DescribeTags logs:PutLogEvents PutRetentionPolicy
          DescribeLogStreams DescribeLogGroups CreateLogStream CreateLogGroup xray:PutTraceSegments
          PutTelemetryRecords GetSamplingRules GetSamplingTargets GetSamplingStatisticSummaries
        `,
        { sid: "CWACloudWatchServerPermissions" },
      ),
      allow("ssm:GetParameter", { sid: "CWASSMServerPermissions", on: "arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*" }),
    ],
  },
  {
    name: "CloudWatchAgentAdminPolicy",
    id: "ANPAICMXPKT7EBAF6KR3O",
    version: "v2",
    created: "2018-03-07T00:52:31Z",
    updated: "2024-02-05T20:59:57Z",
    description: "Full permissions required to use AmazonCloudWatchAgent.",
    statements: [
      allow(
        `
          cloudwatch:PutMetricData ec2:DescribeTags logs:PutLogEvents PutRetentionPolicy DescribeLogStreams
          DescribeLogGroups CreateLogStream CreateLogGroup xray:PutTraceSegments PutTelemetryRecords
          GetSamplingRules GetSamplingTargets GetSamplingStatisticSummaries
        `,
        { sid: "CWACloudWatchPermissions" },
      ),
      allow("ssm:GetParameter PutParameter", {
        sid: "CWASSMPermissions",
        on: "arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*",
      }),
    ],
  },
  {
    name: "CloudWatchActionsEC2Access",
    id: "ANPAIOWD4E3FVSORSZTGU",
    version: "v1",
    created: "2015-07-07T00:00:33Z",
    statements: [allow("cloudwatch:Describe* ec2:Describe* RebootInstances StopInstances TerminateInstances")],
  },
  {
    name: "CloudWatchLambdaInsightsExecutionRolePolicy",
    id: "ANPAZKAPJZG4EDWWYYDS6",
    version: "v1",
    created: "2020-10-07T19:27:06Z",
    statements: [
      allow("logs:CreateLogGroup"),
      allow("logs:CreateLogStream PutLogEvents", { on: "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*" }),
    ],
  },
];
