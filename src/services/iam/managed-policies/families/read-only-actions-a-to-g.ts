// What ReadOnlyAccess allows of services a to g.

export const readOnlyActionsAToG = `
  a4b:Get* List* Search*
  access-analyzer:GetAccessPreview GetAnalyzedResource GetAnalyzer GetArchiveRule GetFinding GetFindingsStatistics
    GetGeneratedPolicy ListAccessPreviewFindings ListAccessPreviews ListAnalyzedResources ListAnalyzers
    ListArchiveRules ListFindings ListPolicyGenerations ListTagsForResource ValidatePolicy
  account:GetAccountInformation GetAlternateContact GetChallengeQuestions GetContactInformation GetPrimaryEmail
    GetRegionOptStatus ListRegions
  acm-pca:Describe* Get* List*
  acm:Describe* Get* List*
  aiops:GetInvestigation GetInvestigationEvent GetInvestigationGroup GetInvestigationResource
    ListInvestigationEvents ListInvestigationGroups ListInvestigations
  airflow:ListEnvironments ListTagsForResource
  amplify:GetApp GetBackendEnvironment GetBranch GetDomainAssociation GetJob GetWebhook ListApps ListArtifacts
    ListBackendEnvironments ListBranches ListDomainAssociations ListJobs ListTagsForResource ListWebhooks
  aoss:BatchGetCollection BatchGetLifecyclePolicy BatchGetVpcEndpoint GetAccessPolicy GetAccountSettings
    GetPoliciesStats GetSecurityConfig GetSecurityPolicy ListAccessPolicies ListCollections ListLifecyclePolicies
    ListSecurityConfigs ListSecurityPolicies ListTagsForResource ListVpcEndpoints
  apigateway:GET
  appconfig:GetApplication GetConfiguration GetConfigurationProfile GetDeployment GetDeploymentStrategy
    GetEnvironment GetExtension GetHostedConfigurationVersion ListApplications ListConfigurationProfiles
    ListDeployments ListDeploymentStrategies ListEnvironments ListExtensions ListHostedConfigurationVersions
    ListTagsForResource
  appfabric:GetAppAuthorization GetAppBundle GetIngestion GetIngestionDestination ListAppAuthorizations
    ListAppBundles ListIngestionDestinations ListIngestions ListTagsForResource
  appflow:DescribeConnector DescribeConnectorEntity DescribeConnectorFields DescribeConnectorProfiles
    DescribeConnectors DescribeFlow DescribeFlowExecution DescribeFlowExecutionRecords DescribeFlows
    ListConnectorEntities ListConnectorFields ListConnectors ListFlows ListTagsForResource
  application-autoscaling:Describe* ListTagsForResource
  application-signals:BatchGetServiceLevelObjectiveBudgetReport GetService GetServiceLevelObjective
    ListObservedEntities ListServiceDependencies ListServiceDependents ListServiceLevelObjectives
    ListServiceOperations ListServices ListTagsForResource
  applicationinsights:Describe* List*
  appmesh:Describe* List*
  apprunner:DescribeAutoScalingConfiguration DescribeCustomDomains DescribeObservabilityConfiguration
    DescribeService DescribeVpcConnector DescribeVpcIngressConnection DescribeWebAclForService
    ListAssociatedServicesForWebAcl ListAutoScalingConfigurations ListConnections ListObservabilityConfigurations
    ListOperations ListServices ListServicesForAutoScalingConfiguration ListTagsForResource ListVpcConnectors
    ListVpcIngressConnections
  appstream:Describe* List*
  appstudio:GetAccountStatus GetEnablementJobStatus
  appsync:Get* List*
  apptest:GetTestCase GetTestConfiguration GetTestRunStep GetTestSuite ListTagsForResource ListTestCases
    ListTestConfigurations ListTestRuns ListTestRunSteps ListTestRunTestCases ListTestSuites
  aps:DescribeAlertManagerDefinition DescribeLoggingConfiguration DescribeRuleGroupsNamespace DescribeScraper
    DescribeWorkspace GetAlertManagerSilence GetAlertManagerStatus GetDefaultScraperConfiguration GetLabels
    GetMetricMetadata GetSeries ListAlertManagerAlertGroups ListAlertManagerAlerts ListAlertManagerReceivers
    ListAlertManagerSilences ListAlerts ListRuleGroupsNamespaces ListRules ListScrapers ListTagsForResource
    ListWorkspaces QueryMetrics
  arc-zonal-shift:GetAutoshiftObserverNotificationStatus GetManagedResource ListAutoshifts ListManagedResources
    ListZonalShifts
  artifact:GetCustomerAgreement GetReport GetReportMetadata GetTermForReport ListAgreements ListCustomerAgreements
    ListReports
  athena:Batch* Get* List*
  auditmanager:GetAccountStatus GetAssessment GetAssessmentFramework GetAssessmentReportUrl GetChangeLogs GetControl
    GetDelegations GetEvidence GetEvidenceByEvidenceFolder GetEvidenceFolder GetEvidenceFoldersByAssessment
    GetEvidenceFoldersByAssessmentControl GetOrganizationAdminAccount GetServicesInScope GetSettings
    ListAssessmentFrameworks ListAssessmentReports ListAssessments ListControls ListKeywordsForDataSource
    ListNotifications ListTagsForResource ValidateAssessmentReportIntegrity
  autoscaling-plans:Describe* GetScalingPlanResourceForecastData
  autoscaling:Describe* GetPredictiveScalingForecast
  aws-portal:View*
  backup-gateway:GetBandwidthRateLimitSchedule GetGateway GetHypervisor GetHypervisorPropertyMappings
    GetVirtualMachine ListGateways ListHypervisors ListTagsForResource ListVirtualMachines
  backup:Describe* Get* List*
  batch:Describe* List*
  bedrock:GetAgent GetAgentActionGroup GetAgentAlias GetAgentCollaborator GetAgentKnowledgeBase GetAgentVersion
    GetCustomModel GetDataSource GetEvaluationJob GetFlow GetFlowAlias GetFlowVersion GetFoundationModel
    GetFoundationModelAvailability GetGuardrail GetInferenceProfile GetIngestionJob GetKnowledgeBase
    GetModelCustomizationJob GetModelInvocationLoggingConfiguration GetPrompt GetProvisionedModelThroughput
    GetUseCaseForModelAccess ListAgentActionGroups ListAgentAliases ListAgentCollaborators ListAgentKnowledgeBases
    ListAgents ListAgentVersions ListCustomModels ListDataSources ListEvaluationJobs ListFlowAliases ListFlows
    ListFlowVersions ListFoundationModelAgreementOffers ListFoundationModels ListGuardrails ListInferenceProfiles
    ListIngestionJobs ListKnowledgeBases ListModelCustomizationJobs ListPrompts ListProvisionedModelThroughputs
  billing:GetBillingData GetBillingDetails GetBillingNotifications GetBillingPreferences GetBillingView
    GetContractInformation GetCredits GetIAMAccessPreference GetResourcePolicy GetSellerOfRecord ListBillingViews
    ListSourceViewsForBillingView ListTagsForResource
  billingconductor:GetBillingGroupCostReport ListAccountAssociations ListBillingGroupCostReports ListBillingGroups
    ListCustomLineItems ListCustomLineItemVersions ListPricingPlans ListPricingPlansAssociatedWithPricingRule
    ListPricingRules ListPricingRulesAssociatedToPricingPlan ListResourcesAssociatedToCustomLineItem
    ListTagsForResource
  braket:GetDevice GetJob GetQuantumTask SearchDevices SearchJobs SearchQuantumTasks
  budgets:Describe* ListTagsForResource View*
  cassandra:Select
  ce:DescribeCostCategoryDefinition DescribeNotificationSubscription DescribeReport GetAnomalies GetAnomalyMonitors
    GetAnomalySubscriptions GetApproximateUsageRecords GetCommitmentPurchaseAnalysis GetCostAndUsage
    GetCostAndUsageWithResources GetCostCategories GetCostForecast GetDimensionValues GetPreferences
    GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization
    GetRightsizingRecommendation GetSavingsPlanPurchaseRecommendationDetails GetSavingsPlansCoverage
    GetSavingsPlansPurchaseRecommendation GetSavingsPlansUtilization GetSavingsPlansUtilizationDetails GetTags
    GetUsageForecast ListCommitmentPurchaseAnalyses ListCostAllocationTagBackfillHistory ListCostAllocationTags
    ListCostCategoryDefinitions ListSavingsPlansPurchaseRecommendationGeneration ListTagsForResource
  chatbot:Describe* Get* List*
  chime:Get* List* Retrieve* Search* Validate*
  cleanrooms-ml:GetAudienceGenerationJob GetAudienceModel GetConfiguredAudienceModel
    GetConfiguredAudienceModelPolicy GetTrainingDataset ListAudienceExportJobs ListAudienceGenerationJobs
    ListAudienceModels ListConfiguredAudienceModels ListTagsForResource ListTrainingDatasets
  cleanrooms:BatchGetCollaborationAnalysisTemplate BatchGetSchema BatchGetSchemaAnalysisRule GetAnalysisTemplate
    GetCollaboration GetCollaborationAnalysisTemplate GetCollaborationConfiguredAudienceModelAssociation
    GetCollaborationIdNamespaceAssociation GetCollaborationPrivacyBudgetTemplate
    GetConfiguredAudienceModelAssociation GetConfiguredTable GetConfiguredTableAnalysisRule
    GetConfiguredTableAssociation GetConfiguredTableAssociationAnalysisRule GetIdMappingTable
    GetIdNamespaceAssociation GetMembership GetPrivacyBudgetTemplate GetProtectedQuery GetSchema
    GetSchemaAnalysisRule ListAnalysisTemplates ListCollaborationAnalysisTemplates
    ListCollaborationConfiguredAudienceModelAssociations ListCollaborationIdNamespaceAssociations
    ListCollaborationPrivacyBudgets ListCollaborationPrivacyBudgetTemplates ListCollaborations
    ListConfiguredAudienceModelAssociations ListConfiguredTableAssociations ListConfiguredTables ListIdMappingTables
    ListIdNamespaceAssociations ListMembers ListMemberships ListPrivacyBudgets ListPrivacyBudgetTemplates
    ListProtectedQueries ListSchemas ListTagsForResource PreviewPrivacyImpact
  cloud9:Describe* List*
  clouddirectory:BatchRead Get* List* LookupPolicy
  cloudformation:Describe* Detect* Estimate* Get* List* ValidateTemplate
  cloudfront-keyvaluestore:Describe* Get* List*
  cloudfront:Describe* Get* List*
  cloudhsm:Describe* List*
  cloudsearch:Describe* List*
  cloudtrail:Describe* Get* List* LookupEvents
  cloudwatch:Describe* GenerateQuery Get* List*
  codeartifact:DescribeDomain DescribePackage DescribePackageVersion DescribeRepository GetAuthorizationToken
    GetDomainPermissionsPolicy GetPackageVersionAsset GetPackageVersionReadme GetRepositoryEndpoint
    GetRepositoryPermissionsPolicy ListDomains ListPackages ListPackageVersionAssets ListPackageVersionDependencies
    ListPackageVersions ListRepositories ListRepositoriesInDomain ListTagsForResource ReadFromRepository
  codebuild:BatchGet* DescribeCodeCoverages DescribeTestCases List*
  codecatalyst:GetBillingAuthorization GetConnection GetPendingConnection ListConnections ListIamRolesForConnection
    ListTagsForResource
  codecommit:BatchGet* Describe* Get* GitPull List*
  codedeploy:BatchGet* Get* List*
  codeguru-profiler:Describe* Get* List*
  codeguru-reviewer:Describe* Get* List*
  codepipeline:Get* List*
  codestar-connections:GetConnection GetHost GetRepositoryLink GetRepositorySyncStatus GetResourceSyncStatus
    GetSyncConfiguration ListConnections ListHosts ListRepositoryLinks ListRepositorySyncDefinitions
    ListSyncConfigurations ListTagsForResource
  codestar-notifications:describeNotificationRule listEventTypes listNotificationRules listTagsForResource
    ListTargets
  codestar:Describe* Get* List* Verify*
  cognito-identity:Describe* GetCredentialsForIdentity GetIdentityPoolAnalytics GetIdentityPoolDailyAnalytics
    GetIdentityPoolRoles GetIdentityProviderDailyAnalytics GetOpenIdToken GetOpenIdTokenForDeveloperIdentity List*
    Lookup*
  cognito-idp:AdminGet* AdminList* Describe* Get* List*
  cognito-sync:Describe* Get* List* QueryRecords
  comprehend:BatchDetect* Classify* Contains* Describe* Detect* List*
  compute-optimizer:DescribeRecommendationExportJobs GetAutoScalingGroupRecommendations GetEBSVolumeRecommendations
    GetEC2InstanceRecommendations GetEC2RecommendationProjectedMetrics GetECSServiceRecommendationProjectedMetrics
    GetECSServiceRecommendations GetEffectiveRecommendationPreferences GetEnrollmentStatus
    GetEnrollmentStatusesForOrganization GetIdleRecommendations GetLambdaFunctionRecommendations
    GetLicenseRecommendations GetRDSDatabaseRecommendationProjectedMetrics GetRDSDatabaseRecommendations
    GetRecommendationPreferences GetRecommendationSummaries
  config:BatchGetAggregateResourceConfig BatchGetResourceConfig Deliver* Describe* Get* List*
    SelectAggregateResourceConfig SelectResourceConfig
  connect:Describe* GetContactAttributes GetCurrentMetricData GetCurrentUserData GetFederationToken GetMetricData
    GetMetricDataV2 GetTaskTemplate GetTrafficDistribution List*
  consoleapp:GetDeviceIdentity ListDeviceIdentities
  consolidatedbilling:GetAccountBillingRole ListLinkedAccounts
  controlcatalog:ListCommonControls ListDomains ListObjectives
  cost-optimization-hub:GetPreferences GetRecommendation ListEnrollmentStatuses ListRecommendations
    ListRecommendationSummaries
  cur:GetClassicReport GetClassicReportPreferences GetUsageReport
  customer-verification:GetCustomerVerificationDetails GetCustomerVerificationEligibility
  databrew:DescribeDataset DescribeJob DescribeJobRun DescribeProject DescribeRecipe DescribeRuleset
    DescribeSchedule ListDatasets ListJobRuns ListJobs ListProjects ListRecipes ListRecipeVersions ListRulesets
    ListSchedules ListTagsForResource
  dataexchange:Get* List*
  datapipeline:Describe* EvaluateExpression Get* List* QueryObjects Validate*
  datasync:Describe* List*
  datazone:GetAsset GetAssetType GetDataProduct GetDataSource GetDataSourceRun GetDomain GetDomainSharingPolicy
    GetDomainUnit GetEnvironment GetEnvironmentAction GetEnvironmentBlueprint GetEnvironmentBlueprintConfiguration
    GetEnvironmentProfile GetFormType GetGlossary GetGlossaryTerm GetGroupProfile GetLineageNode GetListing
    GetMetadataGenerationRun GetProject GetProjectProfile GetSubscription GetSubscriptionEligibility
    GetSubscriptionGrant GetSubscriptionRequestDetails GetSubscriptionTarget GetTimeSeriesDataPoint GetUserProfile
    ListAccountEnvironments ListAssetRevisions ListDataProductRevisions ListDataSourceRunActivities
    ListDataSourceRuns ListDataSources ListDomains ListDomainUnitsForParent ListEntityOwners ListEnvironmentActions
    ListEnvironmentBlueprintConfigurations ListEnvironmentBlueprintConfigurationSummaries ListEnvironmentBlueprints
    ListEnvironmentProfiles ListEnvironments ListGroupsForUser ListLineageNodeHistory ListNotifications
    ListPolicyGrants ListProjectMemberships ListProjectProfiles ListProjects ListSubscriptionGrants
    ListSubscriptionRequests ListSubscriptions ListSubscriptionTargets ListTagsForResource ListTimeSeriesDataPoints
    Search SearchGroupProfiles SearchListings SearchTypes SearchUserProfiles
  dax:BatchGetItem Describe* GetItem ListTags Query Scan
  deadline:BatchGetJobEntity GetApplicationVersion GetBudget GetFarm GetFleet GetJob GetLicenseEndpoint GetMonitor
    GetQueue GetQueueEnvironment GetQueueFleetAssociation GetSession GetSessionAction
    GetSessionsStatisticsAggregation GetStep GetStorageProfile GetStorageProfileForQueue GetTask GetWorker
    ListAvailableMeteredProducts ListBudgets ListFarmMembers ListFarms ListFleetMembers ListFleets ListJobMembers
    ListJobParameterDefinitions ListJobs ListLicenseEndpoints ListMeteredProducts ListMonitors ListQueueEnvironments
    ListQueueFleetAssociations ListQueueMembers ListQueues ListSessionActions ListSessions ListSessionsForWorker
    ListStepConsumers ListStepDependencies ListSteps ListStorageProfiles ListStorageProfilesForQueue
    ListTagsForResource ListTasks ListWorkers SearchJobs SearchSteps SearchTasks SearchWorkers
  deepcomposer:GetComposition GetModel GetSampleModel ListCompositions ListModels ListSampleModels
    ListTrainingTopics
  detective:BatchGetGraphMemberDatasources BatchGetMembershipDatasources Get* List* SearchGraph
  devicefarm:Get* List*
  devops-guru:DescribeAccountHealth DescribeAccountOverview DescribeAnomaly DescribeEventSourcesConfig
    DescribeFeedback DescribeInsight DescribeOrganizationHealth DescribeOrganizationOverview
    DescribeOrganizationResourceCollectionHealth DescribeResourceCollectionHealth DescribeServiceIntegration
    GetCostEstimation GetResourceCollection ListAnomaliesForInsight ListAnomalousLogGroups ListEvents ListInsights
    ListMonitoredResources ListNotificationChannels ListOrganizationInsights ListRecommendations SearchInsights
    StartCostEstimation
  directconnect:Describe*
  discovery:Describe* Get* List*
  dlm:Get*
  dms:Describe* List* Test*
  drs:DescribeJobLogItems DescribeJobs DescribeLaunchConfigurationTemplates DescribeRecoveryInstances
    DescribeRecoverySnapshots DescribeReplicationConfigurationTemplates DescribeSourceNetworks DescribeSourceServers
    GetFailbackReplicationConfiguration GetLaunchConfiguration GetReplicationConfiguration
    ListExtensibleSourceServers ListLaunchActions ListStagingAccounts ListTagsForResource
  ds:Check* Describe* Get* List* Verify*
  dsql:GetCluster ListClusters ListTagsForResource
  dynamodb:BatchGet* Describe* Get* List* PartiQLSelect Query Scan
  ec2:Describe* DescribeInstanceImageMetadata Get* ListImagesInRecycleBin ListSnapshotsInRecycleBin
    SearchLocalGatewayRoutes SearchTransitGatewayRoutes
  ec2messages:Get*
  ecr-public:BatchCheckLayerAvailability DescribeImages DescribeImageTags DescribeRegistries DescribeRepositories
    GetAuthorizationToken GetRegistryCatalogData GetRepositoryCatalogData GetRepositoryPolicy ListTagsForResource
  ecr:BatchCheck* BatchGet* Describe* Get* List*
  ecs:Describe* List*
  eks:Describe* List*
  elastic-inference:DescribeAcceleratorOfferings DescribeAccelerators DescribeAcceleratorTypes ListTagsForResource
  elasticache:Describe* List*
  elasticbeanstalk:Check* Describe* List* Request* Retrieve* Validate*
  elasticfilesystem:Describe* ListTagsForResource
  elasticloadbalancing:Describe*
  elasticmapreduce:Describe* GetBlockPublicAccessConfiguration List* View*
  elastictranscoder:List* Read*
  elemental-appliances-software:Get* List*
  emr-containers:DescribeJobRun DescribeManagedEndpoint DescribeVirtualCluster ListJobRuns ListManagedEndpoints
    ListTagsForResource ListVirtualClusters
  emr-serverless:GetApplication GetDashboardForJobRun GetJobRun ListApplications ListJobRuns ListTagsForResource
  es:Describe* ESHttpGet ESHttpHead Get* List*
  events:Describe* List* Test*
  evidently:GetExperiment GetExperimentResults GetFeature GetLaunch GetProject GetSegment ListExperiments
    ListFeatures ListLaunches ListProjects ListSegmentReferences ListSegments ListTagsForResource TestSegmentPattern
  firehose:Describe* List*
  fis:GetAction GetExperiment GetExperimentTargetAccountConfiguration GetExperimentTemplate
    GetTargetAccountConfiguration GetTargetResourceType ListActions ListExperimentResolvedTargets ListExperiments
    ListExperimentTargetAccountConfigurations ListExperimentTemplates ListTagsForResource
    ListTargetAccountConfigurations ListTargetResourceTypes
  fms:GetAdminAccount GetAppsList GetComplianceDetail GetNotificationChannel GetPolicy GetProtectionStatus
    GetProtocolsList GetViolationDetails ListAppsLists ListComplianceStatus ListMemberAccounts ListPolicies
    ListProtocolsLists ListTagsForResource
  forecast:DescribeAutoPredictor DescribeDataset DescribeDatasetGroup DescribeDatasetImportJob
    DescribeExplainability DescribeExplainabilityExport DescribeForecast DescribeForecastExportJob DescribeMonitor
    DescribePredictor DescribePredictorBacktestExportJob DescribeWhatIfAnalysis DescribeWhatIfForecast
    DescribeWhatIfForecastExport GetAccuracyMetrics ListDatasetGroups ListDatasetImportJobs ListDatasets
    ListExplainabilities ListExplainabilityExports ListForecastExportJobs ListForecasts ListMonitorEvaluations
    ListMonitors ListPredictorBacktestExportJobs ListPredictors ListWhatIfAnalyses ListWhatIfForecastExports
    ListWhatIfForecasts QueryForecast QueryWhatIfForecast
  frauddetector:BatchGetVariable DescribeDetector DescribeModelVersions GetBatchImportJobs GetBatchPredictionJobs
    GetDeleteEventsByEventTypeStatus GetDetectors GetDetectorVersion GetEntityTypes GetEvent
    GetEventPredictionMetadata GetEventTypes GetExternalModels GetKMSEncryptionKey GetLabels GetListElements
    GetListsMetadata GetModels GetModelVersion GetOutcomes GetRules GetVariables ListEventPredictions
    ListTagsForResource
  freertos:Describe* List*
  freetier:GetFreeTierAlertPreference GetFreeTierUsage
  fsx:Describe* List*
  gamelift:Describe* Get* List* ResolveAlias Search*
  glacier:Describe* Get* List*
  globalaccelerator:Describe* List*
  glue:BatchGetCrawlers BatchGetDevEndpoints BatchGetJobs BatchGetPartition BatchGetTableOptimizer BatchGetTriggers
    BatchGetWorkflows CheckSchemaVersionValidity GetCatalogImportStatus GetClassifier GetClassifiers GetCrawler
    GetCrawlerMetrics GetCrawlers GetDatabase GetDatabases GetDataCatalogEncryptionSettings GetDataflowGraph
    GetDevEndpoint GetDevEndpoints GetJob GetJobBookmark GetJobRun GetJobRuns GetJobs GetMapping GetMLTaskRun
    GetMLTaskRuns GetMLTransform GetMLTransforms GetPartition GetPartitions GetPlan GetRegistry GetResourcePolicy
    GetSchema GetSchemaByDefinition GetSchemaVersion GetSchemaVersionsDiff GetSecurityConfiguration
    GetSecurityConfigurations GetSession GetStatement GetTable GetTableOptimizer GetTables GetTableVersion
    GetTableVersions GetTags GetTrigger GetTriggers GetUserDefinedFunction GetUserDefinedFunctions GetWorkflow
    GetWorkflowRun GetWorkflowRunProperties GetWorkflowRuns ListCrawlers ListCrawls ListDevEndpoints ListJobs
    ListMLTransforms ListRegistries ListSchemas ListSchemaVersions ListSessions ListStatements
    ListTableOptimizerRuns ListTriggers ListWorkflows QuerySchemaVersionMetadata SearchTables
  grafana:DescribeWorkspace DescribeWorkspaceAuthentication DescribeWorkspaceConfiguration ListPermissions
    ListTagsForResource ListVersions ListWorkspaces
  greengrass:DescribeComponent Get* List*
  groundstation:DescribeContact GetConfig GetDataflowEndpointGroup GetMinuteUsage GetMissionProfile GetSatellite
    ListConfigs ListContacts ListDataflowEndpointGroups ListGroundStations ListMissionProfiles ListSatellites
    ListTagsForResource
  guardduty:Describe* Get* List*
`;
