// Amazon EC2's and Systems Manager's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const ec2: readonly PolicySource[] = [
  {
    name: "AmazonEC2FullAccess",
    id: "ANPAI3VAJF5ZCRZ7MCQE6",
    version: "v5",
    created: "2015-02-06T18:40:15Z",
    updated: "2018-11-27T02:16:56Z",
    description: "Provides full access to Amazon EC2 via the AWS Management Console.",
    statements: [
      allow("ec2:*"),
      allow("elasticloadbalancing:*"),
      allow("cloudwatch:*"),
      allow("autoscaling:*"),
      allow("iam:CreateServiceLinkedRole", {
        when: {
          StringEquals: {
            "iam:AWSServiceName": [
              "autoscaling.amazonaws.com",
              "ec2scheduled.amazonaws.com",
              "elasticloadbalancing.amazonaws.com",
              "spot.amazonaws.com",
              "spotfleet.amazonaws.com",
              "transitgateway.amazonaws.com",
            ],
          },
        },
      }),
    ],
  },
  {
    name: "AmazonEC2ReadOnlyAccess",
    id: "ANPAIGDT4SV4GSETWTBZK",
    version: "v3",
    created: "2015-02-06T18:40:17Z",
    updated: "2024-02-14T18:43:53Z",
    description: "Provides read only access to Amazon EC2 via the AWS Management Console.",
    statements: [
      allow("ec2:Describe* GetSecurityGroupsForVpc"),
      allow("elasticloadbalancing:Describe*"),
      allow("cloudwatch:ListMetrics GetMetricStatistics Describe*"),
      allow("autoscaling:Describe*"),
    ],
  },
  {
    name: "service-role/AmazonEC2SpotFleetAutoscaleRole",
    id: "ANPAIMFFRMIOBGDP2TAVE",
    version: "v3",
    created: "2016-08-19T18:27:22Z",
    updated: "2019-02-18T19:17:03Z",
    statements: [
      allow("ec2:DescribeSpotFleetRequests ModifySpotFleetRequest"),
      allow("cloudwatch:DescribeAlarms PutMetricAlarm DeleteAlarms"),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/ec2.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_EC2SpotFleetRequest",
        when: { StringLike: { "iam:AWSServiceName": "ec2.application-autoscaling.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "service-role/AmazonEC2SpotFleetTaggingRole",
    id: "ANPAJ5U6UMLCEYLX5OLC4",
    version: "v5",
    created: "2017-06-29T18:19:29Z",
    updated: "2020-04-23T19:30:49Z",
    description: "Allows EC2 Spot Fleet to request, terminate and tag Spot Instances on your behalf.",
    statements: [
      allow(`
          ec2:DescribeImages DescribeSubnets RequestSpotInstances TerminateInstances DescribeInstanceStatus
          CreateTags RunInstances
        `),
      allow("iam:PassRole", {
        when: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
      }),
      allow("elasticloadbalancing:RegisterInstancesWithLoadBalancer", {
        on: "arn:aws:elasticloadbalancing:*:*:loadbalancer/*",
      }),
      allow("elasticloadbalancing:RegisterTargets", { on: "arn:aws:elasticloadbalancing:*:*:*/*" }),
    ],
  },
  {
    name: "AmazonSSMFullAccess",
    id: "ANPAJA7V6HI4ISQFMDYAG",
    version: "v4",
    created: "2015-05-29T17:39:47Z",
    updated: "2019-11-20T20:08:56Z",
    description: "Provides full access to Amazon SSM.",
    statements: [
      allow(`
          cloudwatch:PutMetricData ds:CreateComputer DescribeDirectories ec2:DescribeInstanceStatus logs:* ssm:*
          ec2messages:*
        `),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*",
        when: { StringLike: { "iam:AWSServiceName": "ssm.amazonaws.com" } },
      }),
      allow("iam:DeleteServiceLinkedRole GetServiceLinkedRoleDeletionStatus", {
        on: "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*",
      }),
      allow("ssmmessages:CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel"),
    ],
  },
  {
    name: "AmazonSSMManagedEC2InstanceDefaultPolicy",
    id: "ANPAZKAPJZG4LVDRKUQFG",
    version: "v2",
    created: "2022-08-30T20:54:27Z",
    updated: "2024-07-16T18:14:07Z",
    statements: [
      allow(
        `
          ssm:DescribeAssociation GetDeployablePatchSnapshotForInstance GetDocument DescribeDocument GetManifest
          ListAssociations ListInstanceAssociations PutInventory PutComplianceItems PutConfigurePackageResult
          UpdateAssociationStatus UpdateInstanceAssociationStatus UpdateInstanceInformation
        `,
        { sid: "AllowSSMAgentPermissions" },
      ),
      allow("ssmmessages:CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel", {
        sid: "AllowSSMChannelMessaging",
      }),
      allow("ec2messages:AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply", {
        sid: "AllowSSMLegacyMessaging",
      }),
    ],
  },
  {
    name: "AmazonSSMManagedInstanceCore",
    id: "ANPAIXSHM2BNB2D3AXXRU",
    version: "v2",
    created: "2019-03-15T17:22:12Z",
    updated: "2019-05-23T16:54:21Z",
    description: "The policy for Amazon EC2 Role to enable AWS Systems Manager service core functionality.",
    statements: [
      allow(`
          ssm:DescribeAssociation GetDeployablePatchSnapshotForInstance GetDocument DescribeDocument GetManifest
          GetParameter GetParameters ListAssociations ListInstanceAssociations PutInventory PutComplianceItems
          PutConfigurePackageResult UpdateAssociationStatus UpdateInstanceAssociationStatus
          UpdateInstanceInformation
        `),
      allow("ssmmessages:CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel"),
      allow("ec2messages:AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply"),
    ],
  },
  {
    name: "AmazonSSMReadOnlyAccess",
    id: "ANPAJODSKQGGJTHRYZ5FC",
    version: "v1",
    created: "2015-05-29T17:44:19Z",
    description: "Provides read only access to Amazon SSM.",
    statements: [allow("ssm:Describe* Get* List*")],
  },
  {
    name: "AmazonVPCFullAccess",
    id: "ANPAJBWPGNOVKZD3JI2P2",
    version: "v11",
    created: "2015-02-06T18:41:16Z",
    updated: "2024-02-08T16:03:24Z",
    description: "Provides full access to Amazon VPC via the AWS Management Console.",
    statements: [
      allow(
        `
          ec2:AcceptVpcPeeringConnection AcceptVpcEndpointConnections AllocateAddress AssignIpv6Addresses
          AssignPrivateIpAddresses AssociateAddress AssociateDhcpOptions AssociateRouteTable
          AssociateSecurityGroupVpc AssociateSubnetCidrBlock AssociateVpcCidrBlock AttachClassicLinkVpc
          AttachInternetGateway AttachNetworkInterface AttachVpnGateway AuthorizeSecurityGroupEgress
          AuthorizeSecurityGroupIngress CreateCarrierGateway CreateCustomerGateway CreateDefaultSubnet
          CreateDefaultVpc CreateDhcpOptions CreateEgressOnlyInternetGateway CreateFlowLogs
          CreateInternetGateway CreateLocalGatewayRouteTableVpcAssociation CreateNatGateway CreateNetworkAcl
          CreateNetworkAclEntry CreateNetworkInterface CreateNetworkInterfacePermission CreateRoute
          CreateRouteTable CreateSecurityGroup CreateSubnet CreateTags CreateVpc CreateVpcEndpoint
          CreateVpcEndpointConnectionNotification CreateVpcEndpointServiceConfiguration
          CreateVpcPeeringConnection CreateVpnConnection CreateVpnConnectionRoute CreateVpnGateway
          DeleteCarrierGateway DeleteCustomerGateway DeleteDhcpOptions DeleteEgressOnlyInternetGateway
          DeleteFlowLogs DeleteInternetGateway DeleteLocalGatewayRouteTableVpcAssociation DeleteNatGateway
          DeleteNetworkAcl DeleteNetworkAclEntry DeleteNetworkInterface DeleteNetworkInterfacePermission
          DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc DeleteVpcEndpoints
          DeleteVpcEndpointConnectionNotifications DeleteVpcEndpointServiceConfigurations
          DeleteVpcPeeringConnection DeleteVpnConnection DeleteVpnConnectionRoute DeleteVpnGateway
          DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeCarrierGateways
          DescribeClassicLinkInstances DescribeCustomerGateways DescribeDhcpOptions
          DescribeEgressOnlyInternetGateways DescribeFlowLogs DescribeInstances DescribeInternetGateways
          DescribeIpv6Pools DescribeLocalGatewayRouteTables DescribeLocalGatewayRouteTableVpcAssociations
          DescribeKeyPairs DescribeMovingAddresses DescribeNatGateways DescribeNetworkAcls
          DescribeNetworkInterfaceAttribute DescribeNetworkInterfacePermissions DescribeNetworkInterfaces
          DescribePrefixLists DescribeRouteTables DescribeSecurityGroupReferences DescribeSecurityGroupRules
          DescribeSecurityGroups DescribeSecurityGroupVpcAssociations DescribeStaleSecurityGroups
          DescribeSubnets DescribeTags DescribeVpcAttribute DescribeVpcClassicLink
          DescribeVpcClassicLinkDnsSupport DescribeVpcEndpointConnectionNotifications
          DescribeVpcEndpointConnections DescribeVpcEndpoints DescribeVpcEndpointServiceConfigurations
          DescribeVpcEndpointServicePermissions DescribeVpcEndpointServices DescribeVpcPeeringConnections
          DescribeVpcs DescribeVpnConnections DescribeVpnGateways DetachClassicLinkVpc DetachInternetGateway
          DetachNetworkInterface DetachVpnGateway DisableVgwRoutePropagation DisableVpcClassicLink
          DisableVpcClassicLinkDnsSupport DisassociateAddress DisassociateRouteTable
          DisassociateSecurityGroupVpc DisassociateSubnetCidrBlock DisassociateVpcCidrBlock
          EnableVgwRoutePropagation EnableVpcClassicLink EnableVpcClassicLinkDnsSupport GetSecurityGroupsForVpc
          ModifyNetworkInterfaceAttribute ModifySecurityGroupRules ModifySubnetAttribute ModifyVpcAttribute
          ModifyVpcEndpoint ModifyVpcEndpointConnectionNotification ModifyVpcEndpointServiceConfiguration
          ModifyVpcEndpointServicePermissions ModifyVpcPeeringConnectionOptions ModifyVpcTenancy
          MoveAddressToVpc RejectVpcEndpointConnections RejectVpcPeeringConnection ReleaseAddress
          ReplaceNetworkAclAssociation ReplaceNetworkAclEntry ReplaceRoute ReplaceRouteTableAssociation
          ResetNetworkInterfaceAttribute RestoreAddressToClassic RevokeSecurityGroupEgress
          RevokeSecurityGroupIngress UnassignIpv6Addresses UnassignPrivateIpAddresses
          UpdateSecurityGroupRuleDescriptionsEgress UpdateSecurityGroupRuleDescriptionsIngress
        `,
        { sid: "AmazonVPCFullAccess" },
      ),
    ],
  },
  {
    name: "AmazonVPCReadOnlyAccess",
    id: "ANPAIICZJNOJN36GTG6CM",
    version: "v10",
    created: "2015-02-06T18:41:17Z",
    updated: "2024-02-08T17:08:19Z",
    description: "Provides read only access to Amazon VPC via the AWS Management Console.",
    statements: [
      allow(
        `
          ec2:DescribeAccountAttributes DescribeAddresses DescribeCarrierGateways DescribeClassicLinkInstances
          DescribeCustomerGateways DescribeDhcpOptions DescribeEgressOnlyInternetGateways DescribeFlowLogs
          DescribeInternetGateways DescribeLocalGatewayRouteTables DescribeLocalGatewayRouteTableVpcAssociations
          DescribeMovingAddresses DescribeNatGateways DescribeNetworkAcls DescribeNetworkInterfaceAttribute
          DescribeNetworkInterfacePermissions DescribeNetworkInterfaces DescribePrefixLists DescribeRouteTables
          DescribeSecurityGroupReferences DescribeSecurityGroupRules DescribeSecurityGroups
          DescribeSecurityGroupVpcAssociations DescribeStaleSecurityGroups DescribeSubnets DescribeTags
          DescribeVpcAttribute DescribeVpcClassicLink DescribeVpcClassicLinkDnsSupport DescribeVpcEndpoints
          DescribeVpcEndpointConnectionNotifications DescribeVpcEndpointConnections
          DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServicePermissions
          DescribeVpcEndpointServices DescribeVpcPeeringConnections DescribeVpcs DescribeVpnConnections
          DescribeVpnGateways GetSecurityGroupsForVpc
        `,
        { sid: "AmazonVPCReadOnlyAccess" },
      ),
    ],
  },
];
