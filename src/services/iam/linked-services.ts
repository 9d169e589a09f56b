// The services that have service-linked roles: what their roles are called, and which of AWS's policies they get.

type Entry = readonly [role: string, policy: string, suffix?: typeof SUFFIX];

/** Roles of these services may have a suffix of the user's choice. */
const SUFFIX = "suffix";
const PREFIX = "AWSServiceRoleFor";

/** Recorded. */
const recorded: Readonly<Record<string, Entry>> = {
  "accountdiscovery.ssm.amazonaws.com": [
    "AmazonSSM_AccountDiscovery",
    "AWSSystemsManagerAccountDiscoveryServicePolicy",
  ],
  "acm.amazonaws.com": ["CertificateManager", "CertificateManagerServiceRolePolicy"],
  "appmesh.amazonaws.com": ["AppMesh", "AWSAppMeshServiceRolePolicy"],
  "autoscaling-plans.amazonaws.com": ["AutoScalingPlans_EC2AutoScaling", "AWSAutoScalingPlansEC2AutoScalingPolicy"],
  "autoscaling.amazonaws.com": ["AutoScaling", "AutoScalingServiceRolePolicy", SUFFIX],
  "backup.amazonaws.com": ["Backup", "AWSBackupServiceLinkedRolePolicyForBackup"],
  "batch.amazonaws.com": ["Batch", "BatchServiceRolePolicy"],
  "cassandra.application-autoscaling.amazonaws.com": [
    "ApplicationAutoScaling_CassandraTable",
    "AWSApplicationAutoscalingCassandraTablePolicy",
  ],
  "cks.kms.amazonaws.com": [
    "KeyManagementServiceCustomKeyStores",
    "AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy",
  ],
  "cloudtrail.amazonaws.com": ["CloudTrail", "CloudTrailServiceRolePolicy"],
  "codestar-notifications.amazonaws.com": ["CodeStarNotifications", "AWSCodeStarNotificationsServiceRolePolicy"],
  "config.amazonaws.com": ["Config", "AWSConfigServiceRolePolicy"],
  "connect.amazonaws.com": ["AmazonConnect", "AmazonConnectServiceLinkedRolePolicy", SUFFIX],
  "dms-fleet-advisor.amazonaws.com": ["DMSFleetAdvisor", "AWSDMSFleetAdvisorServiceRolePolicy"],
  "dms.amazonaws.com": ["DMSServerless", "AWSDMSServerlessServiceRolePolicy"],
  "docdb-elastic.amazonaws.com": ["DocDB-Elastic", "AmazonDocDB-ElasticServiceRolePolicy"],
  "ec2-instance-connect.amazonaws.com": ["Ec2InstanceConnect", "Ec2InstanceConnectEndpoint"],
  "ec2.application-autoscaling.amazonaws.com": [
    "ApplicationAutoScaling_EC2SpotFleetRequest",
    "AWSApplicationAutoscalingEC2SpotFleetRequestPolicy",
  ],
  "ecr.amazonaws.com": ["ECRTemplate", "ECRTemplateServiceRolePolicy"],
  "ecs.amazonaws.com": ["ECS", "AmazonECSServiceRolePolicy"],
  "eks-connector.amazonaws.com": ["AmazonEKSConnector", "AmazonEKSConnectorServiceRolePolicy"],
  "eks-fargate.amazonaws.com": ["AmazonEKSForFargate", "AmazonEKSForFargateServiceRolePolicy"],
  "eks-nodegroup.amazonaws.com": ["AmazonEKSNodegroup", "AWSServiceRoleForAmazonEKSNodegroup"],
  "eks.amazonaws.com": ["AmazonEKS", "AmazonEKSServiceRolePolicy"],
  "elasticache.amazonaws.com": ["ElastiCache", "ElastiCacheServiceRolePolicy"],
  "elasticbeanstalk.amazonaws.com": ["ElasticBeanstalk", "AWSElasticBeanstalkServiceRolePolicy"],
  "elasticfilesystem.amazonaws.com": ["AmazonElasticFileSystem", "AmazonElasticFileSystemServiceRolePolicy"],
  "elasticloadbalancing.amazonaws.com": ["ElasticLoadBalancing", "AWSElasticLoadBalancingServiceRolePolicy"],
  "email.cognito-idp.amazonaws.com": ["AmazonCognitoIdpEmailService", "AmazonCognitoIdpEmailServiceRolePolicy"],
  "emr-containers.amazonaws.com": ["AmazonEMRContainers", "AmazonEMRContainersServiceRolePolicy"],
  "emrwal.amazonaws.com": ["EMRWAL", "EMRDescribeClusterPolicyForEMRWAL"],
  "fis.amazonaws.com": ["FIS", "AmazonFISServiceRolePolicy"],
  "grafana.amazonaws.com": ["AmazonGrafana", "AmazonGrafanaServiceLinkedRolePolicy"],
  "imagebuilder.amazonaws.com": ["ImageBuilder", "AWSServiceRoleForImageBuilder"],
  "iotmanagedintegrations.amazonaws.com": ["IoTManagedIntegrations", "AWSIoTManagedIntegrationsRolePolicy"],
  "kafka.amazonaws.com": ["Kafka", "KafkaServiceRolePolicy"],
  "kafkaconnect.amazonaws.com": ["KafkaConnect", "KafkaConnectServiceRolePolicy"],
  "lakeformation.amazonaws.com": ["LakeFormationDataAccess", "LakeFormationDataAccessServiceRolePolicy"],
  "lex.amazonaws.com": ["LexBots", "AmazonLexBotPolicy"],
  "lexv2.amazonaws.com": ["LexV2Bots", "AmazonLexV2BotPolicy", SUFFIX],
  "lightsail.amazonaws.com": ["Lightsail", "LightsailExportAccess"],
  "m2.amazonaws.com": ["AWSM2", "AWSM2ServicePolicy"],
  "memorydb.amazonaws.com": ["MemoryDB", "MemoryDBServiceRolePolicy"],
  "mq.amazonaws.com": ["AmazonMQ", "AmazonMQServiceRolePolicy"],
  "mrk.kms.amazonaws.com": [
    "KeyManagementServiceMultiRegionKeys",
    "AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy",
  ],
  "notifications.amazonaws.com": ["AwsUserNotifications", "AWSUserNotificationsServiceLinkedRolePolicy"],
  "observability.aoss.amazonaws.com": ["AmazonOpenSearchServerless", "AmazonOpenSearchServerlessServiceRolePolicy"],
  "opensearchservice.amazonaws.com": ["AmazonOpenSearchService", "AmazonOpenSearchServiceRolePolicy"],
  "ops.apigateway.amazonaws.com": ["APIGateway", "APIGatewayServiceRolePolicy"],
  "ops.emr-serverless.amazonaws.com": ["AmazonEMRServerless", "AmazonEMRServerlessServiceRolePolicy"],
  "opsdatasync.ssm.amazonaws.com": ["SystemsManagerOpsDataSync", "AWSSystemsManagerOpsDataSyncServiceRolePolicy"],
  "opsinsights.ssm.amazonaws.com": ["AmazonSSM_OpsInsights", "AWSSSMOpsInsightsServiceRolePolicy"],
  "pullthroughcache.ecr.amazonaws.com": ["ECRPullThroughCache", "AWSECRPullThroughCache_ServiceRolePolicy"],
  "ram.amazonaws.com": ["ResourceAccessManager", "AWSResourceAccessManagerServiceRolePolicy"],
  "rds.amazonaws.com": ["RDS", "AmazonRDSServiceRolePolicy"],
  "redshift.amazonaws.com": ["Redshift", "AmazonRedshiftServiceLinkedRolePolicy"],
  "replication.cassandra.amazonaws.com": ["KeyspacesReplication", "KeyspacesReplicationServiceRolePolicy"],
  "replication.ecr.amazonaws.com": ["ECRReplication", "ECRReplicationServiceRolePolicy"],
  "repository.sync.codeconnections.amazonaws.com": ["GitSync", "AWSGitSyncServiceRolePolicy"],
  "resource-explorer-2.amazonaws.com": ["ResourceExplorer", "AWSResourceExplorerServiceRolePolicy"],
  "rolesanywhere.amazonaws.com": ["RolesAnywhere", "AWSRolesAnywhereServicePolicy"],
  "s3-outposts.amazonaws.com": ["S3OnOutposts", "AWSS3OnOutpostsServiceRolePolicy"],
  "ses.amazonaws.com": ["AmazonSES", "AmazonSESServiceRolePolicy"],
  "shield.amazonaws.com": ["AWSShield", "AWSShieldServiceRolePolicy"],
  "ssm-incidents.amazonaws.com": ["IncidentManager", "AWSIncidentManagerServiceRolePolicy"],
  "ssm-quicksetup.amazonaws.com": ["SSMQuickSetup", "SSMQuickSetupRolePolicy"],
  "ssm.amazonaws.com": ["AmazonSSM", "AmazonSSMServiceRolePolicy"],
  "sso.amazonaws.com": ["SSO", "AWSSSOServiceRolePolicy"],
  "vpcorigin.cloudfront.amazonaws.com": ["CloudFrontVPCOrigin", "AWSCloudFrontVPCOriginServiceRolePolicy"],
  "waf.amazonaws.com": ["WAFLogging", "WAFLoggingServiceRolePolicy"],
  "wafv2.amazonaws.com": ["WAFV2Logging", "WAFV2LoggingServiceRolePolicy"],
};

/** Documented, in the guides of the services. */
const documented: Readonly<Record<string, Entry>> = {
  "access-analyzer.amazonaws.com": ["AccessAnalyzer", "AccessAnalyzerServiceRolePolicy"],
  "apidestinations.events.amazonaws.com": [
    "AmazonEventBridgeApiDestinations",
    "AmazonEventBridgeApiDestinationsServiceRolePolicy",
  ],
  "datasync.amazonaws.com": ["DataSync", "AWSDataSyncServiceRolePolicy"],
  "delivery.logs.amazonaws.com": ["LogDelivery", "AWSServiceRoleForLogDeliveryPolicy"],
  "dynamodb.application-autoscaling.amazonaws.com": [
    "ApplicationAutoScaling_DynamoDBTable",
    "AWSApplicationAutoscalingDynamoDBTablePolicy",
  ],
  "ecs.application-autoscaling.amazonaws.com": [
    "ApplicationAutoScaling_ECSService",
    "AWSApplicationAutoscalingECSServicePolicy",
  ],
  "elasticmapreduce.amazonaws.com": ["EMRCleanup", "AmazonEMRCleanupPolicy"],
  "es.amazonaws.com": ["AmazonElasticsearchService", "AmazonElasticsearchServiceRolePolicy"],
  "events.amazonaws.com": ["CloudWatchEvents", "CloudWatchEventsServiceRolePolicy"],
  "fsx.amazonaws.com": ["AmazonFSx", "AmazonFSxServiceRolePolicy"],
  "lambda.application-autoscaling.amazonaws.com": [
    "ApplicationAutoScaling_LambdaConcurrency",
    "AWSApplicationAutoscalingLambdaConcurrencyPolicy",
  ],
  "rds.application-autoscaling.amazonaws.com": [
    "ApplicationAutoScaling_RDSCluster",
    "AWSApplicationAutoscalingRDSClusterPolicy",
  ],
  "replication.dynamodb.amazonaws.com": ["DynamoDBReplication", "DynamoDBReplicationServiceRolePolicy"],
  "replicator.lambda.amazonaws.com": ["LambdaReplicator", "AWSLambdaReplicator"],
  "spot.amazonaws.com": ["EC2Spot", "AWSEC2SpotServiceRolePolicy"],
  "spotfleet.amazonaws.com": ["EC2SpotFleet", "AWSEC2SpotFleetServiceRolePolicy"],
  "support.amazonaws.com": ["Support", "AWSSupportServiceRolePolicy"],
  "trustedadvisor.amazonaws.com": ["TrustedAdvisor", "AWSTrustedAdvisorServiceRolePolicy"],
};

/** Recorded: these roles have a description when the caller gives none. */
const descriptions: Readonly<Record<string, string>> = {
  "rds.amazonaws.com": "Allows Amazon RDS to manage AWS resources on your behalf",
  "ssm.amazonaws.com": "Provides access to AWS Resources managed or used by Amazon SSM.",
  "sso.amazonaws.com":
    "Service-linked role used by AWS SSO to manage AWS resources, including IAM roles, policies and SAML IdP on your behalf.",
};

export interface LinkedService {
  readonly roleName: string;
  /** Without the path, which is `/aws-service-role/`. */
  readonly policyName: string;
  readonly mayHaveSuffix: boolean;
  readonly description: string | undefined;
}

const services = new Map(Object.entries({ ...recorded, ...documented }));

/** Undefined when the service has no such role. `service`: `batch.amazonaws.com`. */
export function linkedServiceOf(service: string): LinkedService | undefined {
  const [role, policyName, suffix] = services.get(service) ?? [];
  if (role === undefined || policyName === undefined) return undefined;
  return {
    roleName: `${PREFIX}${role}`,
    policyName,
    mayHaveSuffix: suffix === SUFFIX,
    description: descriptions[service],
  };
}
