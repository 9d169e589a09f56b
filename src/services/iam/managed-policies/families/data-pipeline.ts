// AWS Data Pipeline's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const dataPipeline: readonly PolicySource[] = [
  {
    name: "AWSDataPipeline_FullAccess",
    id: "ANPAIXOFIG7RSBMRPHXJ4",
    version: "v2",
    created: "2017-01-19T23:14:54Z",
    updated: "2017-08-17T18:48:39Z",
    description:
      "Provides full access to Data Pipeline, list access for S3, DynamoDB, Redshift, RDS, SNS, and IAM roles, and passRole access for default Roles.",
    statements: [
      allow(`
          s3:List* dynamodb:DescribeTable rds:DescribeDBInstances DescribeDBSecurityGroups
          redshift:DescribeClusters DescribeClusterSecurityGroups sns:ListTopics Subscribe iam:ListRoles
          GetRolePolicy GetInstanceProfile ListInstanceProfiles datapipeline:*
        `),
      allow("iam:PassRole", {
        on: ["arn:aws:iam::*:role/DataPipelineDefaultResourceRole", "arn:aws:iam::*:role/DataPipelineDefaultRole"],
      }),
    ],
  },
  {
    name: "AWSDataPipeline_PowerUser",
    id: "ANPAIMXGLVY6DVR24VTYS",
    version: "v2",
    created: "2017-01-19T23:16:46Z",
    updated: "2017-08-17T18:49:42Z",
    description:
      "Provides full access to Data Pipeline, list access for S3, DynamoDB, Redshift, RDS, SNS, and IAM roles, and passRole access for default Roles.",
    statements: [
      allow(`
          s3:List* dynamodb:DescribeTable rds:DescribeDBInstances DescribeDBSecurityGroups
          redshift:DescribeClusters DescribeClusterSecurityGroups sns:ListTopics iam:ListRoles GetRolePolicy
          GetInstanceProfile ListInstanceProfiles datapipeline:*
        `),
      allow("iam:PassRole", {
        on: ["arn:aws:iam::*:role/DataPipelineDefaultResourceRole", "arn:aws:iam::*:role/DataPipelineDefaultRole"],
      }),
    ],
  },
  {
    name: "service-role/AmazonEC2RoleforDataPipelineRole",
    id: "ANPAJ3Z5I2WAJE5DN2J36",
    version: "v3",
    created: "2015-02-06T18:41:25Z",
    updated: "2016-02-22T17:24:05Z",
    description: "Default policy for the Amazon EC2 Role for Data Pipeline service role.",
    statements: [
      allow(`
          cloudwatch:* datapipeline:* dynamodb:* ec2:Describe* elasticmapreduce:AddJobFlowSteps Describe*
          ListInstance* ModifyInstanceGroups rds:Describe* redshift:DescribeClusters
          DescribeClusterSecurityGroups s3:* sdb:* sns:* sqs:*
        `),
    ],
  },
];
