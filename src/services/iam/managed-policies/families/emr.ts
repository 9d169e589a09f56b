// Amazon EMR's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const emr: readonly PolicySource[] = [
  {
    name: "AmazonElasticMapReduceFullAccess",
    id: "ANPAIZP5JFP3AMSGINBB2",
    version: "v7",
    created: "2015-02-06T18:40:22Z",
    updated: "2019-10-11T15:19:30Z",
    description:
      "This policy is on a deprecation path. See documentation for guidance: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-iam-policies.html. Provides full access to Amazon Elastic MapReduce and underlying services that it requires such as EC2 and S3",
    statements: [
      allow(`
          cloudwatch:* cloudformation:CreateStack DescribeStackEvents ec2:AuthorizeSecurityGroupIngress
          AuthorizeSecurityGroupEgress CancelSpotInstanceRequests CreateRoute CreateSecurityGroup CreateTags
          DeleteRoute DeleteTags DeleteSecurityGroup DescribeAvailabilityZones DescribeAccountAttributes
          DescribeInstances DescribeKeyPairs DescribeRouteTables DescribeSecurityGroups
          DescribeSpotInstanceRequests DescribeSpotPriceHistory DescribeSubnets DescribeVpcAttribute
          DescribeVpcs DescribeRouteTables DescribeNetworkAcls CreateVpcEndpoint ModifyImageAttribute
          ModifyInstanceAttribute RequestSpotInstances RevokeSecurityGroupEgress RunInstances TerminateInstances
          elasticmapreduce:* iam:GetPolicy GetPolicyVersion ListRoles PassRole kms:List* s3:* sdb:*
        `),
      allow("iam:CreateServiceLinkedRole", {
        when: {
          StringLike: { "iam:AWSServiceName": ["elasticmapreduce.amazonaws.com", "elasticmapreduce.amazonaws.com.cn"] },
        },
      }),
    ],
  },
  {
    name: "AmazonElasticMapReduceReadOnlyAccess",
    id: "ANPAIHP6NH2S6GYFCOINC",
    version: "v3",
    created: "2015-02-06T18:40:23Z",
    updated: "2020-07-29T23:14:09Z",
    description: "Provides read only access to Amazon Elastic MapReduce via the AWS Management Console.",
    statements: [
      allow(`
          elasticmapreduce:Describe* List* GetBlockPublicAccessConfiguration ViewEventsFromAllClustersInConsole
          s3:GetObject ListAllMyBuckets ListBucket sdb:Select cloudwatch:GetMetricStatistics
        `),
    ],
  },
  {
    name: "AmazonElasticMapReducePlacementGroupPolicy",
    id: "ANPAZKAPJZG4LC2KU77YD",
    version: "v1",
    created: "2020-09-29T00:37:08Z",
    statements: [
      allow("ec2:DeletePlacementGroup DescribePlacementGroups"),
      allow("ec2:CreatePlacementGroup", { on: "arn:aws:ec2:*:*:placement-group/EMR_*" }),
    ],
  },
  {
    name: "AmazonEMRReadOnlyAccessPolicy_v2",
    id: "ANPAZKAPJZG4GDFTJ74PD",
    version: "v3",
    created: "2021-03-12T01:39:16Z",
    updated: "2023-08-02T19:15:33Z",
    description: "Provides read only access to Amazon EMR and the associated CloudWatch Metrics.",
    statements: [
      allow(
        `
          elasticmapreduce:DescribeCluster DescribeEditor DescribeJobFlows DescribeSecurityConfiguration
          DescribeStep DescribeReleaseLabel GetBlockPublicAccessConfiguration GetManagedScalingPolicy
          GetAutoTerminationPolicy ListBootstrapActions ListClusters ListEditors ListInstanceFleets
          ListInstanceGroups ListInstances ListSecurityConfigurations ListSteps ListSupportedInstanceTypes
          ViewEventsFromAllClustersInConsole
        `,
        { sid: "ElasticMapReduceActions" },
      ),
      allow("cloudwatch:GetMetricStatistics", { sid: "ViewMetricsInEMRConsole" }),
    ],
  },
  {
    name: "AmazonEMRFullAccessPolicy_v2",
    id: "ANPAZKAPJZG4BK4MMWW4W",
    version: "v4",
    created: "2021-03-12T01:50:29Z",
    updated: "2023-07-28T14:04:57Z",
    description: "Provides full access to Amazon EMR",
    statements: [
      allow("elasticmapreduce:RunJobFlow", {
        sid: "RunJobFlowExplicitlyWithEMRManagedTag",
        when: { StringEquals: { "aws:RequestTag/for-use-with-amazon-emr-managed-policies": "true" } },
      }),
      allow(
        `
          elasticmapreduce:AddInstanceFleet AddInstanceGroups AddJobFlowSteps AddTags CancelSteps CreateEditor
          CreateSecurityConfiguration DeleteEditor DeleteSecurityConfiguration DescribeCluster DescribeEditor
          DescribeJobFlows DescribeSecurityConfiguration DescribeStep DescribeReleaseLabel
          GetBlockPublicAccessConfiguration GetManagedScalingPolicy GetAutoTerminationPolicy
          ListBootstrapActions ListClusters ListEditors ListInstanceFleets ListInstanceGroups ListInstances
          ListSecurityConfigurations ListSteps ListSupportedInstanceTypes ModifyCluster ModifyInstanceFleet
          ModifyInstanceGroups OpenEditorInConsole PutAutoScalingPolicy PutBlockPublicAccessConfiguration
          PutManagedScalingPolicy RemoveAutoScalingPolicy RemoveManagedScalingPolicy RemoveTags
          SetTerminationProtection StartEditor StopEditor TerminateJobFlows ViewEventsFromAllClustersInConsole
        `,
        { sid: "ElasticMapReduceActions" },
      ),
      allow("cloudwatch:GetMetricStatistics", { sid: "ViewMetricsInEMRConsole" }),
      allow("iam:PassRole", {
        sid: "PassRoleForElasticMapReduce",
        on: "arn:aws:iam::*:role/EMR_DefaultRole_V2",
        when: { StringLike: { "iam:PassedToService": "elasticmapreduce.amazonaws.com*" } },
      }),
      allow("iam:PassRole", {
        sid: "PassRoleForEC2",
        on: "arn:aws:iam::*:role/EMR_EC2_DefaultRole",
        when: { StringLike: { "iam:PassedToService": "ec2.amazonaws.com*" } },
      }),
      allow("iam:PassRole", {
        sid: "PassRoleForAutoScaling",
        on: "arn:aws:iam::*:role/EMR_AutoScaling_DefaultRole",
        when: { StringLike: { "iam:PassedToService": "application-autoscaling.amazonaws.com*" } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "ElasticMapReduceServiceLinkedRole",
        on: "arn:aws:iam::*:role/aws-service-role/elasticmapreduce.amazonaws.com*/AWSServiceRoleForEMRCleanup*",
        when: {
          StringEquals: {
            "iam:AWSServiceName": ["elasticmapreduce.amazonaws.com", "elasticmapreduce.amazonaws.com.cn"],
          },
        },
      }),
      allow(
        `
          ec2:DescribeAccountAttributes DescribeAvailabilityZones DescribeImages DescribeKeyPairs
          DescribeNatGateways DescribeRouteTables DescribeSecurityGroups DescribeSubnets DescribeVpcs
          DescribeVpcEndpoints s3:ListAllMyBuckets iam:ListRoles
        `,
        { sid: "ConsoleUIActions" },
      ),
    ],
  },
];
