// Policies for administrators, auditors and job functions.
import { allow, allowAllBut, type PolicySource } from "../policy-source.ts";

export const administration: readonly PolicySource[] = [
  {
    name: "AdministratorAccess",
    id: "ANPAIWMBCKSKIEE64ZLYK",
    version: "v1",
    created: "2015-02-06T18:39:46Z",
    description: "Provides full access to AWS services and resources.",
    statements: [allow("*")],
  },
  {
    name: "PowerUserAccess",
    id: "ANPAJYRXTHIB4FOVS3ZXS",
    version: "v6",
    created: "2015-02-06T18:39:47Z",
    updated: "2024-08-19T16:12:55Z",
    description:
      "Provides full access to AWS services and resources, but does not allow management of Users and groups.",
    statements: [
      allowAllBut("iam:* organizations:* account:*"),
      allow(`
          account:GetAccountInformation GetPrimaryEmail ListRegions iam:CreateServiceLinkedRole
          DeleteServiceLinkedRole ListRoles organizations:DescribeOrganization
        `),
    ],
  },
  {
    name: "job-function/DatabaseAdministrator",
    id: "ANPAIGBMAW4VUQKOQNVT6",
    version: "v2",
    created: "2016-11-10T17:25:43Z",
    updated: "2019-01-08T00:48:02Z",
    description:
      "Grants full access permissions to AWS services and actions required to set up and configure AWS database services.",
    statements: [
      allow(`
          cloudwatch:DeleteAlarms Describe* DisableAlarmActions EnableAlarmActions Get* List* PutMetricAlarm
          datapipeline:ActivatePipeline CreatePipeline DeletePipeline DescribeObjects DescribePipelines
          GetPipelineDefinition ListPipelines PutPipelineDefinition QueryObjects dynamodb:*
          ec2:DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeInternetGateways
          DescribeSecurityGroups DescribeSubnets DescribeVpcs elasticache:* iam:ListRoles GetRole kms:ListKeys
          lambda:CreateEventSourceMapping CreateFunction DeleteEventSourceMapping DeleteFunction
          GetFunctionConfiguration ListEventSourceMappings ListFunctions logs:DescribeLogGroups
          DescribeLogStreams FilterLogEvents GetLogEvents Create* PutLogEvents PutMetricFilter rds:* redshift:*
          s3:CreateBucket sns:CreateTopic DeleteTopic Get* List* SetTopicAttributes Subscribe Unsubscribe
        `),
      allow(`
          s3:AbortMultipartUpload DeleteObject* Get* List* PutAccelerateConfiguration PutBucketTagging
          PutBucketVersioning PutBucketWebsite PutLifecycleConfiguration PutReplicationConfiguration PutObject*
          Replicate* RestoreObject
        `),
      allow("iam:PassRole", {
        on: [
          "arn:aws:iam::*:role/rds-monitoring-role",
          "arn:aws:iam::*:role/rdbms-lambda-access",
          "arn:aws:iam::*:role/lambda_exec_role",
          "arn:aws:iam::*:role/lambda-dynamodb-*",
          "arn:aws:iam::*:role/lambda-vpc-execution-role",
          "arn:aws:iam::*:role/DataPipelineDefaultRole",
          "arn:aws:iam::*:role/DataPipelineDefaultResourceRole",
        ],
      }),
    ],
  },
  {
    name: "job-function/DataScientist",
    id: "ANPAJ5YHI2BQW7EQFYDXS",
    version: "v5",
    created: "2016-11-10T17:28:48Z",
    updated: "2019-12-03T16:48:34Z",
    description: "Grants permissions to AWS data analytics services.",
    statements: [
      allow(`
          autoscaling:* cloudwatch:* cloudformation:CreateStack DescribeStackEvents datapipeline:Describe*
          ListPipelines GetPipelineDefinition QueryObjects dynamodb:* ec2:CancelSpotInstanceRequests
          CancelSpotFleetRequests CreateTags DeleteTags Describe* ModifyImageAttribute ModifyInstanceAttribute
          ModifySpotFleetRequest RequestSpotInstances RequestSpotFleet elasticfilesystem:* elasticmapreduce:*
          es:* firehose:* fsx:DescribeFileSystems iam:GetInstanceProfile GetRole GetPolicy GetPolicyVersion
          ListRoles kinesis:* kms:List* lambda:Create* Delete* Get* InvokeFunction PublishVersion Update* List*
          machinelearning:* sdb:* rds:* sns:ListSubscriptions ListTopics logs:DescribeLogStreams GetLogEvents
          redshift:* s3:CreateBucket sns:CreateTopic Get* List*
        `),
      allow(`
          s3:Abort* DeleteObject Get* List* PutAccelerateConfiguration PutBucketCors PutBucketLogging
          PutBucketNotification PutBucketTagging PutObject Replicate* RestoreObject
        `),
      allow("ec2:RunInstances TerminateInstances"),
      allow("iam:PassRole", {
        on: [
          "arn:aws:iam::*:role/DataPipelineDefaultRole",
          "arn:aws:iam::*:role/DataPipelineDefaultResourceRole",
          "arn:aws:iam::*:role/EMR_EC2_DefaultRole",
          "arn:aws:iam::*:role/EMR_DefaultRole",
          "arn:aws:iam::*:role/kinesis-*",
        ],
      }),
      allow("iam:PassRole", { when: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } } }),
      allow("sagemaker:*", {
        notOn: [
          "arn:aws:sagemaker:*:*:domain/*",
          "arn:aws:sagemaker:*:*:user-profile/*",
          "arn:aws:sagemaker:*:*:app/*",
          "arn:aws:sagemaker:*:*:flow-definition/*",
        ],
      }),
      allow(`
          sagemaker:CreatePresignedDomainUrl DescribeDomain ListDomains DescribeUserProfile ListUserProfiles
          *App ListApps
        `),
      allow("sagemaker:*FlowDefinition *FlowDefinitions", {
        when: { StringEqualsIfExists: { "sagemaker:WorkteamType": ["private-crowd", "vendor-crowd"] } },
      }),
    ],
  },
];
