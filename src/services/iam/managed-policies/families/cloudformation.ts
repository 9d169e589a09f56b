// AWS CloudFormation's and CloudTrail's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const cloudformation: readonly PolicySource[] = [
  {
    name: "AWSCloudFormationFullAccess",
    id: "ANPAZKAPJZG4CRR3ZS723",
    version: "v1",
    created: "2019-07-26T21:50:35Z",
    description: "Provides full access to AWS CloudFormation.",
    statements: [allow("cloudformation:*")],
  },
  {
    name: "AWSCloudFormationReadOnlyAccess",
    id: "ANPAJWVBEE4I2POWLODLW",
    version: "v4",
    created: "2015-02-06T18:39:49Z",
    updated: "2019-11-13T17:40:07Z",
    description: "Provides access to AWS CloudFormation via the AWS Management Console.",
    statements: [allow("cloudformation:Describe* EstimateTemplateCost Get* List* ValidateTemplate Detect*")],
  },
  {
    name: "AWSCloudTrail_FullAccess",
    id: "ANPAZKAPJZG4CA4SIJQAM",
    version: "v3",
    created: "2020-10-08T23:41:15Z",
    updated: "2021-02-22T19:01:00Z",
    description: "Provides full access to AWS CloudTrail.",
    statements: [
      allow("sns:AddPermission CreateTopic SetTopicAttributes GetTopicAttributes", {
        on: "arn:aws:sns:*:*:aws-cloudtrail-logs*",
      }),
      allow("sns:ListTopics"),
      allow("s3:CreateBucket PutBucketPolicy PutBucketPublicAccessBlock", { on: "arn:aws:s3:::aws-cloudtrail-logs*" }),
      allow("s3:ListAllMyBuckets GetBucketLocation GetBucketPolicy"),
      allow("cloudtrail:*"),
      allow("logs:CreateLogGroup", { on: "arn:aws:logs:*:*:log-group:aws-cloudtrail-logs*" }),
      allow("iam:ListRoles GetRolePolicy GetUser"),
      allow("iam:PassRole", { when: { StringEquals: { "iam:PassedToService": "cloudtrail.amazonaws.com" } } }),
      allow("kms:CreateKey CreateAlias ListKeys ListAliases"),
      allow("lambda:ListFunctions"),
      allow("dynamodb:ListGlobalTables ListTables"),
    ],
  },
  {
    name: "AWSCloudTrail_ReadOnlyAccess",
    id: "ANPAZKAPJZG4OGLRVUGKM",
    version: "v1",
    created: "2022-06-14T17:19:05Z",
    description: "Provides read only access to AWS CloudTrail.",
    statements: [allow("cloudtrail:Get* Describe* List* LookupEvents")],
  },
];
