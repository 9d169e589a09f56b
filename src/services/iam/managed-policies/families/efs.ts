// Amazon EFS' and EBS' managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const efs: readonly PolicySource[] = [
  {
    name: "AmazonElasticFileSystemFullAccess",
    id: "ANPAJKXTMNVQGIDNCKPBC",
    version: "v10",
    created: "2015-05-27T16:22:28Z",
    updated: "2024-11-07T19:34:20Z",
    description: "Provides full access to Amazon EFS via the AWS Management Console.",
    statements: [
      allow(
        `
          cloudwatch:DescribeAlarmsForMetric GetMetricData ec2:CreateNetworkInterface DeleteNetworkInterface
          DescribeAvailabilityZones DescribeNetworkInterfaceAttribute DescribeNetworkInterfaces
          DescribeSecurityGroups DescribeSubnets DescribeVpcAttribute DescribeVpcs
          ModifyNetworkInterfaceAttribute elasticfilesystem:CreateFileSystem CreateMountTarget CreateTags
          CreateAccessPoint CreateReplicationConfiguration DeleteFileSystem DeleteMountTarget DeleteTags
          DeleteAccessPoint DeleteFileSystemPolicy DeleteReplicationConfiguration DescribeAccountPreferences
          DescribeBackupPolicy DescribeFileSystems DescribeFileSystemPolicy DescribeLifecycleConfiguration
          DescribeMountTargets DescribeMountTargetSecurityGroups DescribeTags DescribeAccessPoints
          DescribeReplicationConfigurations ModifyMountTargetSecurityGroups PutAccountPreferences
          PutBackupPolicy PutLifecycleConfiguration PutFileSystemPolicy UpdateFileSystem
          UpdateFileSystemProtection TagResource UntagResource ListTagsForResource Backup Restore
          ReplicationRead ReplicationWrite kms:DescribeKey ListAliases
        `,
        { sid: "ElasticFileSystemFullAccess" },
      ),
      allow("iam:CreateServiceLinkedRole", {
        sid: "CreateServiceLinkedRoleForEFS",
        when: { StringEquals: { "iam:AWSServiceName": ["elasticfilesystem.amazonaws.com"] } },
      }),
      allow("iam:PassRole", {
        sid: "IAMPassRoleAccessForEFS",
        on: "arn:aws:iam::*:role/*",
        when: { StringLike: { "iam:PassedToService": "elasticfilesystem.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "AmazonElasticFileSystemReadOnlyAccess",
    id: "ANPAIPN5S4NE5JJOKVC4Y",
    version: "v9",
    created: "2015-05-27T16:25:25Z",
    updated: "2024-11-07T19:39:56Z",
    description: "Provides read only access to Amazon EFS via the AWS Management Console.",
    statements: [
      allow(
        `
          cloudwatch:DescribeAlarmsForMetric GetMetricData ec2:DescribeAvailabilityZones
          DescribeNetworkInterfaceAttribute DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets
          DescribeVpcAttribute DescribeVpcs elasticfilesystem:DescribeAccountPreferences DescribeBackupPolicy
          DescribeFileSystems DescribeFileSystemPolicy DescribeLifecycleConfiguration DescribeMountTargets
          DescribeMountTargetSecurityGroups DescribeTags DescribeAccessPoints DescribeReplicationConfigurations
          ListTagsForResource ReplicationRead kms:ListAliases
        `,
        { sid: "ElasticFileSystemReadOnlyAccess" },
      ),
    ],
  },
  {
    name: "aws-service-role/AmazonElasticFileSystemServiceRolePolicy",
    id: "ANPAZKAPJZG4FXCJYWBN7",
    version: "v5",
    created: "2019-11-05T16:52:41Z",
    updated: "2024-11-07T19:19:50Z",
    statements: [
      allow(`
          backup-storage:MountCapsule ec2:CreateNetworkInterface DeleteNetworkInterface DescribeSecurityGroups
          DescribeSubnets DescribeNetworkInterfaceAttribute ModifyNetworkInterfaceAttribute tag:GetResources
        `),
      allow("kms:DescribeKey", { on: "arn:aws:kms:*:*:key/*" }),
      allow("backup:CreateBackupVault PutBackupVaultAccessPolicy", {
        on: "arn:aws:backup:*:*:backup-vault:aws/efs/automatic-backup-vault",
      }),
      allow("backup:CreateBackupPlan CreateBackupSelection", { on: "arn:aws:backup:*:*:backup-plan:*" }),
      allow("iam:CreateServiceLinkedRole", {
        when: { StringEquals: { "iam:AWSServiceName": ["backup.amazonaws.com"] } },
      }),
      allow("iam:PassRole", {
        on: "arn:aws:iam::*:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
        when: { StringLike: { "iam:PassedToService": "backup.amazonaws.com" } },
      }),
      allow(`
          elasticfilesystem:DescribeFileSystems CreateReplicationConfiguration DescribeReplicationConfigurations
          DeleteReplicationConfiguration ReplicationRead ReplicationWrite
        `),
    ],
  },
  {
    name: "AmazonElasticFileSystemClientReadWriteAccess",
    id: "ANPAZKAPJZG4H74P6RBOF",
    version: "v1",
    created: "2020-01-13T16:21:55Z",
    description: "Provides read and write client access to an Amazon EFS file system",
    statements: [allow("elasticfilesystem:ClientMount ClientWrite DescribeMountTargets")],
  },
  {
    name: "AmazonElasticFileSystemClientReadOnlyAccess",
    id: "ANPAZKAPJZG4LBXR6UPYS",
    version: "v1",
    created: "2020-01-13T16:24:36Z",
    description: "Provides read only client access to an Amazon EFS file system",
    statements: [allow("elasticfilesystem:ClientMount DescribeMountTargets")],
  },
  {
    name: "AmazonElasticFileSystemClientFullAccess",
    id: "ANPAZKAPJZG4KAMR2MLDF",
    version: "v1",
    created: "2020-01-13T16:27:00Z",
    description: "Provides root client access to an Amazon EFS file system",
    statements: [allow("elasticfilesystem:ClientMount ClientRootAccess ClientWrite DescribeMountTargets")],
  },
  {
    name: "AmazonElasticFileSystemsUtils",
    id: "ANPAZKAPJZG4KVOAQRKXW",
    version: "v1",
    created: "2020-09-29T15:16:47Z",
    statements: [
      allow(`
          ssm:DescribeAssociation GetDeployablePatchSnapshotForInstance GetDocument DescribeDocument GetManifest
          GetParameter GetParameters ListAssociations ListInstanceAssociations PutInventory PutComplianceItems
          PutConfigurePackageResult UpdateAssociationStatus UpdateInstanceAssociationStatus
          UpdateInstanceInformation
        `),
      allow("ssmmessages:CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel"),
      allow("ec2messages:AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply"),
      allow("elasticfilesystem:DescribeMountTargets"),
      allow("ec2:DescribeAvailabilityZones"),
      allow(`
          logs:PutLogEvents DescribeLogStreams DescribeLogGroups CreateLogStream CreateLogGroup
          PutRetentionPolicy
        `),
    ],
  },
  {
    name: "service-role/AmazonEBSCSIDriverPolicy",
    id: "ANPAZKAPJZG4IV6FHD2UE",
    version: "v3",
    created: "2022-04-04T17:24:29Z",
    updated: "2022-11-18T14:42:46Z",
    description:
      "IAM Policy that allows the CSI driver service account to make calls to related services such as EC2 on your behalf.",
    statements: [
      allow(`
          ec2:DescribeAvailabilityZones DescribeInstances DescribeSnapshots DescribeTags DescribeVolumes
          DescribeVolumesModifications
        `),
      allow("ec2:CreateSnapshot ModifyVolume", { on: "arn:aws:ec2:*:*:volume/*" }),
      allow("ec2:AttachVolume DetachVolume", { on: ["arn:aws:ec2:*:*:volume/*", "arn:aws:ec2:*:*:instance/*"] }),
      allow("ec2:CreateVolume EnableFastSnapshotRestores", { on: "arn:aws:ec2:*:*:snapshot/*" }),
      allow("ec2:CreateTags", {
        on: ["arn:aws:ec2:*:*:volume/*", "arn:aws:ec2:*:*:snapshot/*"],
        when: { StringEquals: { "ec2:CreateAction": ["CreateVolume", "CreateSnapshot"] } },
      }),
      allow("ec2:DeleteTags", { on: ["arn:aws:ec2:*:*:volume/*", "arn:aws:ec2:*:*:snapshot/*"] }),
      allow("ec2:CreateVolume", {
        on: "arn:aws:ec2:*:*:volume/*",
        when: { StringLike: { "aws:RequestTag/ebs.csi.aws.com/cluster": "true" } },
      }),
      allow("ec2:CreateVolume", {
        on: "arn:aws:ec2:*:*:volume/*",
        when: { StringLike: { "aws:RequestTag/CSIVolumeName": "*" } },
      }),
      allow("ec2:DeleteVolume", {
        on: "arn:aws:ec2:*:*:volume/*",
        when: { StringLike: { "ec2:ResourceTag/ebs.csi.aws.com/cluster": "true" } },
      }),
      allow("ec2:DeleteVolume", {
        on: "arn:aws:ec2:*:*:volume/*",
        when: { StringLike: { "ec2:ResourceTag/CSIVolumeName": "*" } },
      }),
      allow("ec2:DeleteVolume", {
        on: "arn:aws:ec2:*:*:volume/*",
        when: { StringLike: { "ec2:ResourceTag/kubernetes.io/created-for/pvc/name": "*" } },
      }),
      allow("ec2:CreateSnapshot", {
        on: "arn:aws:ec2:*:*:snapshot/*",
        when: { StringLike: { "aws:RequestTag/CSIVolumeSnapshotName": "*" } },
      }),
      allow("ec2:CreateSnapshot", {
        on: "arn:aws:ec2:*:*:snapshot/*",
        when: { StringLike: { "aws:RequestTag/ebs.csi.aws.com/cluster": "true" } },
      }),
      allow("ec2:DeleteSnapshot", {
        on: "arn:aws:ec2:*:*:snapshot/*",
        when: { StringLike: { "ec2:ResourceTag/CSIVolumeSnapshotName": "*" } },
      }),
      allow("ec2:DeleteSnapshot", {
        on: "arn:aws:ec2:*:*:snapshot/*",
        when: { StringLike: { "ec2:ResourceTag/ebs.csi.aws.com/cluster": "true" } },
      }),
    ],
  },
];
