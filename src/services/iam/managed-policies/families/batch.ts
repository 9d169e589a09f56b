// AWS Batch's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const batch: readonly PolicySource[] = [
  {
    name: "AWSBatchFullAccess",
    id: "ANPAJ7K2KIWB3HZVK3CUO",
    version: "v7",
    created: "2016-12-06T19:35:42Z",
    updated: "2022-10-24T16:09:09Z",
    description: "Provides full access for AWS Batch resources.",
    statements: [
      allow(`
          batch:* cloudwatch:GetMetricStatistics ec2:DescribeSubnets DescribeSecurityGroups DescribeKeyPairs
          DescribeVpcs DescribeImages DescribeLaunchTemplates DescribeLaunchTemplateVersions
          ecs:DescribeClusters Describe* List* eks:DescribeCluster ListClusters logs:Describe* Get*
          TestMetricFilter FilterLogEvents iam:ListInstanceProfiles ListRoles
        `),
      allow("iam:PassRole", {
        on: [
          "arn:aws:iam::*:role/AWSBatchServiceRole",
          "arn:aws:iam::*:role/service-role/AWSBatchServiceRole",
          "arn:aws:iam::*:role/ecsInstanceRole",
          "arn:aws:iam::*:instance-profile/ecsInstanceRole",
          "arn:aws:iam::*:role/iaws-ec2-spot-fleet-role",
          "arn:aws:iam::*:role/aws-ec2-spot-fleet-role",
          "arn:aws:iam::*:role/AWSBatchJobRole*",
        ],
      }),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/*Batch*",
        when: { StringEquals: { "iam:AWSServiceName": "batch.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "service-role/AWSBatchServiceRole",
    id: "ANPAIUETIXPCKASQJURFE",
    version: "v13",
    created: "2016-12-06T19:36:24Z",
    updated: "2023-12-05T18:49:44Z",
    description:
      "Policy for AWS Batch service role which allows access to related services including EC2, Autoscaling, EC2 Container service and Cloudwatch Logs.",
    statements: [
      allow(
        `
          ec2:DescribeAccountAttributes DescribeInstances DescribeInstanceStatus DescribeInstanceAttribute
          DescribeSubnets DescribeSecurityGroups DescribeKeyPairs DescribeImages DescribeImageAttribute
          DescribeSpotInstanceRequests DescribeSpotFleetInstances DescribeSpotFleetRequests
          DescribeSpotPriceHistory DescribeSpotFleetRequestHistory DescribeVpcClassicLink
          DescribeLaunchTemplateVersions CreateLaunchTemplate DeleteLaunchTemplate RequestSpotFleet
          CancelSpotFleetRequests ModifySpotFleetRequest TerminateInstances RunInstances
          autoscaling:DescribeAccountLimits DescribeAutoScalingGroups DescribeLaunchConfigurations
          DescribeAutoScalingInstances DescribeScalingActivities CreateLaunchConfiguration
          CreateAutoScalingGroup UpdateAutoScalingGroup SetDesiredCapacity DeleteLaunchConfiguration
          DeleteAutoScalingGroup CreateOrUpdateTags SuspendProcesses PutNotificationConfiguration
          TerminateInstanceInAutoScalingGroup ecs:DescribeClusters DescribeContainerInstances
          DescribeTaskDefinition DescribeTasks ListAccountSettings ListClusters ListContainerInstances
          ListTaskDefinitionFamilies ListTaskDefinitions ListTasks CreateCluster DeleteCluster
          RegisterTaskDefinition DeregisterTaskDefinition RunTask StartTask StopTask UpdateContainerAgent
          DeregisterContainerInstance logs:CreateLogGroup CreateLogStream PutLogEvents DescribeLogGroups
          iam:GetInstanceProfile GetRole
        `,
        { sid: "AWSBatchPolicyStatement1" },
      ),
      allow("ecs:TagResource", { sid: "AWSBatchPolicyStatement2", on: "arn:aws:ecs:*:*:task/*_Batch_*" }),
      allow("iam:PassRole", {
        sid: "AWSBatchPolicyStatement3",
        when: {
          StringEquals: {
            "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn", "ecs-tasks.amazonaws.com"],
          },
        },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "AWSBatchPolicyStatement4",
        when: {
          StringEquals: {
            "iam:AWSServiceName": [
              "spot.amazonaws.com",
              "spotfleet.amazonaws.com",
              "autoscaling.amazonaws.com",
              "ecs.amazonaws.com",
            ],
          },
        },
      }),
      allow("ec2:CreateTags", {
        sid: "AWSBatchPolicyStatement5",
        when: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
      }),
    ],
  },
  {
    name: "service-role/AWSBatchServiceEventTargetRole",
    id: "ANPAICVHHZ6XHNMA6VE3Q",
    version: "v1",
    created: "2018-02-28T22:31:13Z",
    description: "Policy to enable CloudWatch Event Target for AWS Batch Job Submission",
    statements: [allow("batch:SubmitJob")],
  },
  {
    name: "aws-service-role/BatchServiceRolePolicy",
    id: "ANPAZKAPJZG4COHHXEWBT",
    version: "v7",
    created: "2021-03-10T06:55:36Z",
    updated: "2023-12-05T22:52:40Z",
    statements: [
      allow(
        `
          ec2:DescribeAccountAttributes DescribeInstances DescribeInstanceStatus DescribeInstanceAttribute
          DescribeSubnets DescribeSecurityGroups DescribeKeyPairs DescribeImages DescribeImageAttribute
          DescribeSpotInstanceRequests DescribeSpotFleetInstances DescribeSpotFleetRequests
          DescribeSpotPriceHistory DescribeSpotFleetRequestHistory DescribeVpcClassicLink
          DescribeLaunchTemplateVersions RequestSpotFleet autoscaling:DescribeAccountLimits
          DescribeAutoScalingGroups DescribeLaunchConfigurations DescribeAutoScalingInstances
          DescribeScalingActivities eks:DescribeCluster ecs:DescribeClusters DescribeContainerInstances
          DescribeTaskDefinition DescribeTasks ListClusters ListContainerInstances ListTaskDefinitionFamilies
          ListTaskDefinitions ListTasks DeregisterTaskDefinition TagResource ListAccountSettings
          logs:DescribeLogGroups iam:GetInstanceProfile GetRole
        `,
        { sid: "AWSBatchPolicyStatement1" },
      ),
      allow("logs:CreateLogGroup CreateLogStream", {
        sid: "AWSBatchPolicyStatement2",
        on: "arn:aws:logs:*:*:log-group:/aws/batch/job*",
      }),
      allow("logs:PutLogEvents", {
        sid: "AWSBatchPolicyStatement3",
        on: "arn:aws:logs:*:*:log-group:/aws/batch/job*:log-stream:*",
      }),
      allow("autoscaling:CreateOrUpdateTags", {
        sid: "AWSBatchPolicyStatement4",
        when: { Null: { "aws:RequestTag/AWSBatchServiceTag": "false" } },
      }),
      allow("iam:PassRole", {
        sid: "AWSBatchPolicyStatement5",
        when: {
          StringEquals: {
            "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn", "ecs-tasks.amazonaws.com"],
          },
        },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "AWSBatchPolicyStatement6",
        when: {
          StringEquals: {
            "iam:AWSServiceName": [
              "spot.amazonaws.com",
              "spotfleet.amazonaws.com",
              "autoscaling.amazonaws.com",
              "ecs.amazonaws.com",
            ],
          },
        },
      }),
      allow("ec2:CreateLaunchTemplate", {
        sid: "AWSBatchPolicyStatement7",
        when: { Null: { "aws:RequestTag/AWSBatchServiceTag": "false" } },
      }),
      allow("ec2:TerminateInstances CancelSpotFleetRequests ModifySpotFleetRequest DeleteLaunchTemplate", {
        sid: "AWSBatchPolicyStatement8",
        when: { Null: { "aws:ResourceTag/AWSBatchServiceTag": "false" } },
      }),
      allow("autoscaling:CreateLaunchConfiguration DeleteLaunchConfiguration", {
        sid: "AWSBatchPolicyStatement9",
        on: "arn:aws:autoscaling:*:*:launchConfiguration:*:launchConfigurationName/AWSBatch*",
      }),
      allow(
        `
          autoscaling:CreateAutoScalingGroup UpdateAutoScalingGroup SetDesiredCapacity DeleteAutoScalingGroup
          SuspendProcesses PutNotificationConfiguration TerminateInstanceInAutoScalingGroup
        `,
        {
          sid: "AWSBatchPolicyStatement10",
          on: "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/AWSBatch*",
        },
      ),
      allow("ecs:DeleteCluster DeregisterContainerInstance RunTask StartTask StopTask", {
        sid: "AWSBatchPolicyStatement11",
        on: "arn:aws:ecs:*:*:cluster/AWSBatch*",
      }),
      allow("ecs:RunTask StartTask StopTask", {
        sid: "AWSBatchPolicyStatement12",
        on: "arn:aws:ecs:*:*:task-definition/*",
      }),
      allow("ecs:StopTask", { sid: "AWSBatchPolicyStatement13", on: "arn:aws:ecs:*:*:task/*/*" }),
      allow("ecs:CreateCluster RegisterTaskDefinition", {
        sid: "AWSBatchPolicyStatement14",
        when: { Null: { "aws:RequestTag/AWSBatchServiceTag": "false" } },
      }),
      allow("ec2:RunInstances", {
        sid: "AWSBatchPolicyStatement15",
        on: [
          "arn:aws:ec2:*::image/*",
          "arn:aws:ec2:*::snapshot/*",
          "arn:aws:ec2:*:*:subnet/*",
          "arn:aws:ec2:*:*:network-interface/*",
          "arn:aws:ec2:*:*:security-group/*",
          "arn:aws:ec2:*:*:volume/*",
          "arn:aws:ec2:*:*:key-pair/*",
          "arn:aws:ec2:*:*:launch-template/*",
          "arn:aws:ec2:*:*:placement-group/*",
          "arn:aws:ec2:*:*:capacity-reservation/*",
          "arn:aws:ec2:*:*:elastic-gpu/*",
          "arn:aws:elastic-inference:*:*:elastic-inference-accelerator/*",
          "arn:aws:resource-groups:*:*:group/*",
        ],
      }),
      allow("ec2:RunInstances", {
        sid: "AWSBatchPolicyStatement16",
        on: "arn:aws:ec2:*:*:instance/*",
        when: { Null: { "aws:RequestTag/AWSBatchServiceTag": "false" } },
      }),
      allow("ec2:CreateTags", {
        sid: "AWSBatchPolicyStatement17",
        when: { StringEquals: { "ec2:CreateAction": ["RunInstances", "CreateLaunchTemplate", "RequestSpotFleet"] } },
      }),
    ],
  },
];
