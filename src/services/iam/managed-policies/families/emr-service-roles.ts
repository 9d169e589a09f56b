// Amazon EMR's service roles' managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const emrServiceRoles: readonly PolicySource[] = [
  {
    name: "service-role/AmazonElasticMapReduceRole",
    id: "ANPAIDI2BQT2LKXZG36TW",
    version: "v10",
    created: "2015-02-06T18:41:20Z",
    updated: "2020-06-24T22:24:20Z",
    description: "Default policy for the Amazon Elastic MapReduce service role.",
    statements: [
      allow(`
          ec2:AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CancelSpotInstanceRequests CreateFleet
          CreateLaunchTemplate CreateNetworkInterface CreateSecurityGroup CreateTags DeleteLaunchTemplate
          DeleteNetworkInterface DeleteSecurityGroup DeleteTags DescribeAvailabilityZones
          DescribeAccountAttributes DescribeDhcpOptions DescribeImages DescribeInstanceStatus DescribeInstances
          DescribeKeyPairs DescribeLaunchTemplates DescribeNetworkAcls DescribeNetworkInterfaces
          DescribePrefixLists DescribeRouteTables DescribeSecurityGroups DescribeSpotInstanceRequests
          DescribeSpotPriceHistory DescribeSubnets DescribeTags DescribeVpcAttribute DescribeVpcEndpoints
          DescribeVpcEndpointServices DescribeVpcs DetachNetworkInterface ModifyImageAttribute
          ModifyInstanceAttribute RequestSpotInstances RevokeSecurityGroupEgress RunInstances TerminateInstances
          DeleteVolume DescribeVolumeStatus DescribeVolumes DetachVolume iam:GetRole GetRolePolicy
          ListInstanceProfiles ListRolePolicies PassRole s3:CreateBucket Get* List* sdb:BatchPutAttributes
          Select sqs:CreateQueue Delete* GetQueue* PurgeQueue ReceiveMessage cloudwatch:PutMetricAlarm
          DescribeAlarms DeleteAlarms application-autoscaling:RegisterScalableTarget DeregisterScalableTarget
          PutScalingPolicy DeleteScalingPolicy Describe*
        `),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot*",
        when: { StringLike: { "iam:AWSServiceName": "spot.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "service-role/AmazonElasticMapReduceforEC2Role",
    id: "ANPAIGALS5RCDLZLB3PGS",
    version: "v3",
    created: "2015-02-06T18:41:21Z",
    updated: "2017-08-11T23:57:30Z",
    description: "Default policy for the Amazon Elastic MapReduce for EC2 service role.",
    statements: [
      allow(`
          cloudwatch:* dynamodb:* ec2:Describe* elasticmapreduce:Describe* ListBootstrapActions ListClusters
          ListInstanceGroups ListInstances ListSteps kinesis:CreateStream DeleteStream DescribeStream GetRecords
          GetShardIterator MergeShards PutRecord SplitShard rds:Describe* s3:* sdb:* sns:* sqs:*
          glue:CreateDatabase UpdateDatabase DeleteDatabase GetDatabase GetDatabases CreateTable UpdateTable
          DeleteTable GetTable GetTables GetTableVersions CreatePartition BatchCreatePartition UpdatePartition
          DeletePartition BatchDeletePartition GetPartition GetPartitions BatchGetPartition
          CreateUserDefinedFunction UpdateUserDefinedFunction DeleteUserDefinedFunction GetUserDefinedFunction
          GetUserDefinedFunctions
        `),
    ],
  },
  {
    name: "service-role/AmazonElasticMapReduceforAutoScalingRole",
    id: "ANPAJSVXG6QHPE6VHDZ4Q",
    version: "v1",
    created: "2016-11-18T01:09:10Z",
    description:
      "Amazon Elastic MapReduce for Auto Scaling. Role to allow Auto Scaling to add and remove instances from your EMR cluster.",
    statements: [allow("cloudwatch:DescribeAlarms elasticmapreduce:ListInstanceGroups ModifyInstanceGroups")],
  },
  {
    name: "aws-service-role/AmazonEMRCleanupPolicy",
    id: "ANPAI4YEZURRMKACW56EA",
    version: "v3",
    created: "2017-09-26T23:54:19Z",
    updated: "2020-09-29T21:11:54Z",
    statements: [
      allow(`
          ec2:DescribeInstances DescribeLaunchTemplates DescribeSpotInstanceRequests DeleteLaunchTemplate
          ModifyInstanceAttribute TerminateInstances CancelSpotInstanceRequests DeleteNetworkInterface
          DescribeInstanceAttribute DescribeVolumeStatus DescribeVolumes DetachVolume DeleteVolume
          DescribePlacementGroups DeletePlacementGroup
        `),
    ],
  },
  {
    name: "service-role/AmazonElasticMapReduceEditorsRole",
    id: "ANPAIBI5CIE6OHUIGLYVG",
    version: "v2",
    created: "2018-11-16T21:55:25Z",
    updated: "2023-02-09T22:39:29Z",
    description: "Default policy for the Amazon Elastic MapReduce Editors service role.",
    statements: [
      allow(`
          ec2:AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup
          DescribeSecurityGroups RevokeSecurityGroupEgress CreateNetworkInterface
          CreateNetworkInterfacePermission DeleteNetworkInterface DeleteNetworkInterfacePermission
          DescribeNetworkInterfaces ModifyNetworkInterfaceAttribute DescribeTags DescribeInstances
          DescribeSubnets DescribeVpcs elasticmapreduce:ListInstances DescribeCluster ListSteps
        `),
      allow("ec2:CreateTags", {
        on: "arn:aws:ec2:*:*:network-interface/*",
        when: {
          "ForAllValues:StringEquals": {
            "aws:TagKeys": ["aws:elasticmapreduce:editor-id", "aws:elasticmapreduce:job-flow-id"],
          },
        },
      }),
    ],
  },
  {
    name: "aws-service-role/AmazonEMRContainersServiceRolePolicy",
    id: "ANPAZKAPJZG4P24YZ52G4",
    version: "v4",
    created: "2020-12-09T00:38:19Z",
    updated: "2023-03-10T22:58:13Z",
    statements: [
      allow(`
          eks:DescribeCluster ListNodeGroups DescribeNodeGroup ec2:DescribeRouteTables DescribeSubnets
          DescribeSecurityGroups elasticloadbalancing:DescribeInstanceHealth DescribeLoadBalancers
          DescribeTargetGroups DescribeTargetHealth eks:ListPodIdentityAssociations
          DescribePodIdentityAssociation
        `),
      allow("acm:ImportCertificate AddTagsToCertificate", {
        when: { StringEquals: { "aws:RequestTag/emr-container:endpoint:managed-certificate": "true" } },
      }),
      allow("acm:DeleteCertificate", {
        when: { StringEquals: { "aws:ResourceTag/emr-container:endpoint:managed-certificate": "true" } },
      }),
    ],
  },
  {
    name: "service-role/AmazonEMRServicePolicy_v2",
    id: "ANPAZKAPJZG4M2DU3H3GW",
    version: "v3",
    created: "2021-03-12T01:11:08Z",
    updated: "2024-05-02T18:43:30Z",
    description: "This policy is used for the Amazon EMR Service Role",
    statements: [
      allow(
        `
          ec2:CreateNetworkInterface RunInstances CreateFleet CreateLaunchTemplate CreateLaunchTemplateVersion
        `,
        {
          sid: "CreateInTaggedNetwork",
          on: ["arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:security-group/*"],
          when: { StringEquals: { "aws:ResourceTag/for-use-with-amazon-emr-managed-policies": "true" } },
        },
      ),
      allow("ec2:CreateFleet RunInstances CreateLaunchTemplateVersion", {
        sid: "CreateWithEMRTaggedLaunchTemplate",
        on: "arn:aws:ec2:*:*:launch-template/*",
        when: { StringEquals: { "aws:ResourceTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow("ec2:CreateLaunchTemplate", {
        sid: "CreateEMRTaggedLaunchTemplate",
        on: "arn:aws:ec2:*:*:launch-template/*",
        when: { StringEquals: { "aws:RequestTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow("ec2:RunInstances CreateFleet", {
        sid: "CreateEMRTaggedInstancesAndVolumes",
        on: ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:volume/*"],
        when: { StringEquals: { "aws:RequestTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow("ec2:RunInstances CreateFleet CreateLaunchTemplate CreateLaunchTemplateVersion", {
        sid: "ResourcesToLaunchEC2",
        on: [
          "arn:aws:ec2:*:*:network-interface/*",
          "arn:aws:ec2:*::image/ami-*",
          "arn:aws:ec2:*:*:key-pair/*",
          "arn:aws:ec2:*:*:capacity-reservation/*",
          "arn:aws:ec2:*:*:placement-group/EMR_*",
          "arn:aws:ec2:*:*:fleet/*",
          "arn:aws:ec2:*:*:dedicated-host/*",
          "arn:aws:resource-groups:*:*:group/*",
        ],
      }),
      allow(
        `
          ec2:CreateLaunchTemplateVersion DeleteLaunchTemplate DeleteNetworkInterface ModifyInstanceAttribute
          TerminateInstances
        `,
        {
          sid: "ManageEMRTaggedResources",
          when: { StringEquals: { "aws:ResourceTag/for-use-with-amazon-emr-managed-policies": "true" } },
        },
      ),
      allow("ec2:CreateTags DeleteTags", {
        sid: "ManageTagsOnEMRTaggedResources",
        on: [
          "arn:aws:ec2:*:*:instance/*",
          "arn:aws:ec2:*:*:volume/*",
          "arn:aws:ec2:*:*:network-interface/*",
          "arn:aws:ec2:*:*:launch-template/*",
        ],
        when: { StringEquals: { "aws:ResourceTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow("ec2:CreateNetworkInterface", {
        sid: "CreateNetworkInterfaceNeededForPrivateSubnet",
        on: "arn:aws:ec2:*:*:network-interface/*",
        when: { StringEquals: { "aws:RequestTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow("ec2:CreateTags", {
        sid: "TagOnCreateTaggedEMRResources",
        on: [
          "arn:aws:ec2:*:*:network-interface/*",
          "arn:aws:ec2:*:*:instance/*",
          "arn:aws:ec2:*:*:volume/*",
          "arn:aws:ec2:*:*:launch-template/*",
        ],
        when: {
          StringEquals: {
            "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate", "CreateNetworkInterface"],
          },
        },
      }),
      allow("ec2:CreateTags DeleteTags", { sid: "TagPlacementGroups", on: "arn:aws:ec2:*:*:placement-group/EMR_*" }),
      allow(
        `
          ec2:DescribeAccountAttributes DescribeCapacityReservations DescribeDhcpOptions DescribeImages
          DescribeInstances DescribeInstanceTypeOfferings DescribeLaunchTemplates DescribeNetworkAcls
          DescribeNetworkInterfaces DescribePlacementGroups DescribeRouteTables DescribeSecurityGroups
          DescribeSubnets DescribeVolumes DescribeVolumeStatus DescribeVpcAttribute DescribeVpcEndpoints
          DescribeVpcs
        `,
        { sid: "ListActionsForEC2Resources" },
      ),
      allow("ec2:CreateSecurityGroup", {
        sid: "CreateDefaultSecurityGroupWithEMRTags",
        on: "arn:aws:ec2:*:*:security-group/*",
        when: { StringEquals: { "aws:RequestTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow("ec2:CreateSecurityGroup", {
        sid: "CreateDefaultSecurityGroupInVPCWithEMRTags",
        on: "arn:aws:ec2:*:*:vpc/*",
        when: { StringEquals: { "aws:ResourceTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow("ec2:CreateTags", {
        sid: "TagOnCreateDefaultSecurityGroupWithEMRTags",
        on: "arn:aws:ec2:*:*:security-group/*",
        when: {
          StringEquals: {
            "ec2:CreateAction": "CreateSecurityGroup",
            "aws:RequestTag/for-use-with-amazon-emr-managed-policies": "true",
          },
        },
      }),
      allow(
        `
          ec2:AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress RevokeSecurityGroupEgress
          RevokeSecurityGroupIngress
        `,
        {
          sid: "ManageSecurityGroups",
          when: { StringEquals: { "aws:ResourceTag/for-use-with-amazon-emr-managed-policies": "true" } },
        },
      ),
      allow("ec2:CreatePlacementGroup", {
        sid: "CreateEMRPlacementGroups",
        on: "arn:aws:ec2:*:*:placement-group/EMR_*",
      }),
      allow("ec2:DeletePlacementGroup", { sid: "DeletePlacementGroups" }),
      allow(
        `
          application-autoscaling:DeleteScalingPolicy DeregisterScalableTarget DescribeScalableTargets
          DescribeScalingPolicies PutScalingPolicy RegisterScalableTarget
        `,
        { sid: "AutoScaling" },
      ),
      allow("resource-groups:ListGroupResources", { sid: "ResourceGroupsForCapacityReservations" }),
      allow("cloudwatch:PutMetricAlarm DeleteAlarms DescribeAlarms", {
        sid: "AutoScalingCloudWatch",
        on: "arn:aws:cloudwatch:*:*:alarm:*_EMR_Auto_Scaling",
      }),
      allow("iam:PassRole", {
        sid: "PassRoleForAutoScaling",
        on: "arn:aws:iam::*:role/EMR_AutoScaling_DefaultRole",
        when: { StringLike: { "iam:PassedToService": "application-autoscaling.amazonaws.com*" } },
      }),
      allow("iam:PassRole", {
        sid: "PassRoleForEC2",
        on: "arn:aws:iam::*:role/EMR_EC2_DefaultRole",
        when: { StringLike: { "iam:PassedToService": "ec2.amazonaws.com*" } },
      }),
    ],
  },
  {
    name: "aws-service-role/AmazonEMRServerlessServiceRolePolicy",
    id: "ANPAZKAPJZG4GWPDPIMVL",
    version: "v3",
    created: "2022-05-20T23:15:42Z",
    updated: "2024-01-25T18:21:43Z",
    statements: [
      allow(
        `
          ec2:CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DescribeSecurityGroups
          DescribeSubnets DescribeVpcs DescribeDhcpOptions DescribeRouteTables
        `,
        { sid: "EC2PolicyStatement" },
      ),
      allow("cloudwatch:PutMetricData", {
        sid: "CloudWatchPolicyStatement",
        when: { StringEquals: { "cloudwatch:namespace": ["AWS/EMRServerless", "AWS/Usage"] } },
      }),
    ],
  },
  {
    name: "aws-service-role/EMRDescribeClusterPolicyForEMRWAL",
    id: "ANPAZKAPJZG4DZHFVARMW",
    version: "v1",
    created: "2023-06-15T23:30:22Z",
    statements: [allow("elasticmapreduce:DescribeCluster")],
  },
];
