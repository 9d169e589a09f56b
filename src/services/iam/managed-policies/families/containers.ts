// Amazon ECS's and ECR's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const containers: readonly PolicySource[] = [
  {
    name: "AmazonEC2ContainerRegistryFullAccess",
    id: "ANPAIESRL7KD7IIVF6V4W",
    version: "v3",
    created: "2015-12-21T17:06:48Z",
    updated: "2020-12-05T00:04:19Z",
    description: "Provides administrative access to Amazon ECR resources",
    statements: [
      allow("ecr:* cloudtrail:LookupEvents"),
      allow("iam:CreateServiceLinkedRole", {
        when: { StringEquals: { "iam:AWSServiceName": ["replication.ecr.amazonaws.com"] } },
      }),
    ],
  },
  {
    name: "AmazonEC2ContainerRegistryPowerUser",
    id: "ANPAJDNE5PIHROIBGGDDW",
    version: "v3",
    created: "2015-12-21T17:05:33Z",
    updated: "2019-12-10T20:48:08Z",
    description:
      "Provides full access to Amazon EC2 Container Registry repositories, but does not allow repository deletion or policy changes.",
    statements: [
      allow(`
          ecr:GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer GetRepositoryPolicy
          DescribeRepositories ListImages DescribeImages BatchGetImage GetLifecyclePolicy
          GetLifecyclePolicyPreview ListTagsForResource DescribeImageScanFindings InitiateLayerUpload
          UploadLayerPart CompleteLayerUpload PutImage
        `),
    ],
  },
  {
    name: "AmazonEC2ContainerRegistryReadOnly",
    id: "ANPAIFYZPA37OOHVIH7KQ",
    version: "v3",
    created: "2015-12-21T17:04:15Z",
    updated: "2019-12-10T20:56:32Z",
    description: "Provides read-only access to Amazon EC2 Container Registry repositories.",
    statements: [
      allow(`
          ecr:GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer GetRepositoryPolicy
          DescribeRepositories ListImages DescribeImages BatchGetImage GetLifecyclePolicy
          GetLifecyclePolicyPreview ListTagsForResource DescribeImageScanFindings
        `),
    ],
  },
  {
    name: "AmazonEC2ContainerRegistryPullOnly",
    id: "ANPAZKAPJZG4ACPA6HO4Q",
    version: "v1",
    created: "2024-10-04T16:58:49Z",
    statements: [allow("ecr:GetAuthorizationToken BatchGetImage GetDownloadUrlForLayer BatchImportUpstreamImage")],
  },
  {
    name: "service-role/AmazonEC2ContainerServiceforEC2Role",
    id: "ANPAJLYJCVHC7TQHCSQDS",
    version: "v7",
    created: "2015-03-19T18:45:18Z",
    updated: "2023-03-06T22:19:04Z",
    description: "Default policy for the Amazon EC2 Role for Amazon EC2 Container Service.",
    statements: [
      allow(`
          ec2:DescribeTags ecs:CreateCluster DeregisterContainerInstance DiscoverPollEndpoint Poll
          RegisterContainerInstance StartTelemetrySession UpdateContainerInstancesState Submit*
          ecr:GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer BatchGetImage
          logs:CreateLogStream PutLogEvents
        `),
      allow("ecs:TagResource", {
        when: { StringEquals: { "ecs:CreateAction": ["CreateCluster", "RegisterContainerInstance"] } },
      }),
    ],
  },
  {
    name: "service-role/AmazonEC2ContainerServiceRole",
    id: "ANPAJO53W2XHNACG7V77Q",
    version: "v2",
    created: "2015-04-09T16:14:19Z",
    updated: "2016-08-11T13:08:01Z",
    statements: [
      allow(`
          ec2:AuthorizeSecurityGroupIngress Describe* elasticloadbalancing:DeregisterInstancesFromLoadBalancer
          DeregisterTargets Describe* RegisterInstancesWithLoadBalancer RegisterTargets
        `),
    ],
  },
  {
    name: "service-role/AmazonEC2ContainerServiceAutoscaleRole",
    id: "ANPAIUAP3EGGGXXCPDQKK",
    version: "v2",
    created: "2016-05-12T23:25:44Z",
    updated: "2018-02-05T19:15:15Z",
    statements: [allow("ecs:DescribeServices UpdateService"), allow("cloudwatch:DescribeAlarms PutMetricAlarm")],
  },
  {
    name: "service-role/AmazonEC2ContainerServiceEventsRole",
    id: "ANPAITKFNIUAG27VSYNZ4",
    version: "v3",
    created: "2017-05-30T16:51:35Z",
    updated: "2023-03-06T22:25:12Z",
    statements: [
      allow("ecs:RunTask"),
      allow("iam:PassRole", { when: { StringLike: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } }),
      allow("ecs:TagResource", { when: { StringEquals: { "ecs:CreateAction": ["RunTask"] } } }),
    ],
  },
  {
    name: "service-role/AmazonECSTaskExecutionRolePolicy",
    id: "ANPAJG4T4G4PV56DE72PY",
    version: "v1",
    created: "2017-11-16T18:48:22Z",
    description: "Provides access to other AWS service resources that are required to run Amazon ECS tasks",
    statements: [
      allow(`
          ecr:GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer BatchGetImage
          logs:CreateLogStream PutLogEvents
        `),
    ],
  },
  {
    name: "AmazonECS_FullAccess",
    id: "ANPAJ7S7AN6YQPTJC7IFS",
    version: "v21",
    created: "2017-11-07T21:36:54Z",
    updated: "2024-08-13T19:39:37Z",
    description:
      "Provides administrative access to Amazon ECS resources and enables ECS features through access to other AWS service resources, including VPCs, Auto Scaling groups, and CloudFormation stacks.",
    statements: [
      allow(
        `
          application-autoscaling:DeleteScalingPolicy DeregisterScalableTarget DescribeScalableTargets
          DescribeScalingActivities DescribeScalingPolicies PutScalingPolicy RegisterScalableTarget
          appmesh:DescribeVirtualGateway DescribeVirtualNode ListMeshes ListVirtualGateways ListVirtualNodes
          autoscaling:CreateAutoScalingGroup CreateLaunchConfiguration DeleteAutoScalingGroup
          DeleteLaunchConfiguration Describe* UpdateAutoScalingGroup cloudformation:CreateStack DeleteStack
          DescribeStack* UpdateStack cloudwatch:DeleteAlarms DescribeAlarms GetMetricStatistics PutMetricAlarm
          codedeploy:BatchGetApplicationRevisions BatchGetApplications BatchGetDeploymentGroups
          BatchGetDeployments ContinueDeployment CreateApplication CreateDeployment CreateDeploymentGroup
          GetApplication GetApplicationRevision GetDeployment GetDeploymentConfig GetDeploymentGroup
          GetDeploymentTarget ListApplicationRevisions ListApplications ListDeploymentConfigs
          ListDeploymentGroups ListDeployments ListDeploymentTargets RegisterApplicationRevision StopDeployment
          ec2:AssociateRouteTable AttachInternetGateway AuthorizeSecurityGroupIngress CancelSpotFleetRequests
          CreateInternetGateway CreateLaunchTemplate CreateRoute CreateRouteTable CreateSecurityGroup
          CreateSubnet CreateVpc DeleteLaunchTemplate DeleteSubnet DeleteVpc Describe* DetachInternetGateway
          DisassociateRouteTable ModifySubnetAttribute ModifyVpcAttribute RequestSpotFleet RunInstances ecs:*
          elasticfilesystem:DescribeAccessPoints DescribeFileSystems elasticloadbalancing:CreateListener
          CreateLoadBalancer CreateRule CreateTargetGroup DeleteListener DeleteLoadBalancer DeleteRule
          DeleteTargetGroup DescribeListeners DescribeLoadBalancers DescribeRules DescribeTargetGroups
          events:DeleteRule DescribeRule ListRuleNamesByTarget ListTargetsByRule PutRule PutTargets
          RemoveTargets fsx:DescribeFileSystems iam:ListAttachedRolePolicies ListInstanceProfiles ListRoles
          lambda:ListFunctions logs:CreateLogGroup DescribeLogGroups FilterLogEvents route53:CreateHostedZone
          DeleteHostedZone GetHealthCheck GetHostedZone ListHostedZonesByName
          servicediscovery:CreatePrivateDnsNamespace CreateService DeleteService GetNamespace GetOperation
          GetService ListNamespaces ListServices UpdateService sns:ListTopics
        `,
        { sid: "ECSIntegrationsManagementPolicy" },
      ),
      allow("ssm:GetParameter GetParameters GetParametersByPath", {
        sid: "SSMPolicy",
        on: "arn:aws:ssm:*:*:parameter/aws/service/ecs*",
      }),
      allow("ec2:DeleteInternetGateway DeleteRoute DeleteRouteTable DeleteSecurityGroup", {
        sid: "ManagedCloudformationResourcesCleanupPolicy",
        when: { StringLike: { "ec2:ResourceTag/aws:cloudformation:stack-name": "EC2ContainerService-*" } },
      }),
      allow("iam:PassRole", {
        sid: "TasksPassRolePolicy",
        when: { StringLike: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      }),
      allow("iam:PassRole", {
        sid: "InfrastructurePassRolePolicy",
        on: "arn:aws:iam::*:role/ecsInfrastructureRole",
        when: { StringEquals: { "iam:PassedToService": "ecs.amazonaws.com" } },
      }),
      allow("iam:PassRole", {
        sid: "InstancePassRolePolicy",
        on: "arn:aws:iam::*:role/ecsInstanceRole*",
        when: { StringLike: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
      }),
      allow("iam:PassRole", {
        sid: "AutoScalingPassRolePolicy",
        on: "arn:aws:iam::*:role/ecsAutoscaleRole*",
        when: {
          StringLike: {
            "iam:PassedToService": [
              "application-autoscaling.amazonaws.com",
              "application-autoscaling.amazonaws.com.cn",
            ],
          },
        },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "ServiceLinkedRoleCreationPolicy",
        when: {
          StringLike: {
            "iam:AWSServiceName": [
              "ecs.amazonaws.com",
              "autoscaling.amazonaws.com",
              "ecs.application-autoscaling.amazonaws.com",
              "spot.amazonaws.com",
              "spotfleet.amazonaws.com",
            ],
          },
        },
      }),
      allow("elasticloadbalancing:AddTags", {
        sid: "ELBTaggingPolicy",
        when: {
          StringEquals: {
            "elasticloadbalancing:CreateAction": [
              "CreateTargetGroup",
              "CreateRule",
              "CreateListener",
              "CreateLoadBalancer",
            ],
          },
        },
      }),
    ],
  },
  {
    name: "aws-service-role/AmazonECSServiceRolePolicy",
    id: "ANPAIVUWKCAI7URU4WUEI",
    version: "v11",
    created: "2017-10-14T01:18:58Z",
    updated: "2023-12-04T19:32:25Z",
    statements: [
      allow(
        `
          ec2:AttachNetworkInterface CreateNetworkInterface CreateNetworkInterfacePermission
          DeleteNetworkInterface DeleteNetworkInterfacePermission Describe* DetachNetworkInterface
          elasticloadbalancing:DeregisterInstancesFromLoadBalancer DeregisterTargets Describe*
          RegisterInstancesWithLoadBalancer RegisterTargets route53:ChangeResourceRecordSets CreateHealthCheck
          DeleteHealthCheck Get* List* UpdateHealthCheck servicediscovery:DeregisterInstance Get* List*
          RegisterInstance UpdateInstanceCustomHealthStatus
        `,
        { sid: "ECSTaskManagement" },
      ),
      allow("autoscaling:Describe*", { sid: "AutoScaling" }),
      allow(
        `
          autoscaling:DeletePolicy PutScalingPolicy SetInstanceProtection UpdateAutoScalingGroup
          PutLifecycleHook DeleteLifecycleHook CompleteLifecycleAction RecordLifecycleActionHeartbeat
        `,
        { sid: "AutoScalingManagement", when: { Null: { "autoscaling:ResourceTag/AmazonECSManaged": "false" } } },
      ),
      allow(
        `
          autoscaling-plans:CreateScalingPlan DeleteScalingPlan DescribeScalingPlans
          DescribeScalingPlanResources
        `,
        { sid: "AutoScalingPlanManagement" },
      ),
      allow("events:DescribeRule ListTargetsByRule", {
        sid: "EventBridge",
        on: "arn:aws:events:*:*:rule/ecs-managed-*",
      }),
      allow("events:PutRule PutTargets", {
        sid: "EventBridgeRuleManagement",
        when: { StringEquals: { "events:ManagedBy": "ecs.amazonaws.com" } },
      }),
      allow("cloudwatch:DeleteAlarms DescribeAlarms PutMetricAlarm", {
        sid: "CWAlarmManagement",
        on: "arn:aws:cloudwatch:*:*:alarm:*",
      }),
      allow("ec2:CreateTags", { sid: "ECSTagging", on: "arn:aws:ec2:*:*:network-interface/*" }),
      allow("logs:CreateLogGroup DescribeLogGroups PutRetentionPolicy", {
        sid: "CWLogGroupManagement",
        on: "arn:aws:logs:*:*:log-group:/aws/ecs/*",
      }),
      allow("logs:CreateLogStream DescribeLogStreams PutLogEvents", {
        sid: "CWLogStreamManagement",
        on: "arn:aws:logs:*:*:log-group:/aws/ecs/*:log-stream:*",
      }),
      allow("ssm:DescribeSessions", { sid: "ExecuteCommandSessionManagement" }),
      allow("ssm:StartSession", {
        sid: "ExecuteCommand",
        on: ["arn:aws:ecs:*:*:task/*", "arn:aws:ssm:*:*:document/AmazonECS-ExecuteInteractiveCommand"],
      }),
      allow("servicediscovery:CreateHttpNamespace CreateService", {
        sid: "CloudMapResourceCreation",
        when: { "ForAllValues:StringEquals": { "aws:TagKeys": ["AmazonECSManaged"] } },
      }),
      allow("servicediscovery:TagResource", {
        sid: "CloudMapResourceTagging",
        when: { StringLike: { "aws:RequestTag/AmazonECSManaged": "*" } },
      }),
      allow("servicediscovery:DeleteService", {
        sid: "CloudMapResourceDeletion",
        when: { Null: { "aws:ResourceTag/AmazonECSManaged": "false" } },
      }),
      allow("servicediscovery:DiscoverInstances DiscoverInstancesRevision", { sid: "CloudMapResourceDiscovery" }),
    ],
  },
];
