// Amazon FSx' managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const fsx: readonly PolicySource[] = [
  {
    name: "aws-service-role/AmazonFSxServiceRolePolicy",
    id: "ANPAIVQ24YKVRBV5IYQ5G",
    version: "v7",
    created: "2018-11-28T10:38:37Z",
    updated: "2024-01-10T20:53:47Z",
    statements: [
      allow(
        `
          ds:AuthorizeApplication GetAuthorizedApplicationDetails UnauthorizeApplication
          ec2:CreateNetworkInterface CreateNetworkInterfacePermission DeleteNetworkInterface DescribeAddresses
          DescribeDhcpOptions DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups
          DescribeSubnets DescribeVpcs DisassociateAddress GetSecurityGroupsForVpc
          route53:AssociateVPCWithHostedZone
        `,
        { sid: "CreateFileSystem" },
      ),
      allow("cloudwatch:PutMetricData", {
        sid: "PutMetrics",
        when: { StringEquals: { "cloudwatch:namespace": "AWS/FSx" } },
      }),
      allow("ec2:CreateTags", {
        sid: "TagResourceNetworkInterface",
        on: "arn:aws:ec2:*:*:network-interface/*",
        when: {
          StringEquals: { "ec2:CreateAction": "CreateNetworkInterface" },
          "ForAllValues:StringEquals": { "aws:TagKeys": "AmazonFSx.FileSystemId" },
        },
      }),
      allow("ec2:AssignPrivateIpAddresses ModifyNetworkInterfaceAttribute UnassignPrivateIpAddresses", {
        sid: "ManageNetworkInterface",
        on: "arn:aws:ec2:*:*:network-interface/*",
        when: { Null: { "aws:ResourceTag/AmazonFSx.FileSystemId": "false" } },
      }),
      allow("ec2:CreateRoute ReplaceRoute DeleteRoute", {
        sid: "ManageRouteTable",
        on: "arn:aws:ec2:*:*:route-table/*",
        when: { StringEquals: { "aws:ResourceTag/AmazonFSx": "ManagedByAmazonFSx" } },
      }),
      allow("logs:DescribeLogGroups DescribeLogStreams PutLogEvents", {
        sid: "PutCloudWatchLogs",
        on: "arn:aws:logs:*:*:log-group:/aws/fsx/*",
      }),
      allow("firehose:DescribeDeliveryStream PutRecord PutRecordBatch", {
        sid: "ManageAuditLogs",
        on: "arn:aws:firehose:*:*:deliverystream/aws-fsx-*",
      }),
    ],
  },
  {
    name: "AmazonFSxReadOnlyAccess",
    id: "ANPAJ4ICPKXR6KK32HT52",
    version: "v1",
    created: "2018-11-28T16:33:32Z",
    description: "Provides read only access to Amazon FSx.",
    statements: [allow("fsx:Describe* ListTagsForResource")],
  },
  {
    name: "AmazonFSxFullAccess",
    id: "ANPAIEUV6Z2X4VNZRVB5I",
    version: "v10",
    created: "2018-11-28T16:34:43Z",
    updated: "2024-01-10T20:16:00Z",
    description: "Provides full access to Amazon FSx and access to related AWS services.",
    statements: [
      allow("ds:DescribeDirectories", { sid: "ViewAWSDSDirectories" }),
      allow(
        `
          fsx:AssociateFileGateway AssociateFileSystemAliases CancelDataRepositoryTask CopyBackup
          CopySnapshotAndUpdateVolume CreateBackup CreateDataRepositoryAssociation CreateDataRepositoryTask
          CreateFileCache CreateFileSystem CreateFileSystemFromBackup CreateSnapshot CreateStorageVirtualMachine
          CreateVolume CreateVolumeFromBackup DeleteBackup DeleteDataRepositoryAssociation DeleteFileCache
          DeleteFileSystem DeleteSnapshot DeleteStorageVirtualMachine DeleteVolume
          DescribeAssociatedFileGateways DescribeBackups DescribeDataRepositoryAssociations
          DescribeDataRepositoryTasks DescribeFileCaches DescribeFileSystemAliases DescribeFileSystems
          DescribeSharedVpcConfiguration DescribeSnapshots DescribeStorageVirtualMachines DescribeVolumes
          DisassociateFileGateway DisassociateFileSystemAliases ListTagsForResource
          ManageBackupPrincipalAssociations ReleaseFileSystemNfsV3Locks RestoreVolumeFromSnapshot TagResource
          UntagResource UpdateDataRepositoryAssociation UpdateFileCache UpdateFileSystem
          UpdateSharedVpcConfiguration UpdateSnapshot UpdateStorageVirtualMachine UpdateVolume
        `,
        { sid: "FullAccessToFSx" },
      ),
      allow("iam:CreateServiceLinkedRole", {
        sid: "CreateSLRForFSx",
        when: { StringEquals: { "iam:AWSServiceName": ["fsx.amazonaws.com"] } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "CreateSLRForLustreS3Integration",
        when: { StringEquals: { "iam:AWSServiceName": ["s3.data-source.lustre.fsx.amazonaws.com"] } },
      }),
      allow("logs:CreateLogGroup CreateLogStream PutLogEvents", {
        sid: "CreateLogsForFSxWindowsAuditLogs",
        on: "arn:aws:logs:*:*:log-group:/aws/fsx/*",
      }),
      allow("firehose:PutRecord", {
        sid: "WriteToAmazonKinesisDataFirehose",
        on: "arn:aws:firehose:*:*:deliverystream/aws-fsx-*",
      }),
      allow("ec2:CreateTags", {
        sid: "CreateTags",
        on: "arn:aws:ec2:*:*:route-table/*",
        when: {
          "ForAnyValue:StringEquals": { "aws:CalledVia": ["fsx.amazonaws.com"] },
          StringEquals: { "aws:RequestTag/AmazonFSx": "ManagedByAmazonFSx" },
        },
      }),
      allow(
        `
          ec2:DescribeSecurityGroups GetSecurityGroupsForVpc DescribeSubnets DescribeVpcs DescribeRouteTables
        `,
        {
          sid: "DescribeEC2VpcResources",
          when: { "ForAnyValue:StringEquals": { "aws:CalledVia": ["fsx.amazonaws.com"] } },
        },
      ),
      allow("fsx:PutResourcePolicy GetResourcePolicy DeleteResourcePolicy", {
        sid: "ManageCrossAccountDataReplication",
        when: { "ForAnyValue:StringEquals": { "aws:CalledVia": ["ram.amazonaws.com"] } },
      }),
    ],
  },
  {
    name: "AmazonFSxConsoleReadOnlyAccess",
    id: "ANPAJQUISIZNHGLA6YQFM",
    version: "v5",
    created: "2018-11-28T16:35:24Z",
    updated: "2024-01-10T20:19:18Z",
    description:
      "Provides read only access to Amazon FSx and access to related AWS services via the AWS Management Console.",
    statements: [
      allow(
        `
          cloudwatch:DescribeAlarms GetMetricData ds:DescribeDirectories ec2:DescribeNetworkInterfaceAttribute
          DescribeSecurityGroups GetSecurityGroupsForVpc DescribeSubnets DescribeVpcs
          firehose:ListDeliveryStreams fsx:Describe* ListTagsForResource kms:DescribeKey logs:DescribeLogGroups
        `,
        { sid: "FSxReadOnlyPermissions" },
      ),
    ],
  },
  {
    name: "AmazonFSxConsoleFullAccess",
    id: "ANPAITDDJ23Y5UZ2WCZRQ",
    version: "v12",
    created: "2018-11-28T16:36:05Z",
    updated: "2024-01-10T20:07:09Z",
    description:
      "Provides full access to Amazon FSx and access to related AWS services via the AWS Management Console.",
    statements: [
      allow(
        `
          cloudwatch:DescribeAlarms GetMetricData ds:DescribeDirectories ec2:DescribeNetworkInterfaceAttribute
          DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups GetSecurityGroupsForVpc
          DescribeSubnets DescribeVpcs firehose:ListDeliveryStreams kms:ListAliases logs:DescribeLogGroups
          s3:ListBucket
        `,
        { sid: "ListResourcesAssociatedWithFSxFileSystem" },
      ),
      allow(
        `
          fsx:AssociateFileGateway AssociateFileSystemAliases CancelDataRepositoryTask CopyBackup
          CopySnapshotAndUpdateVolume CreateBackup CreateDataRepositoryAssociation CreateDataRepositoryTask
          CreateFileCache CreateFileSystem CreateFileSystemFromBackup CreateSnapshot CreateStorageVirtualMachine
          CreateVolume CreateVolumeFromBackup DeleteBackup DeleteDataRepositoryAssociation DeleteFileCache
          DeleteFileSystem DeleteSnapshot DeleteStorageVirtualMachine DeleteVolume
          DescribeAssociatedFileGateways DescribeBackups DescribeDataRepositoryAssociations
          DescribeDataRepositoryTasks DescribeFileCaches DescribeFileSystemAliases DescribeFileSystems
          DescribeSharedVpcConfiguration DescribeSnapshots DescribeStorageVirtualMachines DescribeVolumes
          DisassociateFileGateway DisassociateFileSystemAliases ListTagsForResource
          ManageBackupPrincipalAssociations ReleaseFileSystemNfsV3Locks RestoreVolumeFromSnapshot TagResource
          UntagResource UpdateDataRepositoryAssociation UpdateFileCache UpdateFileSystem
          UpdateSharedVpcConfiguration UpdateSnapshot UpdateStorageVirtualMachine UpdateVolume
        `,
        { sid: "FullAccessToFSx" },
      ),
      allow("iam:CreateServiceLinkedRole", {
        sid: "CreateFSxSLR",
        when: { StringEquals: { "iam:AWSServiceName": ["fsx.amazonaws.com"] } },
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "CreateSLRForLustreS3Integration",
        when: { StringEquals: { "iam:AWSServiceName": ["s3.data-source.lustre.fsx.amazonaws.com"] } },
      }),
      allow("ec2:CreateTags", {
        sid: "CreateTags",
        on: "arn:aws:ec2:*:*:route-table/*",
        when: {
          "ForAnyValue:StringEquals": { "aws:CalledVia": ["fsx.amazonaws.com"] },
          StringEquals: { "aws:RequestTag/AmazonFSx": "ManagedByAmazonFSx" },
        },
      }),
      allow("fsx:PutResourcePolicy GetResourcePolicy DeleteResourcePolicy", {
        sid: "ManageCrossAccountDataReplication",
        when: { "ForAnyValue:StringEquals": { "aws:CalledVia": ["ram.amazonaws.com"] } },
      }),
    ],
  },
];
