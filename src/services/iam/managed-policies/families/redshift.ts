// Amazon Redshift's managed policies.
import { allow, deny, type PolicySource } from "../policy-source.ts";

export const redshift: readonly PolicySource[] = [
  {
    name: "AmazonRedshiftFullAccess",
    id: "ANPAISEKCHH4YDB46B5ZO",
    version: "v5",
    created: "2015-02-06T18:40:50Z",
    updated: "2022-07-07T23:31:13Z",
    description: "Provides full access to Amazon Redshift via the AWS Management Console.",
    statements: [
      allow(`
          redshift:* redshift-serverless:* ec2:DescribeAccountAttributes DescribeAddresses
          DescribeAvailabilityZones DescribeSecurityGroups DescribeSubnets DescribeVpcs DescribeInternetGateways
          sns:CreateTopic Get* List* cloudwatch:Describe* Get* List* PutMetricAlarm EnableAlarmActions
          DisableAlarmActions tag:GetResources UntagResources GetTagValues GetTagKeys TagResources
        `),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/redshift.amazonaws.com/AWSServiceRoleForRedshift",
        when: { StringLike: { "iam:AWSServiceName": "redshift.amazonaws.com" } },
      }),
      allow(
        `
          redshift-data:ExecuteStatement CancelStatement ListStatements GetStatementResult DescribeStatement
          ListDatabases ListSchemas ListTables DescribeTable
        `,
        { sid: "DataAPIPermissions" },
      ),
      allow("secretsmanager:ListSecrets", { sid: "SecretsManagerListPermissions" }),
      allow("secretsmanager:CreateSecret GetSecretValue TagResource", {
        sid: "SecretsManagerCreateGetPermissions",
        when: { StringLike: { "secretsmanager:ResourceTag/RedshiftDataFullAccess": "*" } },
      }),
    ],
  },
  {
    name: "AmazonRedshiftReadOnlyAccess",
    id: "ANPAIGD46KSON64QBSEZM",
    version: "v2",
    created: "2015-02-06T18:40:51Z",
    updated: "2024-02-08T00:24:13Z",
    description: "Provides read only access to Amazon Redshift via the AWS Management Console.",
    statements: [
      allow(
        `
          redshift:Describe* ListRecommendations ViewQueriesInConsole ec2:DescribeAccountAttributes
          DescribeAddresses DescribeAvailabilityZones DescribeSecurityGroups DescribeSubnets DescribeVpcs
          DescribeInternetGateways sns:Get* List* cloudwatch:Describe* List* Get*
        `,
        { sid: "AmazonRedshiftReadOnlyAccess" },
      ),
    ],
  },
  {
    name: "AmazonRedshiftDataFullAccess",
    id: "ANPAZKAPJZG4PX5LA5SG6",
    version: "v5",
    created: "2020-09-09T19:23:55Z",
    updated: "2023-04-07T18:18:32Z",
    description:
      "This policy provides full access to Amazon Redshift Data APIs. This policy also grants scoped access to other required services.",
    statements: [
      allow(
        `
          redshift-data:BatchExecuteStatement ExecuteStatement CancelStatement ListStatements GetStatementResult
          DescribeStatement ListDatabases ListSchemas ListTables DescribeTable
        `,
        { sid: "DataAPIPermissions" },
      ),
      allow("secretsmanager:GetSecretValue", {
        sid: "SecretsManagerPermissions",
        on: "arn:aws:secretsmanager:*:*:secret:*",
        when: { StringLike: { "secretsmanager:ResourceTag/RedshiftDataFullAccess": "*" } },
      }),
      allow("redshift:GetClusterCredentials", {
        sid: "GetCredentialsForAPIUser",
        on: ["arn:aws:redshift:*:*:dbname:*/*", "arn:aws:redshift:*:*:dbuser:*/redshift_data_api_user"],
      }),
      allow("redshift:GetClusterCredentialsWithIAM", {
        sid: "GetCredentialsWithFederatedIAMCredentials",
        on: "arn:aws:redshift:*:*:dbname:*/*",
      }),
      allow("redshift-serverless:GetCredentials", {
        sid: "GetCredentialsForServerless",
        on: "arn:aws:redshift-serverless:*:*:workgroup/*",
        when: { StringLike: { "aws:ResourceTag/RedshiftDataFullAccess": "*" } },
      }),
      deny("redshift:CreateClusterUser", {
        sid: "DenyCreateAPIUser",
        on: "arn:aws:redshift:*:*:dbuser:*/redshift_data_api_user",
      }),
      allow("iam:CreateServiceLinkedRole", {
        sid: "ServiceLinkedRole",
        on: "arn:aws:iam::*:role/aws-service-role/redshift-data.amazonaws.com/AWSServiceRoleForRedshift",
        when: { StringLike: { "iam:AWSServiceName": "redshift-data.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "AmazonRedshiftAllCommandsFullAccess",
    id: "ANPAZKAPJZG4FLN3TI7CS",
    version: "v2",
    created: "2021-11-04T00:48:08Z",
    updated: "2021-11-25T02:27:31Z",
    description:
      "This policy includes permissions to run SQL commands to copy, load, unload, query, and analyze data on Amazon Redshift. The policy also grants permissions to run select statements for related services, such as Amazon S3, Amazon CloudWatch logs, Amazon SageMaker, or AWS Glue.",
    statements: [
      allow(
        `
          sagemaker:CreateTrainingJob CreateAutoMLJob CreateCompilationJob CreateEndpoint DescribeAutoMLJob
          DescribeTrainingJob DescribeCompilationJob DescribeProcessingJob DescribeTransformJob
          ListCandidatesForAutoMLJob StopAutoMLJob StopCompilationJob StopTrainingJob DescribeEndpoint
          InvokeEndpoint StopProcessingJob CreateModel CreateProcessingJob
        `,
        {
          on: [
            "arn:aws:sagemaker:*:*:model/*redshift*",
            "arn:aws:sagemaker:*:*:training-job/*redshift*",
            "arn:aws:sagemaker:*:*:automl-job/*redshift*",
            "arn:aws:sagemaker:*:*:compilation-job/*redshift*",
            "arn:aws:sagemaker:*:*:processing-job/*redshift*",
            "arn:aws:sagemaker:*:*:transform-job/*redshift*",
            "arn:aws:sagemaker:*:*:endpoint/*redshift*",
          ],
        },
      ),
      allow("logs:CreateLogGroup CreateLogStream DescribeLogStreams PutLogEvents", {
        on: [
          "arn:aws:logs:*:*:log-group:/aws/sagemaker/Endpoints/*redshift*",
          "arn:aws:logs:*:*:log-group:/aws/sagemaker/ProcessingJobs/*redshift*",
          "arn:aws:logs:*:*:log-group:/aws/sagemaker/TrainingJobs/*redshift*",
          "arn:aws:logs:*:*:log-group:/aws/sagemaker/TransformJobs/*redshift*",
        ],
      }),
      allow("cloudwatch:PutMetricData", {
        when: {
          StringEquals: {
            "cloudwatch:namespace": [
              "SageMaker",
              "/aws/sagemaker/Endpoints",
              "/aws/sagemaker/ProcessingJobs",
              "/aws/sagemaker/TrainingJobs",
              "/aws/sagemaker/TransformJobs",
            ],
          },
        },
      }),
      allow("ecr:BatchCheckLayerAvailability BatchGetImage GetAuthorizationToken GetDownloadUrlForLayer"),
      allow(
        `
          s3:GetObject GetBucketAcl GetBucketCors GetEncryptionConfiguration GetBucketLocation ListBucket
          ListAllMyBuckets ListMultipartUploadParts ListBucketMultipartUploads PutObject PutBucketAcl
          PutBucketCors DeleteObject AbortMultipartUpload CreateBucket
        `,
        {
          on: [
            "arn:aws:s3:::redshift-downloads",
            "arn:aws:s3:::redshift-downloads/*",
            "arn:aws:s3:::*redshift*",
            "arn:aws:s3:::*redshift*/*",
          ],
        },
      ),
      allow("s3:GetObject", { when: { StringEqualsIgnoreCase: { "s3:ExistingObjectTag/Redshift": "true" } } }),
      allow("dynamodb:Scan DescribeTable Getitem", {
        on: ["arn:aws:dynamodb:*:*:table/*redshift*", "arn:aws:dynamodb:*:*:table/*redshift*/index/*"],
      }),
      allow("elasticmapreduce:ListInstances", { on: "arn:aws:elasticmapreduce:*:*:cluster/*redshift*" }),
      allow("elasticmapreduce:ListInstances", {
        when: { StringEqualsIgnoreCase: { "elasticmapreduce:ResourceTag/Redshift": "true" } },
      }),
      allow("lambda:InvokeFunction", { on: "arn:aws:lambda:*:*:function:*redshift*" }),
      allow(
        `
          glue:CreateDatabase DeleteDatabase GetDatabase GetDatabases UpdateDatabase CreateTable DeleteTable
          BatchDeleteTable UpdateTable GetTable GetTables BatchCreatePartition CreatePartition DeletePartition
          BatchDeletePartition UpdatePartition GetPartition GetPartitions BatchGetPartition
        `,
        {
          on: [
            "arn:aws:glue:*:*:table/*redshift*/*",
            "arn:aws:glue:*:*:catalog",
            "arn:aws:glue:*:*:database/*redshift*",
          ],
        },
      ),
      allow("secretsmanager:GetResourcePolicy GetSecretValue DescribeSecret ListSecretVersionIds", {
        on: "arn:aws:secretsmanager:*:*:secret:*redshift*",
      }),
      allow("secretsmanager:GetRandomPassword ListSecrets"),
      allow("iam:PassRole", {
        on: "arn:aws:iam::*:role/*",
        when: {
          StringEquals: {
            "iam:PassedToService": [
              "redshift.amazonaws.com",
              "glue.amazonaws.com",
              "sagemaker.amazonaws.com",
              "athena.amazonaws.com",
            ],
          },
        },
      }),
    ],
  },
  {
    name: "AmazonRedshiftQueryEditor",
    id: "ANPAINVFHHP7CWVHTGBGM",
    version: "v4",
    created: "2018-10-04T22:50:32Z",
    updated: "2021-02-16T19:33:45Z",
    statements: [
      allow(`
          redshift:GetClusterCredentials ListSchemas ListTables ListDatabases ExecuteQuery FetchResults
          CancelQuery DescribeClusters DescribeQuery DescribeTable ViewQueriesFromConsole DescribeSavedQueries
          CreateSavedQuery DeleteSavedQueries ModifySavedQuery
        `),
      allow("redshift-data:ExecuteStatement ListDatabases ListSchemas ListTables DescribeTable", {
        sid: "DataAPIPermissions",
      }),
      allow("redshift-data:GetStatementResult CancelStatement DescribeStatement ListStatements", {
        sid: "DataAPIIAMSessionPermissionsRestriction",
        when: { StringEquals: { "redshift-data:statement-owner-iam-userid": "${aws:userid}" } },
      }),
      allow("secretsmanager:ListSecrets", { sid: "SecretsManagerListPermissions" }),
      allow("secretsmanager:CreateSecret GetSecretValue TagResource", {
        sid: "SecretsManagerCreateGetPermissions",
        on: "arn:aws:secretsmanager:*:*:secret:*",
        when: { StringEquals: { "secretsmanager:ResourceTag/RedshiftQueryOwner": "${aws:userid}" } },
      }),
    ],
  },
  {
    name: "AmazonRedshiftQueryEditorV2FullAccess",
    id: "ANPAZKAPJZG4BKYFZHR4E",
    version: "v3",
    created: "2021-09-24T14:06:02Z",
    updated: "2024-02-21T17:20:52Z",
    statements: [
      allow("redshift:DescribeClusters redshift-serverless:ListNamespaces ListWorkgroups", {
        sid: "RedshiftPermissions",
      }),
      allow("kms:DescribeKey ListAliases", { sid: "KeyManagementServicePermissions" }),
      allow("secretsmanager:CreateSecret GetSecretValue DeleteSecret TagResource", {
        sid: "SecretsManagerPermissions",
        on: "arn:aws:secretsmanager:*:*:sqlworkbench!*",
      }),
      allow("tag:GetResources", {
        sid: "ResourceGroupsTaggingPermissions",
        when: { StringEquals: { "aws:CalledViaLast": "sqlworkbench.amazonaws.com" } },
      }),
      allow("sqlworkbench:*", { sid: "AmazonRedshiftQueryEditorV2Permissions" }),
    ],
  },
  {
    name: "aws-service-role/AmazonRedshiftServiceLinkedRolePolicy",
    id: "ANPAJPY2VXNRUYOY3SRZS",
    version: "v15",
    created: "2017-09-18T19:19:45Z",
    updated: "2024-11-20T18:06:07Z",
    statements: [
      allow(
        `
          ec2:DescribeVpcs DescribeSubnets DescribeNetworkInterfaces DescribeAddresses AssociateAddress
          DisassociateAddress CreateNetworkInterface DeleteNetworkInterface ModifyNetworkInterfaceAttribute
          CreateVpcEndpoint DeleteVpcEndpoints DescribeVpcEndpoints ModifyVpcEndpoint
        `,
        { sid: "Ec2VpcPermissions" },
      ),
      allow("ec2:AllocateAddress", {
        sid: "PublicAccessCreateEip",
        on: "arn:aws:ec2:*:*:elastic-ip/*",
        when: { StringEquals: { "aws:RequestTag/Redshift": "true" } },
      }),
      allow("ec2:ReleaseAddress", {
        sid: "PublicAccessReleaseEip",
        on: "arn:aws:ec2:*:*:elastic-ip/*",
        when: { StringEquals: { "aws:ResourceTag/Redshift": "true" } },
      }),
      allow("logs:CreateLogGroup PutRetentionPolicy", {
        sid: "EnableCreationAndManagementOfRedshiftCloudwatchLogGroups",
        on: "arn:aws:logs:*:*:log-group:/aws/redshift/*",
      }),
      allow("logs:CreateLogStream PutLogEvents DescribeLogStreams GetLogEvents", {
        sid: "EnableCreationAndManagementOfRedshiftCloudwatchLogStreams",
        on: "arn:aws:logs:*:*:log-group:/aws/redshift/*:log-stream:*",
      }),
      allow("ec2:CreateSecurityGroup", {
        sid: "CreateSecurityGroupWithTags",
        on: "arn:aws:ec2:*:*:security-group/*",
        when: { StringEquals: { "aws:RequestTag/Redshift": "true" } },
      }),
      allow(
        `
          ec2:AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress RevokeSecurityGroupEgress
          RevokeSecurityGroupIngress ModifySecurityGroupRules DeleteSecurityGroup
        `,
        {
          sid: "SecurityGroupPermissions",
          on: "arn:aws:ec2:*:*:security-group/*",
          when: { StringEquals: { "aws:ResourceTag/Redshift": "true" } },
        },
      ),
      allow("ec2:CreateSecurityGroup", { sid: "CreateSecurityGroup", on: "arn:aws:ec2:*:*:vpc/*" }),
      allow("ec2:CreateTags", {
        sid: "CreateTagsOnResources",
        on: [
          "arn:aws:ec2:*:*:subnet/*",
          "arn:aws:ec2:*:*:route-table/*",
          "arn:aws:ec2:*:*:security-group/*",
          "arn:aws:ec2:*:*:vpc/*",
          "arn:aws:ec2:*:*:internet-gateway/*",
          "arn:aws:ec2:*:*:elastic-ip/*",
        ],
        when: {
          StringEquals: {
            "ec2:CreateAction": [
              "CreateVpc",
              "CreateSecurityGroup",
              "CreateSubnet",
              "CreateInternetGateway",
              "CreateRouteTable",
              "AllocateAddress",
            ],
          },
        },
      }),
      allow(
        `
          ec2:DescribeVpcAttribute DescribeSecurityGroups DescribeInternetGateways DescribeSecurityGroupRules
          DescribeAvailabilityZones DescribeNetworkAcls DescribeRouteTables
        `,
        { sid: "VPCPermissions" },
      ),
      allow("cloudwatch:PutMetricData", {
        sid: "CloudWatch",
        when: { StringEquals: { "cloudwatch:namespace": ["AWS/Redshift-Serverless", "AWS/Redshift"] } },
      }),
      allow(
        `
          secretsmanager:DescribeSecret DeleteSecret PutSecretValue UpdateSecret UpdateSecretVersionStage
          RotateSecret
        `,
        {
          sid: "SecretManager",
          on: "arn:aws:secretsmanager:*:*:secret:redshift!*",
          when: {
            StringEquals: {
              "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "redshift",
              "aws:ResourceAccount": "${aws:PrincipalAccount}",
            },
          },
        },
      ),
      allow("secretsmanager:GetRandomPassword", { sid: "SecretsManagerRandomPassword" }),
      allow("ec2:AssignIpv6Addresses UnassignIpv6Addresses", {
        sid: "IPV6Permissions",
        on: "arn:aws:ec2:*:*:network-interface/*",
      }),
      allow("servicequotas:GetServiceQuota", {
        sid: "ServiceQuotasToCheckCustomerLimits",
        on: ["arn:aws:servicequotas:*:*:ec2/L-0263D0A3", "arn:aws:servicequotas:*:*:vpc/L-29B6F2EB"],
      }),
      allow("glue:GetCatalog GetCatalogs", {
        sid: "DiscoverRedshiftCatalogs",
        on: ["arn:aws:glue:*:*:catalog", "arn:aws:glue:*:*:catalog/*"],
        when: {
          StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" },
          Bool: { "glue:EnabledForRedshiftAutoDiscovery": "true" },
        },
      }),
      allow("lakeformation:GetDataAccess", {
        sid: "LakeFormationGetMetadataAccessForFederatedCatalogs",
        when: {
          StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" },
          "ForAnyValue:StringEquals": { "aws:CalledVia": "glue.amazonaws.com" },
          Bool: { "lakeformation:EnabledOnlyForMetaDataAccess": "true" },
        },
      }),
    ],
  },
];
