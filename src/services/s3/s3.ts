// S3: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { RowCache } from "../../kit/row-cache.ts";
import { rotationJobs, scheduleRotation } from "./encryption/rotation.ts";
import { BucketKeys } from "./encryption/bucket-keys.ts";
import { throughAccessPoints } from "./access-point/through.ts";
import { access } from "./access/access.ts";
import { Analyses } from "./analytics/analyses.ts";
import { analysisJobs, loadAnalyses, scheduleAnalysis } from "./analytics/schedule.ts";
import { checkBody } from "./check-body.ts";
import { collectionJobs, scheduleCollection } from "./collector.ts";
import type { S3Context, Sdk } from "./context.ts";
import { directoryListing, directoryWrite } from "./directory/operations.ts";
import { crossOrigin } from "./cross-origin.ts";
import { differences, gaps } from "./gaps.ts";
import { BUCKETS_CACHED_MAX } from "./limits.ts";
import { inventoryJobs, scheduleInventory } from "./inventory/schedule.ts";
import { beginFlushing } from "./ledger/flushing.ts";
import { counting } from "./ledger/leaving.ts";
import { PartWriters } from "./multipart/part-writers.ts";
import { Ledger } from "./ledger/ledger.ts";
import { AccessLogs, watch } from "./logging/access-logs.ts";
import { beginLogFlushing, loggingJobs, scheduleLogDelivery } from "./logging/delivery-job.ts";
import { metered } from "./ledger/metering.ts";
import { usage } from "./ledger/usage.ts";
import { lifecycleJobs, scheduleLifecycle } from "./lifecycle/sweep.ts";
import { abortMultipartUpload } from "./operations/abort-multipart-upload.ts";
import { completeMultipartUpload } from "./operations/complete-multipart-upload.ts";
import { copyObject } from "./operations/copy-object.ts";
import { createBucket } from "./operations/create-bucket.ts";
import { createSession } from "./operations/create-session.ts";
import { createMultipartUpload } from "./operations/create-multipart-upload.ts";
import { deleteBucketAnalyticsConfiguration } from "./operations/delete-bucket-analytics-configuration.ts";
import { deleteBucketCors } from "./operations/delete-bucket-cors.ts";
import { deleteBucketEncryption } from "./operations/delete-bucket-encryption.ts";
import { deleteBucketIntelligentTieringConfiguration } from "./operations/delete-bucket-intelligent-tiering-configuration.ts";
import { deleteBucketInventoryConfiguration } from "./operations/delete-bucket-inventory-configuration.ts";
import { deleteBucketLifecycle } from "./operations/delete-bucket-lifecycle.ts";
import { deleteBucketMetricsConfiguration } from "./operations/delete-bucket-metrics-configuration.ts";
import { deleteBucketOwnershipControls } from "./operations/delete-bucket-ownership-controls.ts";
import { deleteBucketPolicy } from "./operations/delete-bucket-policy.ts";
import { deleteBucketReplication } from "./operations/delete-bucket-replication.ts";
import { deleteBucketTagging } from "./operations/delete-bucket-tagging.ts";
import { deleteBucketWebsite } from "./operations/delete-bucket-website.ts";
import { deleteBucket } from "./operations/delete-bucket.ts";
import { deleteObjectTagging } from "./operations/delete-object-tagging.ts";
import { deleteObject } from "./operations/delete-object.ts";
import { deleteObjects } from "./operations/delete-objects.ts";
import { deleteObjectAnnotation } from "./operations/delete-object-annotation.ts";
import { deletePublicAccessBlock } from "./operations/delete-public-access-block.ts";
import { getBucketAbac } from "./operations/get-bucket-abac.ts";
import { getBucketAccelerateConfiguration } from "./operations/get-bucket-accelerate-configuration.ts";
import { getBucketAcl } from "./operations/get-bucket-acl.ts";
import { getBucketAnalyticsConfiguration } from "./operations/get-bucket-analytics-configuration.ts";
import { getBucketCors } from "./operations/get-bucket-cors.ts";
import { getBucketEncryption } from "./operations/get-bucket-encryption.ts";
import { getBucketIntelligentTieringConfiguration } from "./operations/get-bucket-intelligent-tiering-configuration.ts";
import { getBucketInventoryConfiguration } from "./operations/get-bucket-inventory-configuration.ts";
import { getBucketLifecycleConfiguration } from "./operations/get-bucket-lifecycle-configuration.ts";
import { getBucketLocation } from "./operations/get-bucket-location.ts";
import { getBucketLogging } from "./operations/get-bucket-logging.ts";
import { getBucketMetricsConfiguration } from "./operations/get-bucket-metrics-configuration.ts";
import { getBucketNotificationConfiguration } from "./operations/get-bucket-notification-configuration.ts";
import { getBucketOwnershipControls } from "./operations/get-bucket-ownership-controls.ts";
import { getBucketPolicyStatus } from "./operations/get-bucket-policy-status.ts";
import { getBucketPolicy } from "./operations/get-bucket-policy.ts";
import { getBucketReplication } from "./operations/get-bucket-replication.ts";
import { getBucketRequestPayment } from "./operations/get-bucket-request-payment.ts";
import { getBucketTagging } from "./operations/get-bucket-tagging.ts";
import { getBucketVersioning } from "./operations/get-bucket-versioning.ts";
import { getBucketWebsite } from "./operations/get-bucket-website.ts";
import { getObjectAcl } from "./operations/get-object-acl.ts";
import { getObjectAnnotation } from "./operations/get-object-annotation.ts";
import { getObjectAttributes } from "./operations/get-object-attributes.ts";
import { getObjectLegalHold } from "./operations/get-object-legal-hold.ts";
import { getObjectLockConfiguration } from "./operations/get-object-lock-configuration.ts";
import { getObjectRetention } from "./operations/get-object-retention.ts";
import { getObjectTagging } from "./operations/get-object-tagging.ts";
import { getObject } from "./operations/get-object.ts";
import { getPublicAccessBlock } from "./operations/get-public-access-block.ts";
import { headBucket } from "./operations/head-bucket.ts";
import { headObject } from "./operations/head-object.ts";
import { listBucketAnalyticsConfigurations } from "./operations/list-bucket-analytics-configurations.ts";
import { listBucketIntelligentTieringConfigurations } from "./operations/list-bucket-intelligent-tiering-configurations.ts";
import { listBucketInventoryConfigurations } from "./operations/list-bucket-inventory-configurations.ts";
import { listBucketMetricsConfigurations } from "./operations/list-bucket-metrics-configurations.ts";
import { listBuckets } from "./operations/list-buckets.ts";
import { listDirectoryBuckets } from "./operations/list-directory-buckets.ts";
import { listMultipartUploads } from "./operations/list-multipart-uploads.ts";
import { listObjectAnnotations } from "./operations/list-object-annotations.ts";
import { listObjectVersions } from "./operations/list-object-versions.ts";
import { listObjectsV2 } from "./operations/list-objects-v2.ts";
import { listObjects } from "./operations/list-objects.ts";
import { listParts } from "./operations/list-parts.ts";
import { putBucketAbac } from "./operations/put-bucket-abac.ts";
import { putBucketAccelerateConfiguration } from "./operations/put-bucket-accelerate-configuration.ts";
import { putBucketAcl } from "./operations/put-bucket-acl.ts";
import { putBucketAnalyticsConfiguration } from "./operations/put-bucket-analytics-configuration.ts";
import { putBucketCors } from "./operations/put-bucket-cors.ts";
import { putBucketEncryption } from "./operations/put-bucket-encryption.ts";
import { putBucketIntelligentTieringConfiguration } from "./operations/put-bucket-intelligent-tiering-configuration.ts";
import { putBucketInventoryConfiguration } from "./operations/put-bucket-inventory-configuration.ts";
import { putBucketLifecycleConfiguration } from "./operations/put-bucket-lifecycle-configuration.ts";
import { putBucketLogging } from "./operations/put-bucket-logging.ts";
import { putBucketMetricsConfiguration } from "./operations/put-bucket-metrics-configuration.ts";
import { putBucketNotificationConfiguration } from "./operations/put-bucket-notification-configuration.ts";
import { putBucketOwnershipControls } from "./operations/put-bucket-ownership-controls.ts";
import { putBucketPolicy } from "./operations/put-bucket-policy.ts";
import { putBucketReplication } from "./operations/put-bucket-replication.ts";
import { putBucketRequestPayment } from "./operations/put-bucket-request-payment.ts";
import { putBucketTagging } from "./operations/put-bucket-tagging.ts";
import { putBucketVersioning } from "./operations/put-bucket-versioning.ts";
import { putBucketWebsite } from "./operations/put-bucket-website.ts";
import { putObjectAcl } from "./operations/put-object-acl.ts";
import { putObjectAnnotation } from "./operations/put-object-annotation.ts";
import { putObjectLegalHold } from "./operations/put-object-legal-hold.ts";
import { putObjectLockConfiguration } from "./operations/put-object-lock-configuration.ts";
import { putObjectRetention } from "./operations/put-object-retention.ts";
import { putObjectTagging } from "./operations/put-object-tagging.ts";
import { putObject } from "./operations/put-object.ts";
import { putPublicAccessBlock } from "./operations/put-public-access-block.ts";
import { renameObject } from "./operations/rename-object.ts";
import { restoreObject } from "./operations/restore-object.ts";
import { selectObjectContent } from "./operations/select-object-content.ts";
import { updateObjectEncryption } from "./operations/update-object-encryption.ts";
import { uploadPartCopy } from "./operations/upload-part-copy.ts";
import { uploadPart } from "./operations/upload-part.ts";
import { notificationJobs } from "./notifications/deliver.ts";
import { paidByRequesters } from "./requester-pays.ts";
import { compressionJobs, scheduleCompression } from "./archive/compress.ts";
import { restoreJobs } from "./archive/restored.ts";
import { scheduleTiers, tierJobs } from "./archive/tiers.ts";
import { replicationJobs } from "./replication/replicate.ts";
import { loadLogged } from "./store/access-logs.ts";
import { websites } from "./website/site.ts";
import { openRootKeys } from "./store/root-keys.ts";
import type { BucketAccess } from "./store/bucket-access.ts";

export default defineService<Sdk, S3Context, ServiceHost>({
  model: "s3",
  open: async (host) => {
    await scheduleCollection(host);
    await scheduleLifecycle(host);
    await scheduleTiers(host);
    await scheduleCompression(host);
    await scheduleInventory(host);
    await scheduleAnalysis(host);
    const bucketAccess = new RowCache<BucketAccess>(BUCKETS_CACHED_MAX);
    const rootKeys = await openRootKeys(
      host.keyvalue,
      (name, sizeBytes) => host.secret(name, sizeBytes),
      host.clock.now(),
    );
    await scheduleRotation(host);
    const bucketKeys = new BucketKeys();
    const { blobs, clock, paging, principals, accessPoints, jobs, peers } = host;
    const ledger = new Ledger();
    const keyvalue = counting(host.keyvalue, ledger);
    const { temporaryFolder, temporaryCredentials, settings } = host;
    const sql = () => host.sql();
    const context = {
      keyvalue,
      blobs,
      clock,
      paging,
      principals,
      accessPoints,
      temporaryCredentials,
      bucketAccess,
      jobs,
      peers,
      rootKeys,
      bucketKeys,
      ledger,
      accessLogs: new AccessLogs(),
      analyses: new Analyses(),
      partWriters: new PartWriters(),
      encryptAlways: settings.encryptAlways,
      sql,
      temporaryFolder,
    };
    await loadLogged(context, context.accessLogs);
    await loadAnalyses(context);
    await scheduleLogDelivery(host);
    beginLogFlushing(context, host);
    beginFlushing(context, host);
    return context;
  },
  operations: throughAccessPoints(
    metered(
      paidByRequesters({
        AbortMultipartUpload: abortMultipartUpload,
        CompleteMultipartUpload: completeMultipartUpload,
        CopyObject: directoryWrite(copyObject),
        CreateBucket: createBucket,
        CreateMultipartUpload: directoryWrite(createMultipartUpload),
        CreateSession: createSession,
        DeleteBucket: deleteBucket,
        DeleteBucketAnalyticsConfiguration: deleteBucketAnalyticsConfiguration,
        DeleteBucketCors: deleteBucketCors,
        DeleteBucketEncryption: deleteBucketEncryption,
        DeleteBucketIntelligentTieringConfiguration: deleteBucketIntelligentTieringConfiguration,
        DeleteBucketInventoryConfiguration: deleteBucketInventoryConfiguration,
        DeleteBucketLifecycle: deleteBucketLifecycle,
        DeleteBucketMetricsConfiguration: deleteBucketMetricsConfiguration,
        DeleteBucketOwnershipControls: deleteBucketOwnershipControls,
        DeleteBucketPolicy: deleteBucketPolicy,
        DeleteBucketReplication: deleteBucketReplication,
        DeleteBucketTagging: deleteBucketTagging,
        DeleteBucketWebsite: deleteBucketWebsite,
        DeleteObject: deleteObject,
        DeleteObjectAnnotation: deleteObjectAnnotation,
        DeleteObjectTagging: deleteObjectTagging,
        DeleteObjects: deleteObjects,
        DeletePublicAccessBlock: deletePublicAccessBlock,
        GetBucketAbac: getBucketAbac,
        GetBucketAccelerateConfiguration: getBucketAccelerateConfiguration,
        GetBucketAcl: getBucketAcl,
        GetBucketAnalyticsConfiguration: getBucketAnalyticsConfiguration,
        GetBucketCors: getBucketCors,
        GetBucketEncryption: getBucketEncryption,
        GetBucketIntelligentTieringConfiguration: getBucketIntelligentTieringConfiguration,
        GetBucketInventoryConfiguration: getBucketInventoryConfiguration,
        GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration,
        GetBucketLocation: getBucketLocation,
        GetBucketLogging: getBucketLogging,
        GetBucketMetricsConfiguration: getBucketMetricsConfiguration,
        GetBucketNotificationConfiguration: getBucketNotificationConfiguration,
        GetBucketOwnershipControls: getBucketOwnershipControls,
        GetBucketPolicy: getBucketPolicy,
        GetBucketPolicyStatus: getBucketPolicyStatus,
        GetBucketReplication: getBucketReplication,
        GetBucketRequestPayment: getBucketRequestPayment,
        GetBucketTagging: getBucketTagging,
        GetBucketVersioning: getBucketVersioning,
        GetBucketWebsite: getBucketWebsite,
        GetObject: getObject,
        GetObjectAcl: getObjectAcl,
        GetObjectAnnotation: getObjectAnnotation,
        GetObjectAttributes: getObjectAttributes,
        GetObjectLegalHold: getObjectLegalHold,
        GetObjectLockConfiguration: getObjectLockConfiguration,
        GetObjectRetention: getObjectRetention,
        GetObjectTagging: getObjectTagging,
        GetPublicAccessBlock: getPublicAccessBlock,
        HeadBucket: headBucket,
        HeadObject: headObject,
        ListBucketAnalyticsConfigurations: listBucketAnalyticsConfigurations,
        ListBucketIntelligentTieringConfigurations: listBucketIntelligentTieringConfigurations,
        ListBucketInventoryConfigurations: listBucketInventoryConfigurations,
        ListBucketMetricsConfigurations: listBucketMetricsConfigurations,
        ListBuckets: listBuckets,
        ListDirectoryBuckets: listDirectoryBuckets,
        ListMultipartUploads: listMultipartUploads,
        ListObjectAnnotations: listObjectAnnotations,
        ListObjectVersions: listObjectVersions,
        ListObjects: listObjects,
        ListObjectsV2: directoryListing(listObjectsV2),
        ListParts: listParts,
        PutBucketAbac: putBucketAbac,
        PutBucketAccelerateConfiguration: putBucketAccelerateConfiguration,
        PutBucketAcl: putBucketAcl,
        PutBucketAnalyticsConfiguration: putBucketAnalyticsConfiguration,
        PutBucketCors: putBucketCors,
        PutBucketEncryption: putBucketEncryption,
        PutBucketIntelligentTieringConfiguration: putBucketIntelligentTieringConfiguration,
        PutBucketInventoryConfiguration: putBucketInventoryConfiguration,
        PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration,
        PutBucketLogging: putBucketLogging,
        PutBucketMetricsConfiguration: putBucketMetricsConfiguration,
        PutBucketNotificationConfiguration: putBucketNotificationConfiguration,
        PutBucketOwnershipControls: putBucketOwnershipControls,
        PutBucketPolicy: putBucketPolicy,
        PutBucketReplication: putBucketReplication,
        PutBucketRequestPayment: putBucketRequestPayment,
        PutBucketTagging: putBucketTagging,
        PutBucketVersioning: putBucketVersioning,
        PutBucketWebsite: putBucketWebsite,
        PutObject: directoryWrite(putObject),
        PutObjectAcl: putObjectAcl,
        PutObjectAnnotation: putObjectAnnotation,
        PutObjectLegalHold: putObjectLegalHold,
        PutObjectLockConfiguration: putObjectLockConfiguration,
        PutObjectRetention: putObjectRetention,
        PutObjectTagging: putObjectTagging,
        PutPublicAccessBlock: putPublicAccessBlock,
        RenameObject: renameObject,
        RestoreObject: restoreObject,
        SelectObjectContent: selectObjectContent,
        UpdateObjectEncryption: updateObjectEncryption,
        UploadPart: uploadPart,
        UploadPartCopy: uploadPartCopy,
      }),
    ),
  ),
  access,
  gaps,
  differences,
  jobs: {
    ...rotationJobs,
    ...collectionJobs,
    ...lifecycleJobs,
    ...compressionJobs,
    ...tierJobs,
    ...restoreJobs,
    ...replicationJobs,
    ...inventoryJobs,
    ...analysisJobs,
    ...notificationJobs,
    ...loggingJobs,
  },
  checkBody,
  crossOrigin,
  websites,
  usage,
  watch,
  close: async (context) => {
    await context.ledger.flush(context);
    await context.analyses.flush(context);
    await context.accessLogs.flush(context);
  },
});
