// Amazon SQS's, SNS's and MSK's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const messaging: readonly PolicySource[] = [
  {
    name: "AmazonSQSFullAccess",
    id: "ANPAI65L554VRJ33ECQS6",
    version: "v1",
    created: "2015-02-06T18:41:07Z",
    description: "Provides full access to Amazon SQS via the AWS Management Console.",
    statements: [allow("sqs:*")],
  },
  {
    name: "AmazonSQSReadOnlyAccess",
    id: "ANPAIUGSSQY362XGCM6KW",
    version: "v4",
    created: "2015-02-06T18:41:08Z",
    updated: "2024-05-24T18:16:44Z",
    description: "Provides read only access to Amazon SQS via the AWS Management Console.",
    statements: [
      allow(
        `
          sqs:GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueues ListMessageMoveTasks
          ListQueueTags
        `,
        { sid: "AmazonSQSReadOnlyAccess" },
      ),
    ],
  },
  {
    name: "AmazonSNSFullAccess",
    id: "ANPAJWEKLCXXUNT2SOLSG",
    version: "v2",
    created: "2015-02-06T18:41:05Z",
    updated: "2024-09-24T22:32:05Z",
    description: "Provides full access to Amazon SNS via the AWS Management Console.",
    statements: [
      allow("sns:*", { sid: "SNSFullAccess" }),
      allow(
        `
          sms-voice:DescribeVerifiedDestinationNumbers CreateVerifiedDestinationNumber
          SendDestinationNumberVerificationCode SendTextMessage DeleteVerifiedDestinationNumber
          VerifyDestinationNumber DescribeAccountAttributes DescribeSpendLimits DescribePhoneNumbers
          SetTextMessageSpendLimitOverride DescribeOptedOutNumbers DeleteOptedOutNumber
        `,
        { sid: "SMSAccessViaSNS", when: { StringEquals: { "aws:CalledViaLast": "sns.amazonaws.com" } } },
      ),
    ],
  },
  {
    name: "AmazonSNSReadOnlyAccess",
    id: "ANPAIZGQCQTFOFPMHSB6W",
    version: "v2",
    created: "2015-02-06T18:41:06Z",
    updated: "2024-09-24T22:13:12Z",
    description: "Provides read only access to Amazon SNS via the AWS Management Console.",
    statements: [
      allow(
        `
          sns:GetTopicAttributes List* CheckIfPhoneNumberIsOptedOut GetEndpointAttributes
          GetDataProtectionPolicy GetPlatformApplicationAttributes GetSMSAttributes GetSMSSandboxAccountStatus
          GetSubscriptionAttributes
        `,
        { sid: "SNSReadOnlyAccess" },
      ),
      allow(
        `
          sms-voice:DescribeVerifiedDestinationNumbers DescribeAccountAttributes DescribeSpendLimits
          DescribePhoneNumbers DescribeOptedOutNumbers
        `,
        { sid: "SMSAccessViaSNS", when: { StringEquals: { "aws:CalledViaLast": "sns.amazonaws.com" } } },
      ),
    ],
  },
  {
    name: "service-role/AmazonSNSRole",
    id: "ANPAJK5GQB7CIK7KHY2GA",
    version: "v1",
    created: "2015-02-06T18:41:30Z",
    description: "Default policy for Amazon SNS service role.",
    statements: [allow("logs:CreateLogGroup CreateLogStream PutLogEvents PutMetricFilter PutRetentionPolicy")],
  },
  {
    name: "AmazonMSKFullAccess",
    id: "ANPAJERQQQTWI5OMENTQE",
    version: "v7",
    created: "2019-01-14T22:07:52Z",
    updated: "2023-10-18T11:33:13Z",
    description: "Provides full access to Amazon MSK and other required permissions for its dependencies.",
    statements: [
      allow(`
          kafka:* ec2:DescribeSubnets DescribeVpcs DescribeSecurityGroups DescribeRouteTables
          DescribeVpcEndpoints DescribeVpcAttribute kms:DescribeKey CreateGrant logs:CreateLogDelivery
          GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries PutResourcePolicy
          DescribeResourcePolicies DescribeLogGroups S3:GetBucketPolicy firehose:TagDeliveryStream
        `),
      allow("ec2:CreateVpcEndpoint", {
        on: ["arn:*:ec2:*:*:vpc/*", "arn:*:ec2:*:*:subnet/*", "arn:*:ec2:*:*:security-group/*"],
      }),
      allow("ec2:CreateVpcEndpoint", {
        on: "arn:*:ec2:*:*:vpc-endpoint/*",
        when: {
          StringLike: { "aws:RequestTag/ClusterArn": "*" },
          StringEquals: { "aws:RequestTag/AWSMSKManaged": "true" },
        },
      }),
      allow("ec2:CreateTags", {
        on: "arn:*:ec2:*:*:vpc-endpoint/*",
        when: { StringEquals: { "ec2:CreateAction": "CreateVpcEndpoint" } },
      }),
      allow("ec2:DeleteVpcEndpoints", {
        on: "arn:*:ec2:*:*:vpc-endpoint/*",
        when: {
          StringLike: { "ec2:ResourceTag/ClusterArn": "*" },
          StringEquals: { "ec2:ResourceTag/AWSMSKManaged": "true" },
        },
      }),
      allow("iam:PassRole", { when: { StringEquals: { "iam:PassedToService": "kafka.amazonaws.com" } } }),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/kafka.amazonaws.com/AWSServiceRoleForKafka*",
        when: { StringEquals: { "iam:AWSServiceName": "kafka.amazonaws.com" } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/delivery.logs.amazonaws.com/AWSServiceRoleForLogDelivery*",
        when: { StringEquals: { "iam:AWSServiceName": "delivery.logs.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "AmazonMSKReadOnlyAccess",
    id: "ANPAJGMUI3DP2EVP3VGYO",
    version: "v1",
    created: "2019-01-14T22:28:45Z",
    description: "Provides readonly access to Amazon MSK",
    statements: [
      allow(`
          kafka:Describe* List* Get* ec2:DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets
          DescribeVpcs kms:DescribeKey
        `),
    ],
  },
  {
    name: "AmazonMSKConnectReadOnlyAccess",
    id: "ANPAZKAPJZG4NBJ5F5NIS",
    version: "v2",
    created: "2021-09-20T10:18:43Z",
    updated: "2021-10-18T09:16:26Z",
    statements: [
      allow("kafkaconnect:ListConnectors ListCustomPlugins ListWorkerConfigurations"),
      allow("kafkaconnect:DescribeConnector", { on: "arn:aws:kafkaconnect:*:*:connector/*" }),
      allow("kafkaconnect:DescribeCustomPlugin", { on: "arn:aws:kafkaconnect:*:*:custom-plugin/*" }),
      allow("kafkaconnect:DescribeWorkerConfiguration", { on: "arn:aws:kafkaconnect:*:*:worker-configuration/*" }),
    ],
  },
];
