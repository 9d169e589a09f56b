// Amazon EventBridge's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const eventbridge: readonly PolicySource[] = [
  {
    name: "CloudWatchEventsReadOnlyAccess",
    id: "ANPAIILJPXXA6F7GYLYBS",
    version: "v3",
    created: "2016-01-14T18:27:18Z",
    updated: "2022-12-01T16:29:31Z",
    description: "Provides read only access to Amazon CloudWatch Events.",
    statements: [
      allow(`
          events:DescribeRule DescribeEventBus DescribeEventSource ListEventBuses ListEventSources
          ListRuleNamesByTarget ListRules ListTargetsByRule TestEventPattern DescribeArchive ListArchives
          DescribeReplay ListReplays DescribeConnection ListConnections DescribeApiDestination
          ListApiDestinations DescribeEndpoint ListEndpoints schemas:DescribeCodeBinding DescribeDiscoverer
          DescribeRegistry DescribeSchema ExportSchema GetCodeBindingSource GetDiscoveredSchema
          GetResourcePolicy ListDiscoverers ListRegistries ListSchemas ListSchemaVersions ListTagsForResource
          SearchSchemas scheduler:GetSchedule GetScheduleGroup ListSchedules ListScheduleGroups
          ListTagsForResource pipes:DescribePipe ListPipes ListTagsForResource
        `),
    ],
  },
  {
    name: "service-role/CloudWatchEventsBuiltInTargetExecutionAccess",
    id: "ANPAIC5AQ5DATYSNF4AUM",
    version: "v1",
    created: "2016-01-14T18:35:49Z",
    description: "Allows built-in targets in Amazon CloudWatch Events to perform EC2 actions on your behalf.",
    statements: [
      allow("ec2:Describe* RebootInstances StopInstances TerminateInstances CreateSnapshot", {
        sid: "CloudWatchEventsBuiltInTargetExecutionAccess",
      }),
    ],
  },
  {
    name: "service-role/CloudWatchEventsInvocationAccess",
    id: "ANPAJJXD6JKJLK2WDLZNO",
    version: "v1",
    created: "2016-01-14T18:36:33Z",
    description:
      "Allows Amazon CloudWatch Events to relay events to the streams in AWS Kinesis Streams in your account.",
    statements: [allow("kinesis:PutRecord", { sid: "CloudWatchEventsInvocationAccess" })],
  },
  {
    name: "CloudWatchEventsFullAccess",
    id: "ANPAJZLOYLNHESMYOJAFU",
    version: "v3",
    created: "2016-01-14T18:37:08Z",
    updated: "2022-12-01T17:05:05Z",
    description: "Provides full access to Amazon CloudWatch Events.",
    statements: [
      allow("events:* schemas:* scheduler:* pipes:*", { sid: "EventBridgeActions" }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "IAMCreateServiceLinkedRoleForApiDestinations",
        on: "arn:aws:iam::*:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
        when: { StringEquals: { "iam:AWSServiceName": "apidestinations.events.amazonaws.com" } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "IAMCreateServiceLinkedRoleForAmazonEventBridgeSchemas",
        on: "arn:aws:iam::*:role/aws-service-role/schemas.amazonaws.com/AWSServiceRoleForSchemas",
        when: { StringEquals: { "iam:AWSServiceName": "schemas.amazonaws.com" } },
      }),
      allow("secretsmanager:CreateSecret UpdateSecret DeleteSecret GetSecretValue PutSecretValue", {
        sid: "SecretsManagerAccessForApiDestinations",
        on: "arn:aws:secretsmanager:*:*:secret:events!*",
      }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleForCloudWatchEvents",
        on: "arn:aws:iam::*:role/AWS_Events_Invoke_Targets",
      }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleAccessForScheduler",
        on: "arn:aws:iam::*:role/*",
        when: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
      }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleAccessForPipes",
        on: "arn:aws:iam::*:role/*",
        when: { StringEquals: { "iam:PassedToService": "pipes.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "aws-service-role/CloudWatchEventsServiceRolePolicy",
    id: "ANPAJNVASSNSIDZIP4X7I",
    version: "v1",
    created: "2017-11-17T00:42:04Z",
    statements: [
      allow(`
          cloudwatch:DescribeAlarms ec2:DescribeInstanceStatus DescribeInstances DescribeSnapshots
          DescribeVolumeStatus DescribeVolumes RebootInstances StopInstances TerminateInstances CreateSnapshot
        `),
    ],
  },
  {
    name: "AmazonEventBridgeReadOnlyAccess",
    id: "ANPAZKAPJZG4BDMP3LZME",
    version: "v6",
    created: "2019-07-11T13:59:07Z",
    updated: "2022-12-01T17:02:48Z",
    description: "Provides read only access to Amazon EventBridge.",
    statements: [
      allow(`
          events:DescribeRule DescribeEventBus DescribeEventSource ListEventBuses ListEventSources
          ListRuleNamesByTarget ListRules ListTargetsByRule TestEventPattern DescribeArchive ListArchives
          DescribeReplay ListReplays DescribeConnection ListConnections DescribeApiDestination
          ListApiDestinations DescribeEndpoint ListEndpoints schemas:DescribeCodeBinding DescribeDiscoverer
          DescribeRegistry DescribeSchema ExportSchema GetCodeBindingSource GetDiscoveredSchema
          GetResourcePolicy ListDiscoverers ListRegistries ListSchemas ListSchemaVersions ListTagsForResource
          SearchSchemas scheduler:GetSchedule GetScheduleGroup ListSchedules ListScheduleGroups
          ListTagsForResource pipes:DescribePipe ListPipes ListTagsForResource
        `),
    ],
  },
  {
    name: "AmazonEventBridgeFullAccess",
    id: "ANPAZKAPJZG4BUM4GCASI",
    version: "v5",
    created: "2019-07-11T14:08:55Z",
    updated: "2022-12-01T17:00:46Z",
    description: "Provides full access to Amazon EventBridge.",
    statements: [
      allow("events:* schemas:* scheduler:* pipes:*", { sid: "EventBridgeActions" }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "IAMCreateServiceLinkedRoleForApiDestinations",
        on: "arn:aws:iam::*:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
        when: { StringEquals: { "iam:AWSServiceName": "apidestinations.events.amazonaws.com" } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "IAMCreateServiceLinkedRoleForAmazonEventBridgeSchemas",
        on: "arn:aws:iam::*:role/aws-service-role/schemas.amazonaws.com/AWSServiceRoleForSchemas",
        when: { StringEquals: { "iam:AWSServiceName": "schemas.amazonaws.com" } },
      }),
      allow("secretsmanager:CreateSecret UpdateSecret DeleteSecret GetSecretValue PutSecretValue", {
        sid: "SecretsManagerAccessForApiDestinations",
        on: "arn:aws:secretsmanager:*:*:secret:events!*",
      }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleAccessForEventBridge",
        on: "arn:aws:iam::*:role/*",
        when: { StringLike: { "iam:PassedToService": "events.amazonaws.com" } },
      }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleAccessForScheduler",
        on: "arn:aws:iam::*:role/*",
        when: { StringLike: { "iam:PassedToService": "scheduler.amazonaws.com" } },
      }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleAccessForPipes",
        on: "arn:aws:iam::*:role/*",
        when: { StringLike: { "iam:PassedToService": "pipes.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "aws-service-role/AmazonEventBridgeSchemasServiceRolePolicy",
    id: "ANPAZKAPJZG4GZI6BHNDI",
    version: "v1",
    created: "2019-11-27T01:10:40Z",
    statements: [
      allow(
        `
          events:PutRule PutTargets EnableRule DisableRule DeleteRule RemoveTargets ListTargetsByRule
        `,
        { on: "arn:aws:events:*:*:rule/*Schemas-*" },
      ),
    ],
  },
  {
    name: "AmazonEventBridgeSchemasReadOnlyAccess",
    id: "ANPAZKAPJZG4JK7CLVFIU",
    version: "v2",
    created: "2019-11-28T23:05:57Z",
    updated: "2020-05-01T00:50:53Z",
    statements: [
      allow(
        `
          schemas:ListDiscoverers DescribeDiscoverer ListRegistries DescribeRegistry SearchSchemas ListSchemas
          ListSchemaVersions DescribeSchema GetDiscoveredSchema DescribeCodeBinding GetCodeBindingSource
          ListTagsForResource GetResourcePolicy
        `,
        { sid: "AmazonEventBridgeSchemasReadOnlyAccess" },
      ),
    ],
  },
  {
    name: "AmazonEventBridgeSchemasFullAccess",
    id: "ANPAZKAPJZG4JF3KP3V5J",
    version: "v1",
    created: "2019-11-28T23:12:53Z",
    statements: [
      allow("schemas:*", { sid: "AmazonEventBridgeSchemasFullAccess" }),
      allow(
        `
          events:PutRule PutTargets EnableRule DisableRule DeleteRule RemoveTargets ListTargetsByRule
        `,
        { sid: "AmazonEventBridgeManageRule", on: "arn:aws:events:*:*:rule/*Schemas*" },
      ),
      allow("iam:CreateServiceLinkedRole", {
        sid: "IAMCreateServiceLinkedRoleForAmazonEventBridgeSchemas",
        on: "arn:aws:iam::*:role/aws-service-role/schemas.amazonaws.com/AWSServiceRoleForSchemas",
      }),
    ],
  },
  {
    name: "aws-service-role/AmazonEventBridgeApiDestinationsServiceRolePolicy",
    id: "ANPAZKAPJZG4GHQV22EVJ",
    version: "v1",
    created: "2021-02-11T20:52:05Z",
    statements: [
      allow(
        `
          secretsmanager:CreateSecret UpdateSecret DescribeSecret DeleteSecret GetSecretValue PutSecretValue
        `,
        { on: "arn:aws:secretsmanager:*:*:secret:events!connection/*" },
      ),
    ],
  },
  {
    name: "AmazonEventBridgeSchedulerFullAccess",
    id: "ANPAZKAPJZG4KJ7UDPZGC",
    version: "v1",
    created: "2022-11-10T18:37:25Z",
    statements: [
      allow("scheduler:*"),
      allow("iam:PassRole", {
        on: "arn:aws:iam::*:role/*",
        when: { StringLike: { "iam:PassedToService": "scheduler.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "AmazonEventBridgeSchedulerReadOnlyAccess",
    id: "ANPAZKAPJZG4KNL3CVTKG",
    version: "v1",
    created: "2022-11-10T18:50:12Z",
    statements: [
      allow(`
          scheduler:ListSchedules ListScheduleGroups GetSchedule GetScheduleGroup ListTagsForResource
        `),
    ],
  },
  {
    name: "AmazonEventBridgePipesFullAccess",
    id: "ANPAZKAPJZG4FC7K5SX45",
    version: "v1",
    created: "2022-12-01T17:03:20Z",
    statements: [
      allow("pipes:*", { sid: "EventBridgePipesActions" }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleAccessForPipes",
        on: "arn:aws:iam::*:role/*",
        when: { StringLike: { "iam:PassedToService": "pipes.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "AmazonEventBridgePipesReadOnlyAccess",
    id: "ANPAZKAPJZG4ANOWTW54G",
    version: "v1",
    created: "2022-12-01T17:04:03Z",
    statements: [allow("pipes:DescribePipe ListPipes ListTagsForResource")],
  },
  {
    name: "AmazonEventBridgePipesOperatorAccess",
    id: "ANPAZKAPJZG4FYDFHBWYU",
    version: "v1",
    created: "2022-12-01T17:04:32Z",
    statements: [allow("pipes:DescribePipe ListPipes ListTagsForResource StartPipe StopPipe")],
  },
];
