// AWS DataSync's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const datasync: readonly PolicySource[] = [
  {
    name: "AWSDataSyncReadOnlyAccess",
    id: "ANPAJRYVEZEDR7ZEAGYLY",
    version: "v3",
    created: "2019-01-18T19:18:44Z",
    updated: "2020-06-30T17:59:22Z",
    description: "Provides read-only access to AWS DataSync",
    statements: [
      allow(`
          datasync:Describe* List* ec2:DescribeSecurityGroups DescribeSubnets
          elasticfilesystem:DescribeFileSystems DescribeMountTargets fsx:DescribeFileSystems iam:GetRole
          ListRoles logs:DescribeLogGroups DescribeResourcePolicies s3:ListAllMyBuckets ListBucket
        `),
    ],
  },
  {
    name: "AWSDataSyncFullAccess",
    id: "ANPAJGOHCDUQULZJKDGT4",
    version: "v7",
    created: "2019-01-18T19:40:36Z",
    updated: "2024-10-18T20:07:03Z",
    description: "Provides full access to AWS DataSync and minimal access to its dependencies",
    statements: [
      allow(
        `
          datasync:* ec2:CreateNetworkInterface CreateNetworkInterfacePermission DeleteNetworkInterface
          DescribeNetworkInterfaces DescribeRegions DescribeSecurityGroups DescribeSubnets DescribeVpcEndpoints
          ModifyNetworkInterfaceAttribute fsx:DescribeFileSystems DescribeStorageVirtualMachines
          elasticfilesystem:DescribeAccessPoints DescribeFileSystems DescribeMountTargets iam:GetRole ListRoles
          logs:CreateLogGroup DescribeLogGroups DescribeResourcePolicies outposts:ListOutposts
          s3:GetBucketLocation ListAllMyBuckets ListBucket ListBucketVersions s3-outposts:ListAccessPoints
          ListRegionalBuckets
        `,
        { sid: "DataSyncFullAccessPermissions" },
      ),
      allow("iam:PassRole", {
        sid: "DataSyncPassRolePermissions",
        when: { StringEquals: { "iam:PassedToService": ["datasync.amazonaws.com"] } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "DataSyncCreateSLRPermissions",
        on: "arn:aws:iam::*:role/aws-service-role/datasync.amazonaws.com/AWSServiceRoleForDataSync",
        when: { StringEquals: { "iam:AWSServiceName": "datasync.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "aws-service-role/AWSDataSyncDiscoveryServiceRolePolicy",
    id: "ANPAZKAPJZG4JEPXXLDSV",
    version: "v1",
    created: "2023-03-20T22:19:51Z",
    statements: [
      allow("secretsmanager:GetSecretValue", {
        on: "arn:*:secretsmanager:*:*:secret:datasync!*",
        when: {
          StringEquals: {
            "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "datasync",
            "aws:ResourceAccount": "${aws:PrincipalAccount}",
          },
        },
      }),
      allow("logs:CreateLogGroup CreateLogStream", { on: "arn:*:logs:*:*:log-group:/aws/datasync*" }),
      allow("logs:PutLogEvents", { on: "arn:*:logs:*:*:log-group:/aws/datasync:log-stream:*" }),
    ],
  },
  {
    name: "aws-service-role/AWSDataSyncServiceRolePolicy",
    id: "ANPAZKAPJZG4PHSENNDOP",
    version: "v1",
    created: "2024-10-09T17:45:40Z",
    statements: [
      allow("logs:CreateLogGroup CreateLogStream", {
        sid: "DataSyncCloudWatchLogCreateAccess",
        on: "arn:*:logs:*:*:log-group:/aws/datasync*",
      }),
      allow("logs:PutLogEvents", {
        sid: "DataSyncCloudWatchLogStreamUpdateAccess",
        on: "arn:*:logs:*:*:log-group:/aws/datasync*:log-stream:*",
      }),
    ],
  },
];
