// AWS IoT's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const iot: readonly PolicySource[] = [
  {
    name: "AWSIoTFullAccess",
    id: "ANPAJU2FPGG6PQWN72V2G",
    version: "v2",
    created: "2015-10-08T15:19:49Z",
    updated: "2022-05-19T21:39:11Z",
    description: "This policy gives full access to the AWS IoT configuration and messaging actions",
    statements: [allow("iot:* iotjobsdata:*")],
  },
  {
    name: "AWSIoTDataAccess",
    id: "ANPAJM2KI2UJDR24XPS2K",
    version: "v3",
    created: "2015-10-27T21:51:18Z",
    updated: "2021-06-23T21:34:47Z",
    description: "This policy gives full access to the AWS IoT messaging actions",
    statements: [
      allow(`
          iot:Connect Publish Subscribe Receive GetThingShadow UpdateThingShadow DeleteThingShadow
          ListNamedShadowsForThing
        `),
    ],
  },
  {
    name: "AWSIoTConfigAccess",
    id: "ANPAIWWGD4LM4EMXNRL7I",
    version: "v9",
    created: "2015-10-27T21:52:07Z",
    updated: "2019-09-27T20:48:00Z",
    description: "This policy gives full access to the AWS IoT configuration actions",
    statements: [
      allow(`
          iot:AcceptCertificateTransfer AddThingToThingGroup AssociateTargetsWithJob AttachPolicy
          AttachPrincipalPolicy AttachThingPrincipal CancelCertificateTransfer CancelJob CancelJobExecution
          ClearDefaultAuthorizer CreateAuthorizer CreateCertificateFromCsr CreateJob CreateKeysAndCertificate
          CreateOTAUpdate CreatePolicy CreatePolicyVersion CreateRoleAlias CreateStream CreateThing
          CreateThingGroup CreateThingType CreateTopicRule DeleteAuthorizer DeleteCACertificate
          DeleteCertificate DeleteJob DeleteJobExecution DeleteOTAUpdate DeletePolicy DeletePolicyVersion
          DeleteRegistrationCode DeleteRoleAlias DeleteStream DeleteThing DeleteThingGroup DeleteThingType
          DeleteTopicRule DeleteV2LoggingLevel DeprecateThingType DescribeAuthorizer DescribeCACertificate
          DescribeCertificate DescribeDefaultAuthorizer DescribeEndpoint DescribeEventConfigurations
          DescribeIndex DescribeJob DescribeJobExecution DescribeRoleAlias DescribeStream DescribeThing
          DescribeThingGroup DescribeThingRegistrationTask DescribeThingType DetachPolicy DetachPrincipalPolicy
          DetachThingPrincipal DisableTopicRule EnableTopicRule GetEffectivePolicies GetIndexingConfiguration
          GetJobDocument GetLoggingOptions GetOTAUpdate GetPolicy GetPolicyVersion GetRegistrationCode
          GetTopicRule GetV2LoggingOptions ListAttachedPolicies ListAuthorizers ListCACertificates
          ListCertificates ListCertificatesByCA ListIndices ListJobExecutionsForJob ListJobExecutionsForThing
          ListJobs ListOTAUpdates ListOutgoingCertificates ListPolicies ListPolicyPrincipals ListPolicyVersions
          ListPrincipalPolicies ListPrincipalThings ListRoleAliases ListStreams ListTargetsForPolicy
          ListThingGroups ListThingGroupsForThing ListThingPrincipals ListThingRegistrationTaskReports
          ListThingRegistrationTasks ListThings ListThingsInThingGroup ListThingTypes ListTopicRules
          ListV2LoggingLevels RegisterCACertificate RegisterCertificate RegisterThing RejectCertificateTransfer
          RemoveThingFromThingGroup ReplaceTopicRule SearchIndex SetDefaultAuthorizer SetDefaultPolicyVersion
          SetLoggingOptions SetV2LoggingLevel SetV2LoggingOptions StartThingRegistrationTask
          StopThingRegistrationTask TestAuthorization TestInvokeAuthorizer TransferCertificate UpdateAuthorizer
          UpdateCACertificate UpdateCertificate UpdateEventConfigurations UpdateIndexingConfiguration
          UpdateRoleAlias UpdateStream UpdateThing UpdateThingGroup UpdateThingGroupsForThing
          UpdateAccountAuditConfiguration DescribeAccountAuditConfiguration DeleteAccountAuditConfiguration
          StartOnDemandAuditTask CancelAuditTask DescribeAuditTask ListAuditTasks CreateScheduledAudit
          UpdateScheduledAudit DeleteScheduledAudit DescribeScheduledAudit ListScheduledAudits ListAuditFindings
          CreateSecurityProfile DescribeSecurityProfile UpdateSecurityProfile DeleteSecurityProfile
          AttachSecurityProfile DetachSecurityProfile ListSecurityProfiles ListSecurityProfilesForTarget
          ListTargetsForSecurityProfile ListActiveViolations ListViolationEvents
          ValidateSecurityProfileBehaviors
        `),
    ],
  },
  {
    name: "AWSIoTConfigReadOnlyAccess",
    id: "ANPAJHENEMXGX4XMFOIOI",
    version: "v8",
    created: "2015-10-27T21:52:31Z",
    updated: "2019-09-27T20:52:40Z",
    description: "This policy gives read only access to the AWS IoT configuration actions",
    statements: [
      allow(`
          iot:DescribeAuthorizer DescribeCACertificate DescribeCertificate DescribeDefaultAuthorizer
          DescribeEndpoint DescribeEventConfigurations DescribeIndex DescribeJob DescribeJobExecution
          DescribeRoleAlias DescribeStream DescribeThing DescribeThingGroup DescribeThingRegistrationTask
          DescribeThingType GetEffectivePolicies GetIndexingConfiguration GetJobDocument GetLoggingOptions
          GetOTAUpdate GetPolicy GetPolicyVersion GetRegistrationCode GetTopicRule GetV2LoggingOptions
          ListAttachedPolicies ListAuthorizers ListCACertificates ListCertificates ListCertificatesByCA
          ListIndices ListJobExecutionsForJob ListJobExecutionsForThing ListJobs ListOTAUpdates
          ListOutgoingCertificates ListPolicies ListPolicyPrincipals ListPolicyVersions ListPrincipalPolicies
          ListPrincipalThings ListRoleAliases ListStreams ListTargetsForPolicy ListThingGroups
          ListThingGroupsForThing ListThingPrincipals ListThingRegistrationTaskReports
          ListThingRegistrationTasks ListThings ListThingsInThingGroup ListThingTypes ListTopicRules
          ListV2LoggingLevels SearchIndex TestAuthorization TestInvokeAuthorizer
          DescribeAccountAuditConfiguration DescribeAuditTask ListAuditTasks DescribeScheduledAudit
          ListScheduledAudits ListAuditFindings DescribeSecurityProfile ListSecurityProfiles
          ListSecurityProfilesForTarget ListTargetsForSecurityProfile ListActiveViolations ListViolationEvents
          ValidateSecurityProfileBehaviors
        `),
    ],
  },
  {
    name: "service-role/AWSIoTLogging",
    id: "ANPAI6R6Z2FHHGS454W7W",
    version: "v1",
    created: "2015-10-08T15:17:25Z",
    description: "Allows creation of Amazon CloudWatch Log groups and streaming logs to the groups",
    statements: [
      allow(`
          logs:CreateLogGroup CreateLogStream PutLogEvents PutMetricFilter PutRetentionPolicy GetLogEvents
          DeleteLogStream
        `),
    ],
  },
  {
    name: "service-role/AWSIoTRuleActions",
    id: "ANPAJEZ6FS7BUZVUHMOKY",
    version: "v2",
    created: "2015-10-08T15:14:51Z",
    updated: "2018-01-16T19:28:19Z",
    description: "Allows access to all AWS services supported in AWS IoT Rule Actions",
    statements: [
      allow(`
          dynamodb:PutItem kinesis:PutRecord iot:Publish s3:PutObject sns:Publish sqs:SendMessage*
          cloudwatch:SetAlarmState PutMetricData es:ESHttpPut firehose:PutRecord
        `),
    ],
  },
  {
    name: "service-role/AWSIoTThingsRegistration",
    id: "ANPAI3YQXTC5XAEVTJNEU",
    version: "v3",
    created: "2017-12-01T20:21:52Z",
    updated: "2020-10-05T19:20:12Z",
    description: "This policy allows users to register things at bulk using AWS IoT StartThingRegistrationTask API",
    statements: [
      allow(`
          iot:AddThingToThingGroup AttachPolicy AttachPrincipalPolicy AttachThingPrincipal
          CreateCertificateFromCsr CreatePolicy CreateThing DescribeCertificate DescribeThing DescribeThingGroup
          DescribeThingType DetachPolicy DetachThingPrincipal GetPolicy ListAttachedPolicies
          ListPolicyPrincipals ListPrincipalPolicies ListPrincipalThings ListTargetsForPolicy
          ListThingGroupsForThing ListThingPrincipals RegisterCertificate RegisterThing
          RemoveThingFromThingGroup UpdateCertificate UpdateThing UpdateThingGroupsForThing
          AddThingToBillingGroup DescribeBillingGroup RemoveThingFromBillingGroup
        `),
    ],
  },
  {
    name: "service-role/AWSIoTOTAUpdate",
    id: "ANPAJLJYWX53STBZFPUEY",
    version: "v1",
    created: "2017-12-20T20:36:53Z",
    statements: [allow("iot:CreateJob signer:DescribeSigningJob")],
  },
];
