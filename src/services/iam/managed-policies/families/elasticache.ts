// Amazon ElastiCache's and MemoryDB's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const elasticache: readonly PolicySource[] = [
  {
    name: "AmazonElastiCacheFullAccess",
    id: "ANPAIA2V44CPHAUAAECKG",
    version: "v3",
    created: "2015-02-06T18:40:20Z",
    updated: "2023-11-28T03:49:56Z",
    description: "Provides full access to Amazon ElastiCache via the AWS Management Console.",
    statements: [
      allow("elasticache:*", { sid: "ElastiCacheManagementActions" }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "CreateServiceLinkedRole",
        on: "arn:aws:iam::*:role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache",
        when: { StringLike: { "iam:AWSServiceName": "elasticache.amazonaws.com" } },
      }),
      allow("ec2:CreateVpcEndpoint", {
        sid: "CreateVPCEndpoints",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: { StringLike: { "ec2:VpceServiceName": "com.amazonaws.elasticache.serverless.*" } },
      }),
      allow("ec2:CreateVpcEndpoint", {
        sid: "AllowAccessToElastiCacheTaggedVpcEndpoints",
        notOn: "arn:aws:ec2:*:*:vpc-endpoint/*",
      }),
      allow("ec2:CreateTags", {
        sid: "TagVPCEndpointsOnCreation",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: {
          StringEquals: { "ec2:CreateAction": "CreateVpcEndpoint", "aws:RequestTag/AmazonElastiCacheManaged": "true" },
        },
      }),
      allow("ec2:DescribeVpcs DescribeSubnets DescribeSecurityGroups", { sid: "AllowAccessToEc2" }),
      allow("kms:DescribeKey ListAliases ListKeys", { sid: "AllowAccessToKMS" }),
      allow("cloudwatch:GetMetricStatistics GetMetricData", { sid: "AllowAccessToCloudWatch" }),
      allow(
        `
          application-autoscaling:DescribeScalableTargets DescribeScheduledActions DescribeScalingPolicies
          DescribeScalingActivities
        `,
        { sid: "AllowAccessToAutoScaling" },
      ),
      allow("logs:DescribeLogGroups", { sid: "DescribeLogGroups" }),
      allow("firehose:ListDeliveryStreams", { sid: "ListLogDeliveryStreams" }),
      allow("s3:ListAllMyBuckets", { sid: "DescribeS3Buckets" }),
      allow("outposts:ListOutposts", { sid: "AllowAccessToOutposts" }),
      allow("sns:ListTopics", { sid: "AllowAccessToSNS" }),
    ],
  },
  {
    name: "AmazonElastiCacheReadOnlyAccess",
    id: "ANPAIPDACSNQHSENWAKM2",
    version: "v1",
    created: "2015-02-06T18:40:21Z",
    description: "Provides read only access to Amazon ElastiCache via the AWS Management Console.",
    statements: [allow("elasticache:Describe*")],
  },
  {
    name: "aws-service-role/ElastiCacheServiceRolePolicy",
    id: "ANPAIML5LIBUZBVCSF7PI",
    version: "v4",
    created: "2017-12-07T17:50:04Z",
    updated: "2023-11-28T03:05:37Z",
    statements: [
      allow(
        `
          ec2:AuthorizeSecurityGroupIngress CreateNetworkInterface CreateSecurityGroup DeleteNetworkInterface
          DeleteSecurityGroup DescribeAvailabilityZones DescribeNetworkInterfaces DescribeSecurityGroups
          DescribeSubnets DescribeVpcs DescribeVpcEndpoints ModifyNetworkInterfaceAttribute
          RevokeSecurityGroupIngress cloudwatch:PutMetricData outposts:GetOutpost GetOutpostInstanceTypes
          ListOutposts ListSites
        `,
        { sid: "ElastiCacheManagementActions" },
      ),
      allow("ec2:CreateVpcEndpoint DeleteVpcEndpoints", {
        sid: "CreateDeleteVPCEndpoints",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: { StringLike: { "ec2:VpceServiceName": "com.amazonaws.elasticache.serverless.*" } },
      }),
      allow("ec2:CreateTags", {
        sid: "TagVPCEndpointsOnCreation",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: {
          StringEquals: { "ec2:CreateAction": "CreateVpcEndpoint", "aws:RequestTag/AmazonElastiCacheManaged": "true" },
        },
      }),
      allow("ec2:ModifyVpcEndpoint", {
        sid: "ModifyVpcEndpoints",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: { StringEquals: { "ec2:ResourceTag/AmazonElastiCacheManaged": "true" } },
      }),
      allow("ec2:CreateVpcEndpoint ModifyVpcEndpoint", {
        sid: "AllowAccessToElastiCacheTaggedVpcEndpoints",
        notOn: "arn:aws:ec2:*:*:vpc-endpoint/*",
      }),
    ],
  },
  {
    name: "AmazonMemoryDBFullAccess",
    id: "ANPAZKAPJZG4LGPHLZEWJ",
    version: "v1",
    created: "2021-10-08T19:24:16Z",
    statements: [
      allow("memorydb:*"),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/memorydb.amazonaws.com/AWSServiceRoleForMemoryDB",
        when: { StringLike: { "iam:AWSServiceName": "memorydb.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "AmazonMemoryDBReadOnlyAccess",
    id: "ANPAZKAPJZG4HGOZ3UBWP",
    version: "v1",
    created: "2021-10-08T19:27:28Z",
    statements: [allow("memorydb:Describe* List*")],
  },
  {
    name: "aws-service-role/MemoryDBServiceRolePolicy",
    id: "ANPAZKAPJZG4KWEJCOJNF",
    version: "v3",
    created: "2021-08-17T22:34:59Z",
    updated: "2024-12-01T16:21:07Z",
    statements: [
      allow("ec2:CreateTags", {
        sid: "CreateMemoryDBTagsOnNetworkInterfaces",
        on: "arn:aws:ec2:*:*:network-interface/*",
        when: {
          StringEquals: { "ec2:CreateAction": "CreateNetworkInterface" },
          "ForAllValues:StringEquals": { "aws:TagKeys": ["AmazonMemoryDBManaged"] },
        },
      }),
      allow("ec2:CreateNetworkInterface", {
        sid: "CreateNetworkInterfaces",
        on: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:security-group/*"],
      }),
      allow("ec2:DeleteNetworkInterface ModifyNetworkInterfaceAttribute", {
        sid: "DeleteMemoryDBTaggedNetworkInterfaces",
        on: "arn:aws:ec2:*:*:network-interface/*",
        when: { StringEquals: { "ec2:ResourceTag/AmazonMemoryDBManaged": "true" } },
      }),
      allow("ec2:DeleteNetworkInterface ModifyNetworkInterfaceAttribute", {
        sid: "DeleteNetworkInterfaces",
        on: "arn:aws:ec2:*:*:security-group/*",
      }),
      allow(
        `
          ec2:DescribeSecurityGroups DescribeNetworkInterfaces DescribeAvailabilityZones DescribeSubnets
          DescribeVpcs
        `,
        { sid: "DescribeEC2Resources" },
      ),
      allow("cloudwatch:PutMetricData", {
        sid: "PutCloudWatchMetricData",
        when: { StringEquals: { "cloudwatch:namespace": "AWS/MemoryDB" } },
      }),
      allow("memorydb:ReplicateMultiRegionClusterData", {
        sid: "ReplicateMemoryDBMultiRegionClusterData",
        on: "arn:aws:memorydb:*:*:cluster/*",
      }),
    ],
  },
];
