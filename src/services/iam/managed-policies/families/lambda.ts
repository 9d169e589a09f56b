// AWS Lambda's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const lambda: readonly PolicySource[] = [
  {
    name: "AWSLambdaExecute",
    id: "ANPAJE5FX7FQZSU5XAKGO",
    version: "v1",
    created: "2015-02-06T18:40:46Z",
    description: "Provides Put, Get access to S3 and full access to CloudWatch Logs.",
    statements: [
      allow("logs:*", { on: "arn:aws:logs:*:*:*" }),
      allow("s3:GetObject PutObject", { on: "arn:aws:s3:::*" }),
    ],
  },
  {
    name: "AWSLambdaInvocation-DynamoDB",
    id: "ANPAJTHQ3EKCQALQDYG5G",
    version: "v1",
    created: "2015-02-06T18:40:47Z",
    description: "Provides read access to DynamoDB Streams.",
    statements: [
      allow("lambda:InvokeFunction"),
      allow("dynamodb:DescribeStream GetRecords GetShardIterator ListStreams"),
    ],
  },
  {
    name: "service-role/AWSLambdaRole",
    id: "ANPAJX4DPCRGTC4NFDUXI",
    version: "v1",
    created: "2015-02-06T18:41:28Z",
    description: "Default policy for AWS Lambda service role.",
    statements: [allow("lambda:InvokeFunction")],
  },
  {
    name: "service-role/AWSLambdaBasicExecutionRole",
    id: "ANPAJNCQGXC42545SKXIK",
    version: "v1",
    created: "2015-04-09T15:03:43Z",
    description: "Provides write permissions to CloudWatch Logs.",
    statements: [allow("logs:CreateLogGroup CreateLogStream PutLogEvents")],
  },
  {
    name: "service-role/AWSLambdaDynamoDBExecutionRole",
    id: "ANPAIP7WNAGMIPYNW4WQG",
    version: "v1",
    created: "2015-04-09T15:09:29Z",
    description: "Provides list and read access to DynamoDB streams and write permissions to CloudWatch logs.",
    statements: [
      allow(`
          dynamodb:DescribeStream GetRecords GetShardIterator ListStreams logs:CreateLogGroup CreateLogStream
          PutLogEvents
        `),
    ],
  },
  {
    name: "service-role/AWSLambdaKinesisExecutionRole",
    id: "ANPAJHOLKJPXV4GBRMJUQ",
    version: "v2",
    created: "2015-04-09T15:14:16Z",
    updated: "2018-11-19T20:09:24Z",
    description: "Provides list and read access to Kinesis streams and write permissions to CloudWatch logs.",
    statements: [
      allow(`
          kinesis:DescribeStream DescribeStreamSummary GetRecords GetShardIterator ListShards ListStreams
          SubscribeToShard logs:CreateLogGroup CreateLogStream PutLogEvents
        `),
    ],
  },
  {
    name: "service-role/AWSLambdaVPCAccessExecutionRole",
    id: "ANPAJVTME3YLVNL72YR2K",
    version: "v3",
    created: "2016-02-11T23:15:26Z",
    updated: "2024-01-05T22:38:26Z",
    description:
      "Provides minimum permissions for a Lambda function to execute while accessing a resource within a VPC - create, describe, delete network interfaces and write permissions to CloudWatch Logs. ",
    statements: [
      allow(
        `
          logs:CreateLogGroup CreateLogStream PutLogEvents ec2:CreateNetworkInterface DescribeNetworkInterfaces
          DescribeSubnets DeleteNetworkInterface AssignPrivateIpAddresses UnassignPrivateIpAddresses
        `,
        { sid: "AWSLambdaVPCAccessExecutionPermissions" },
      ),
    ],
  },
  {
    name: "service-role/AWSLambdaENIManagementAccess",
    id: "ANPAJXAW2Q3KPTURUT2QC",
    version: "v2",
    created: "2016-12-06T00:37:27Z",
    updated: "2020-10-01T20:07:26Z",
    description:
      "Provides minimum permissions for a Lambda function to manage ENIs (create, describe, delete) used by a VPC-enabled Lambda Function.",
    statements: [
      allow(`
          ec2:CreateNetworkInterface DescribeNetworkInterfaces DeleteNetworkInterface AssignPrivateIpAddresses
          UnassignPrivateIpAddresses
        `),
    ],
  },
  {
    name: "aws-service-role/AWSLambdaReplicator",
    id: "ANPAIIQFXZNNLL3E2HKTG",
    version: "v3",
    created: "2017-05-23T17:53:03Z",
    updated: "2017-12-08T00:17:54Z",
    statements: [
      allow("lambda:CreateFunction DeleteFunction DisableReplication", {
        sid: "LambdaCreateDeletePermission",
        on: "arn:aws:lambda:*:*:function:*",
      }),
      allow("iam:PassRole", {
        sid: "IamPassRolePermission",
        when: { StringLikeIfExists: { "iam:PassedToService": "lambda.amazonaws.com" } },
      }),
      allow("cloudfront:ListDistributionsByLambdaFunction", { sid: "CloudFrontListDistributions" }),
    ],
  },
  {
    name: "service-role/AWSLambdaSQSQueueExecutionRole",
    id: "ANPAJFWJZI6JNND4TSELK",
    version: "v1",
    created: "2018-06-14T21:50:45Z",
    description:
      "Provides receive message, delete message, and read attribute access to SQS queues, and write permissions to CloudWatch logs.",
    statements: [
      allow(`
          sqs:ReceiveMessage DeleteMessage GetQueueAttributes logs:CreateLogGroup CreateLogStream PutLogEvents
        `),
    ],
  },
  {
    name: "service-role/AWSLambdaMSKExecutionRole",
    id: "ANPAZKAPJZG4FHMXOHIS5",
    version: "v2",
    created: "2020-08-11T17:35:05Z",
    updated: "2022-08-02T20:08:02Z",
    description:
      "Provides permissions required to access MSK Cluster within a VPC, manage ENIs (create, describe, delete) in the VPC and write permissions to CloudWatch Logs.",
    statements: [
      allow(`
          kafka:DescribeCluster DescribeClusterV2 GetBootstrapBrokers ec2:CreateNetworkInterface
          DescribeNetworkInterfaces DescribeVpcs DeleteNetworkInterface DescribeSubnets DescribeSecurityGroups
          logs:CreateLogGroup CreateLogStream PutLogEvents
        `),
    ],
  },
  {
    name: "AWSLambda_ReadOnlyAccess",
    id: "ANPAZKAPJZG4IERNVMNPE",
    version: "v2",
    created: "2020-11-17T21:10:32Z",
    updated: "2023-07-27T17:32:05Z",
    description:
      "Grants read-only access to AWS Lambda service, AWS Lambda console features, and other related AWS services.",
    statements: [
      allow(`
          cloudformation:DescribeStacks ListStacks ListStackResources cloudwatch:GetMetricData ListMetrics
          ec2:DescribeSecurityGroups DescribeSubnets DescribeVpcs kms:ListAliases iam:GetPolicy GetPolicyVersion
          GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles logs:DescribeLogGroups
          lambda:Get* List* states:DescribeStateMachine ListStateMachines tag:GetResources
          xray:GetTraceSummaries BatchGetTraces
        `),
      allow(
        `
          logs:DescribeLogStreams GetLogEvents FilterLogEvents StartQuery StopQuery DescribeQueries
          GetLogGroupFields GetLogRecord GetQueryResults
        `,
        { on: "arn:aws:logs:*:*:log-group:/aws/lambda/*" },
      ),
    ],
  },
  {
    name: "AWSLambda_FullAccess",
    id: "ANPAZKAPJZG4OXQPYWZ5D",
    version: "v1",
    created: "2020-11-17T21:14:08Z",
    description:
      "Grants full access to AWS Lambda service, AWS Lambda console features, and other related AWS services.",
    statements: [
      allow(`
          cloudformation:DescribeStacks ListStackResources cloudwatch:ListMetrics GetMetricData
          ec2:DescribeSecurityGroups DescribeSubnets DescribeVpcs kms:ListAliases iam:GetPolicy GetPolicyVersion
          GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles lambda:*
          logs:DescribeLogGroups states:DescribeStateMachine ListStateMachines tag:GetResources
          xray:GetTraceSummaries BatchGetTraces
        `),
      allow("iam:PassRole", { when: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } }),
      allow("logs:DescribeLogStreams GetLogEvents FilterLogEvents", { on: "arn:aws:logs:*:*:log-group:/aws/lambda/*" }),
    ],
  },
];
