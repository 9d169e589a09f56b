// AWS Secrets Manager's and KMS's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const secrets: readonly PolicySource[] = [
  {
    name: "SecretsManagerReadWrite",
    id: "ANPAI3VG7CI5BIQZQ6G2E",
    version: "v5",
    created: "2018-04-04T18:05:29Z",
    updated: "2024-02-22T18:12:06Z",
    description:
      "Provides read/write access to AWS Secrets Manager via the AWS Management Console. Note: this exludes IAM actions, so combine with IAMFullAccess if rotation configuration is required.",
    statements: [
      allow(
        `
          secretsmanager:* cloudformation:CreateChangeSet DescribeChangeSet DescribeStackResource DescribeStacks
          ExecuteChangeSet docdb-elastic:GetCluster ListClusters ec2:DescribeSecurityGroups DescribeSubnets
          DescribeVpcs kms:DescribeKey ListAliases ListKeys lambda:ListFunctions rds:DescribeDBClusters
          DescribeDBInstances redshift:DescribeClusters redshift-serverless:ListWorkgroups GetNamespace
          tag:GetResources
        `,
        { sid: "BasePermissions" },
      ),
      allow("lambda:AddPermission CreateFunction GetFunction InvokeFunction UpdateFunctionConfiguration", {
        sid: "LambdaPermissions",
        on: "arn:aws:lambda:*:*:function:SecretsManager*",
      }),
      allow("serverlessrepo:CreateCloudFormationChangeSet GetApplication", {
        sid: "SARPermissions",
        on: "arn:aws:serverlessrepo:*:*:applications/SecretsManager*",
      }),
      allow("s3:GetObject", {
        sid: "S3Permissions",
        on: ["arn:aws:s3:::awsserverlessrepo-changesets*", "arn:aws:s3:::secrets-manager-rotation-apps-*/*"],
      }),
    ],
  },
  {
    name: "AWSKeyManagementServicePowerUser",
    id: "ANPAJNPP7PPPPMJRV2SA4",
    version: "v2",
    created: "2015-02-06T18:40:40Z",
    updated: "2017-03-07T00:55:11Z",
    description: "Provides access to AWS Key Management Service (KMS).",
    statements: [
      allow(`
          kms:CreateAlias CreateKey DeleteAlias Describe* GenerateRandom Get* List* TagResource UntagResource
          iam:ListGroups ListRoles ListUsers
        `),
    ],
  },
  {
    name: "aws-service-role/AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy",
    id: "ANPAIADMJEHVVYK5AUQOO",
    version: "v2",
    created: "2018-11-14T20:10:53Z",
    updated: "2023-11-10T19:03:34Z",
    statements: [
      allow(`
          cloudhsm:Describe* ec2:CreateNetworkInterface AuthorizeSecurityGroupIngress CreateSecurityGroup
          DescribeSecurityGroups RevokeSecurityGroupEgress DeleteSecurityGroup DescribeVpcs DescribeNetworkAcls
          DescribeNetworkInterfaces
        `),
    ],
  },
  {
    name: "aws-service-role/AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy",
    id: "ANPAZKAPJZG4P3NRAIDRH",
    version: "v2",
    created: "2021-06-16T15:37:37Z",
    updated: "2024-11-13T22:53:54Z",
    statements: [allow("kms:SynchronizeMultiRegionKey", { sid: "KMSSynchronizeMultiRegionKey" })],
  },
];
