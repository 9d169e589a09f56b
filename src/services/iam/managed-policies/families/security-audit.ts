// SecurityAudit.
import { allow, type PolicySource } from "../policy-source.ts";

export const securityAudit: readonly PolicySource[] = [
  {
    name: "SecurityAudit",
    id: "ANPAIX2T3QCXHR2OGGCTO",
    version: "v49",
    created: "2015-02-06T18:41:01Z",
    updated: "2024-11-22T19:51:06Z",
    description:
      "The security audit template grants access to read security configuration metadata. It is useful for software that audits the configuration of an AWS account.",
    statements: [
      allow(
        `
          a4b:ListSkills access-analyzer:GetAnalyzedResource GetAnalyzer GetArchiveRule GetFinding
          ListAnalyzedResources ListAnalyzers ListArchiveRules ListFindings ListTagsForResource
          account:GetAlternateContact GetPrimaryEmail GetRegionOptStatus acm-pca:DescribeCertificateAuthority
          DescribeCertificateAuthorityAuditReport GetPolicy ListCertificateAuthorities ListPermissions ListTags
          acm:Describe* List* airflow:GetEnvironment ListEnvironments appflow:ListFlows ListTagsForResource
          application-autoscaling:Describe* appmesh:Describe* List* apprunner:DescribeAutoScalingConfiguration
          DescribeCustomDomains DescribeObservabilityConfiguration DescribeService DescribeVpcConnector
          DescribeVpcIngressConnection ListAutoScalingConfigurations ListConnections
          ListObservabilityConfigurations ListOperations ListServices ListTagsForResource ListVpcConnectors
          ListVpcIngressConnections appsync:GetApiCache List* athena:GetWorkGroup List*
          auditmanager:GetAccountStatus ListAssessmentControlInsightsByControlDomain ListAssessmentFrameworks
          ListAssessmentFrameworkShareRequests ListAssessmentReports ListAssessments ListControlDomainInsights
          ListControlDomainInsightsByAssessment ListControlInsightsByControlDomain ListControls
          ListNotifications ListTagsForResource autoscaling-plans:DescribeScalingPlans autoscaling:Describe*
          backup:DescribeGlobalSettings DescribeRegionSettings GetBackupVaultAccessPolicy
          GetBackupVaultNotifications ListBackupVaults ListTags batch:DescribeComputeEnvironments
          DescribeJobDefinitions bedrock:GetCustomModel GetModelInvocationLoggingConfiguration ListCustomModels
          ListTagsForResource braket:SearchJobs SearchQuantumTasks chime:List*
          cleanrooms:BatchGetCollaborationAnalysisTemplate BatchGetSchema BatchGetSchemaAnalysisRule
          GetAnalysisTemplate GetCollaboration GetCollaborationAnalysisTemplate
          GetCollaborationConfiguredAudienceModelAssociation GetCollaborationIdNamespaceAssociation
          GetCollaborationPrivacyBudgetTemplate GetConfiguredAudienceModelAssociation GetConfiguredTable
          GetConfiguredTableAnalysisRule GetConfiguredTableAssociation GetConfiguredTableAssociationAnalysisRule
          GetIdMappingTable GetIdNamespaceAssociation GetMembership GetPrivacyBudgetTemplate GetProtectedQuery
          GetSchema GetSchemaAnalysisRule ListAnalysisTemplates ListCollaborationAnalysisTemplates
          ListCollaborationConfiguredAudienceModelAssociations ListCollaborationIdNamespaceAssociations
          ListCollaborationPrivacyBudgetTemplates ListCollaborationPrivacyBudgets ListCollaborations
          ListConfiguredAudienceModelAssociations ListConfiguredTableAssociations ListConfiguredTables
          ListIdMappingTables ListIdNamespaceAssociations ListMembers ListMemberships ListPrivacyBudgetTemplates
          ListPrivacyBudgets ListProtectedQueries ListSchemas ListTagsForResource PreviewPrivacyImpact
          cloud9:Describe* ListEnvironments clouddirectory:ListDirectories cloudformation:DescribeStack*
          GetStackPolicy GetTemplate ListStack* cloudfront:Get* List* cloudsearch:DescribeDomainEndpointOptions
          DescribeDomains DescribeServiceAccessPolicies cloudtrail:DescribeTrails GetEventSelectors
          GetInsightSelectors GetTrail GetTrailStatus ListTags ListTrails LookupEvents cloudwatch:Describe*
          GetDashboard ListDashboards ListTagsForResource codeartifact:GetDomainPermissionsPolicy
          GetRepositoryPermissionsPolicy ListRepositories codebuild:BatchGetProjects GetResourcePolicy
          ListProjects ListSourceCredentials codecommit:BatchGetRepositories GetBranch GetObjectIdentifier
          GetRepository GetRepositoryTriggers List* codedeploy:Batch* Get* List* codepipeline:GetJobDetails
          GetPipeline GetPipelineExecution GetPipelineState ListPipelines codestar:Describe* List*
          cognito-identity:Describe* GetIdentityPoolRoles ListIdentityPools ListTagsForResource
          cognito-idp:Describe* ListDevices ListGroups ListIdentityProviders ListResourceServers
          ListTagsForResource ListUserImportJobs ListUserPoolClients ListUserPools ListUsers ListUsersInGroup
          cognito-sync:Describe* List* comprehend:Describe* List* comprehendmedical:ListICD10CMInferenceJobs
          ListPHIDetectionJobs ListRxNormInferenceJobs ListSNOMEDCTInferenceJobs
          config:BatchGetAggregateResourceConfig BatchGetResourceConfig Deliver* Describe* Get* List*
          SelectAggregateResourceConfig SelectResourceConfig connect:ListApprovedOrigins ListInstanceAttributes
          ListInstances ListInstanceStorageConfigs ListIntegrationAssociations ListLambdaFunctions ListLexBots
          ListSecurityKeys databrew:DescribeDataset DescribeProject ListJobs ListProjects
          dataexchange:ListDataSets datapipeline:DescribeObjects DescribePipelines EvaluateExpression
          GetPipelineDefinition ListPipelines QueryObjects ValidatePipelineDefinition datasync:Describe* List*
          dax:Describe* ListTags deepracer:ListModels detective:GetGraphIngestState ListGraphs ListMembers
          devicefarm:ListProjects directconnect:Describe* discovery:DescribeAgents DescribeConfigurations
          DescribeContinuousExports DescribeExportConfigurations DescribeExportTasks DescribeImportTasks
          dms:Describe* ListTagsForResource docdb-elastic:ListClusters ds:DescribeDirectories
          dynamodb:DescribeContinuousBackups DescribeExport DescribeGlobalTable
          DescribeKinesisStreamingDestination DescribeTable DescribeTimeToLive ListBackups ListExports
          ListGlobalTables ListStreams ListTables ListTagsOfResource ec2:Describe* GetEbsEncryptionByDefault
          GetImageBlockPublicAccessState GetManagedPrefixListAssociations GetManagedPrefixListEntries
          GetNetworkInsightsAccessScopeAnalysisFindings GetNetworkInsightsAccessScopeContent
          GetTransitGatewayAttachmentPropagations GetTransitGatewayMulticastDomainAssociations
          GetTransitGatewayPrefixListReferences GetTransitGatewayRouteTableAssociations
          GetTransitGatewayRouteTablePropagations SearchTransitGatewayRoutes ecr-public:DescribeImages
          DescribeImageTags DescribeRegistries DescribeRepositories GetRegistryCatalogData
          GetRepositoryCatalogData GetRepositoryPolicy ListTagsForResource
          ecr:BatchGetRepositoryScanningConfiguration DescribeImages DescribeImageScanFindings DescribeRegistry
          DescribeRepositories GetLifecyclePolicy GetRegistryPolicy GetRegistryScanningConfiguration
          GetRepositoryPolicy ListImages ListTagsForResource ecs:Describe* List* eks:DescribeCluster
          DescribeFargateProfile DescribeNodeGroup ListClusters ListFargateProfiles ListNodeGroups
          ListTagsForResource ListUpdates elastic-inference:DescribeAccelerators elasticache:Describe*
          ListTagsForResource elasticbeanstalk:Describe* ListTagsForResource
          elasticfilesystem:DescribeAccessPoints DescribeAccountPreferences DescribeBackupPolicy
          DescribeFileSystemPolicy DescribeFileSystems DescribeLifecycleConfiguration DescribeMountTargets
          DescribeMountTargetSecurityGroups DescribeReplicationConfigurations DescribeTags
          elasticloadbalancing:Describe* elasticmapreduce:Describe* GetAutoTerminationPolicy
          GetBlockPublicAccessConfiguration GetManagedScalingPolicy ListClusters ListInstances
          ListSecurityConfigurations elastictranscoder:ListPipelines emr-serverless:GetApplication
          ListApplications ListJobRuns entityresolution:GetIdNamespace es:Describe* GetCompatibleVersions
          ListDomainNames ListElasticsearchInstanceTypeDetails ListElasticsearchVersions ListTags
          events:Describe* List* TestEventPattern finspace:ListEnvironments ListKxEnvironments
          firehose:Describe* List* fms:ListComplianceStatus ListPolicies forecast:ListDatasets
          frauddetector:GetDetectors fsx:Describe* List* gamelift:ListBuilds ListFleets geo:ListMaps
          glacier:DescribeVault GetDataRetrievalPolicy GetVaultAccessPolicy GetVaultLock ListVaults
          globalaccelerator:Describe* List* glue:GetCrawlers GetDatabases GetDataCatalogEncryptionSettings
          GetDevEndpoints GetJobs GetResourcePolicy GetSecurityConfiguration GetSecurityConfigurations GetTags
          grafana:ListWorkspaces greengrass:List* guardduty:DescribePublishingDestination Get* List*
          health:DescribeAffectedAccountsForOrganization DescribeAffectedEntities
          DescribeAffectedEntitiesForOrganization DescribeEntityAggregates DescribeEventAggregates
          DescribeEventDetails DescribeEventDetailsForOrganization DescribeEvents DescribeEventsForOrganization
          DescribeEventTypes DescribeHealthServiceStatusForOrganization healthlake:ListFHIRDatastores
          honeycode:ListTables iam:GenerateCredentialReport GenerateServiceLastAccessedDetails Get* List*
          SimulateCustomPolicy SimulatePrincipalPolicy identitystore:ListGroupMemberships
          ListGroupMembershipsForMember ListGroups ListUsers inspector:Describe* Get* List* Preview*
          inspector2:BatchGetAccountStatus BatchGetFreeTrialInfo DescribeOrganizationConfiguration
          GetConfiguration GetDelegatedAdminAccount GetFindingsReportStatus GetMember ListAccountPermissions
          ListCoverage ListCoverageStatistics ListDelegatedAdminAccounts ListFilters ListFindingAggregations
          ListFindings ListTagsForResource ListUsageTotals iot:Describe* GetPolicy GetPolicyVersion List*
          iotanalytics:ListChannels iotevents:ListInputs iotfleetwise:ListModelManifests
          iotsitewise:DescribeGatewayCapabilityConfiguration ListAssetModels ListGateways
          iottwinmaker:ListWorkspaces kafka-cluster:Describe* kafka:Describe* GetBootstrapBrokers
          GetCompatibleKafkaVersions List* kafkaconnect:Describe* List* kendra:DescribeIndex ListDataSources
          ListIndices ListTagsForResource kinesis:DescribeLimits DescribeStream DescribeStreamConsumer
          DescribeStreamSummary ListShards ListStreamConsumers ListStreams ListTagsForStream
          kinesisanalytics:ListApplications ListTagsForResource kinesisvideo:DescribeEdgeConfiguration
          DescribeMappedResourceConfiguration DescribeMediaStorageConfiguration
          DescribeNotificationConfiguration DescribeSignalingChannel DescribeStream ListSignalingChannels
          ListStreams ListTagsForResource ListTagsForStream kms:Describe* Get* List* lambda:GetAccountSettings
          GetFunctionConfiguration GetFunctionEventInvokeConfig GetLayerVersionPolicy GetPolicy List*
          lex:DescribeBot DescribeResourcePolicy ListBots license-manager:List* lightsail:GetBuckets
          GetContainerServices GetDisks GetDiskSnapshots GetInstances GetLoadBalancers logs:Describe*
          GetLogDelivery ListLogDeliveries ListTagsForResource ListTagsLogGroup lookoutequipment:ListDatasets
          lookoutmetrics:ListAnomalyDetectors lookoutvision:ListProjects m2:GetApplication GetEnvironment
          ListApplications ListEnvironments ListTagsForResource machinelearning:DescribeMLModels
          macie2:ListFindings managedblockchain:ListNetworks mechanicalturk:ListHITs mediaconnect:Describe*
          List* medialive:ListChannels mediapackage-vod:DescribePackagingGroup ListPackagingGroups
          mediapackage:DescribeOriginEndpoint ListOriginEndpoints mediastore:GetContainerPolicy GetCorsPolicy
          ListContainers memorydb:DescribeClusters mq:DescribeBroker DescribeBrokerEngineTypes
          DescribeBrokerInstanceOptions DescribeConfiguration DescribeConfigurationRevision DescribeUser
          ListBrokers ListConfigurationRevisions ListConfigurations ListTags ListUsers
          network-firewall:DescribeFirewall DescribeFirewallPolicy DescribeLoggingConfiguration
          DescribeResourcePolicy DescribeRuleGroup ListFirewallPolicies ListFirewalls ListRuleGroups
          networkmanager:DescribeGlobalNetworks nimble:ListStudios opsworks-cm:DescribeServers
          opsworks:DescribeStacks organizations:Describe* List* pcs:GetCluster GetComputeNodeGroup GetQueue
          ListClusters ListComputeNodeGroups ListQueues ListTagsForResource personalize:DescribeDatasetGroup
          ListDatasetGroups private-networks:ListNetworks profile:GetDomain ListDomains ListIntegrations
          qbusiness:ListApplications ListDataSources ListDataSourceSyncJobs ListDocuments ListGroups ListIndices
          ListPlugins ListRetrievers ListSubscriptions ListTagsForResource ListWebExperiences
          qldb:DescribeJournalS3Export DescribeLedger ListJournalS3Exports ListJournalS3ExportsForLedger
          ListLedgers quicksight:Describe* List* ram:GetResourceShares List* rds:Describe*
          DownloadDBLogFilePortion ListTagsForResource redshift-serverless:GetNamespace ListTagsForResource
          ListWorkgroups redshift:Describe* rekognition:Describe* List* resource-groups:ListGroupResources
          robomaker:Describe* List* route53:Get* List* route53domains:GetDomainDetail GetOperationDetail
          ListDomains ListOperations ListTagsForDomain route53resolver:Get* List* s3-outposts:ListEndpoints
          ListOutpostsWithS3 ListSharedEndpoints s3:GetAccelerateConfiguration GetAccessPoint
          GetAccessPointPolicy GetAccessPointPolicyStatus GetAccountPublicAccessBlock GetAnalyticsConfiguration
          GetBucket* GetEncryptionConfiguration GetInventoryConfiguration GetLifecycleConfiguration
          GetMetricsConfiguration GetMultiRegionAccessPointPolicy GetObjectAcl GetObjectVersionAcl
          GetReplicationConfiguration ListAccessPoints ListAllMyBuckets ListMultiRegionAccessPoints
          sagemaker:Describe* List* schemas:DescribeCodeBinding DescribeDiscoverer DescribeRegistry
          DescribeSchema GetResourcePolicy ListDiscoverers ListRegistries ListSchemas ListSchemaVersions
          ListTagsForResource sdb:DomainMetadata ListDomains secretsmanager:DescribeSecret GetResourcePolicy
          ListSecrets ListSecretVersionIds securityhub:BatchGetAutomationRules
          BatchGetConfigurationPolicyAssociations BatchGetControlEvaluations BatchGetSecurityControls
          BatchGetStandardsControlAssociations Describe* Get* List* serverlessrepo:GetApplicationPolicy List*
          servicequotas:GetAssociationForServiceQuotaTemplate GetAWSDefaultServiceQuota
          GetRequestedServiceQuotaChange GetServiceQuota GetServiceQuotaIncreaseRequestFromTemplate
          ListAWSDefaultServiceQuotas ListRequestedServiceQuotaChangeHistory
          ListRequestedServiceQuotaChangeHistoryByQuota ListServiceQuotaIncreaseRequestsInTemplate
          ListServiceQuotas ListServices ListTagsForResource ses:Describe* GetAccount GetAccountSendingEnabled
          GetConfigurationSet GetConfigurationSetEventDestinations GetDedicatedIps GetEmailIdentity
          GetIdentityDkimAttributes GetIdentityPolicies GetIdentityVerificationAttributes ListConfigurationSets
          ListDedicatedIpPools ListIdentities ListIdentityPolicies ListReceiptFilters ListReceiptRuleSets
          ListVerifiedEmailAddresses shield:Describe* GetSubscriptionState List* snowball:ListClusters ListJobs
          sns:GetPlatformApplicationAttributes GetTopicAttributes ListSubscriptions ListSubscriptionsByTopic
          ListTagsForResource ListTopics sqs:GetQueueAttributes ListDeadLetterSourceQueues ListQueues
          ListQueueTags ssm:Describe* GetAutomationExecution GetServiceSetting ListAssociations
          ListAssociationVersions ListCommands ListComplianceItems ListComplianceSummaries
          ListDocumentMetadataHistory ListDocuments ListDocumentVersions ListInventoryEntries ListOpsMetadata
          ListResourceComplianceSummaries ListResourceDataSync ListTagsForResource
          sso:DescribeAccountAssignmentCreationStatus DescribePermissionSet DescribePermissionsPolicies List*
          states:DescribeStateMachine ListStateMachines storagegateway:DescribeBandwidthRateLimit DescribeCache
          DescribeCachediSCSIVolumes DescribeGatewayInformation DescribeMaintenanceStartTime
          DescribeNFSFileShares DescribeSnapshotSchedule DescribeStorediSCSIVolumes DescribeTapeArchives
          DescribeTapeRecoveryPoints DescribeTapes DescribeUploadBuffer DescribeVTLDevices
          DescribeWorkingStorage List* sts:GetAccessKeyInfo support:DescribeTrustedAdvisorCheckRefreshStatuses
          DescribeTrustedAdvisorCheckResult DescribeTrustedAdvisorChecks DescribeTrustedAdvisorCheckSummaries
          synthetics:DescribeCanaries DescribeCanariesLastRun DescribeRuntimeVersions GetCanary GetCanaryRuns
          GetGroup ListAssociatedGroups ListGroupResources ListGroups ListTagsForResource tag:GetResources
          GetTagKeys transcribe:GetCallAnalyticsCategory GetMedicalVocabulary GetVocabulary GetVocabularyFilter
          ListCallAnalyticsCategories ListCallAnalyticsJobs ListLanguageModels ListMedicalTranscriptionJobs
          ListMedicalVocabularies ListTagsForResource ListTranscriptionJobs ListVocabularies
          ListVocabularyFilters transfer:Describe* List* translate:List* trustedadvisor:Describe*
          voiceid:DescribeDomain waf-regional:GetWebACL ListResourcesForWebACL ListTagsForResource ListWebACLs
          waf:GetWebACL ListTagsForResource ListWebACLs wafv2:GetLoggingConfiguration GetWebACL
          GetWebACLForResource ListAvailableManagedRuleGroups ListIPSets ListLoggingConfigurations
          ListRegexPatternSets ListResourcesForWebACL ListRuleGroups ListTagsForResource ListWebACLs
          wisdom:GetAssistant workdocs:DescribeResourcePermissions workspaces:Describe* xray:GetEncryptionConfig
          GetGroup GetGroups GetSamplingRules GetSamplingTargets GetTraceSummaries ListTagsForResource
        `,
        { sid: "BaseSecurityAuditStatement" },
      ),
      allow("apigateway:GET", {
        sid: "APIGatewayAccess",
        on: [
          "arn:aws:apigateway:*::/apis",
          "arn:aws:apigateway:*::/apis/*/authorizers/*",
          "arn:aws:apigateway:*::/apis/*/authorizers",
          "arn:aws:apigateway:*::/apis/*/cors",
          "arn:aws:apigateway:*::/apis/*/deployments/*",
          "arn:aws:apigateway:*::/apis/*/deployments",
          "arn:aws:apigateway:*::/apis/*/exports/*",
          "arn:aws:apigateway:*::/apis/*/integrations/*",
          "arn:aws:apigateway:*::/apis/*/integrations",
          "arn:aws:apigateway:*::/apis/*/models/*",
          "arn:aws:apigateway:*::/apis/*/models",
          "arn:aws:apigateway:*::/apis/*/routes/*",
          "arn:aws:apigateway:*::/apis/*/routes",
          "arn:aws:apigateway:*::/apis/*/stages",
          "arn:aws:apigateway:*::/apis/*/stages/*",
          "arn:aws:apigateway:*::/clientcertificates",
          "arn:aws:apigateway:*::/clientcertificates/*",
          "arn:aws:apigateway:*::/domainnames",
          "arn:aws:apigateway:*::/domainnames/*/apimappings",
          "arn:aws:apigateway:*::/restapis",
          "arn:aws:apigateway:*::/restapis/*/authorizers/*",
          "arn:aws:apigateway:*::/restapis/*/authorizers",
          "arn:aws:apigateway:*::/restapis/*/deployments/*",
          "arn:aws:apigateway:*::/restapis/*/deployments",
          "arn:aws:apigateway:*::/restapis/*/documentation/parts/*",
          "arn:aws:apigateway:*::/restapis/*/documentation/parts",
          "arn:aws:apigateway:*::/restapis/*/documentation/versions/*",
          "arn:aws:apigateway:*::/restapis/*/documentation/versions",
          "arn:aws:apigateway:*::/restapis/*/gatewayresponses/*",
          "arn:aws:apigateway:*::/restapis/*/gatewayresponses",
          "arn:aws:apigateway:*::/restapis/*/models/*",
          "arn:aws:apigateway:*::/restapis/*/models",
          "arn:aws:apigateway:*::/restapis/*/requestvalidators",
          "arn:aws:apigateway:*::/restapis/*/requestvalidators/*",
          "arn:aws:apigateway:*::/restapis/*/resources/*",
          "arn:aws:apigateway:*::/restapis/*/resources",
          "arn:aws:apigateway:*::/restapis/*/stages",
          "arn:aws:apigateway:*::/restapis/*/stages/*",
          "arn:aws:apigateway:*::/tags/*",
          "arn:aws:apigateway:*::/vpclinks",
        ],
      }),
    ],
  },
];
