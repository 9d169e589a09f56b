// What bucket configurations need. Documented: most have no action of their own for their deletion.
import type { AccessNeed, AccessTable } from "../../../kit/access.ts";
import { parseArn } from "../../../kit/arn.ts";
import type { S3Context, Sdk } from "../context.ts";
import { onBucket, onBucketOrPoint, type S3Call } from "./needs.ts";

const bucket =
  (action: string) =>
  (input: { readonly Bucket: string }, call: S3Call): Promise<AccessNeed> =>
    onBucket(action, input, call);

/** Documented in PutBucketReplication. */
const passedRole = (role: string | undefined): AccessNeed[] =>
  role === undefined || parseArn(role) === undefined
    ? []
    : [{ action: "iam:PassRole", resource: role, context: { "iam:PassedToService": "s3.amazonaws.com" } }];

export const configurationAccess: AccessTable<Sdk, S3Context> = {
  DeleteBucketAnalyticsConfiguration: bucket("PutAnalyticsConfiguration"),
  DeleteBucketCors: bucket("PutBucketCORS"),
  DeleteBucketEncryption: bucket("PutEncryptionConfiguration"),
  DeleteBucketIntelligentTieringConfiguration: bucket("PutIntelligentTieringConfiguration"),
  DeleteBucketInventoryConfiguration: bucket("PutInventoryConfiguration"),
  DeleteBucketLifecycle: bucket("PutLifecycleConfiguration"),
  DeleteBucketMetricsConfiguration: bucket("PutMetricsConfiguration"),
  DeleteBucketOwnershipControls: bucket("PutBucketOwnershipControls"),
  DeleteBucketReplication: bucket("PutReplicationConfiguration"),
  DeleteBucketWebsite: bucket("DeleteBucketWebsite"),
  GetBucketAbac: bucket("GetBucketAbac"),
  GetBucketAccelerateConfiguration: bucket("GetAccelerateConfiguration"),
  GetBucketAnalyticsConfiguration: bucket("GetAnalyticsConfiguration"),
  GetBucketCors: (input, call) => onBucketOrPoint("GetBucketCORS", input, call),
  GetBucketEncryption: bucket("GetEncryptionConfiguration"),
  GetBucketIntelligentTieringConfiguration: bucket("GetIntelligentTieringConfiguration"),
  GetBucketInventoryConfiguration: bucket("GetInventoryConfiguration"),
  GetBucketLifecycleConfiguration: bucket("GetLifecycleConfiguration"),
  GetBucketLogging: bucket("GetBucketLogging"),
  GetBucketMetricsConfiguration: bucket("GetMetricsConfiguration"),
  GetBucketNotificationConfiguration: (input, call) => onBucketOrPoint("GetBucketNotification", input, call),
  GetBucketOwnershipControls: bucket("GetBucketOwnershipControls"),
  GetBucketReplication: bucket("GetReplicationConfiguration"),
  GetBucketRequestPayment: bucket("GetBucketRequestPayment"),
  GetBucketWebsite: bucket("GetBucketWebsite"),
  ListBucketAnalyticsConfigurations: bucket("GetAnalyticsConfiguration"),
  ListBucketIntelligentTieringConfigurations: bucket("GetIntelligentTieringConfiguration"),
  ListBucketInventoryConfigurations: bucket("GetInventoryConfiguration"),
  ListBucketMetricsConfigurations: bucket("GetMetricsConfiguration"),
  PutBucketAbac: bucket("PutBucketAbac"),
  PutBucketAccelerateConfiguration: bucket("PutAccelerateConfiguration"),
  PutBucketAnalyticsConfiguration: bucket("PutAnalyticsConfiguration"),
  PutBucketCors: bucket("PutBucketCORS"),
  PutBucketEncryption: bucket("PutEncryptionConfiguration"),
  PutBucketIntelligentTieringConfiguration: bucket("PutIntelligentTieringConfiguration"),
  PutBucketInventoryConfiguration: bucket("PutInventoryConfiguration"),
  PutBucketLifecycleConfiguration: bucket("PutLifecycleConfiguration"),
  PutBucketLogging: bucket("PutBucketLogging"),
  PutBucketMetricsConfiguration: bucket("PutMetricsConfiguration"),
  PutBucketNotificationConfiguration: bucket("PutBucketNotification"),
  PutBucketOwnershipControls: bucket("PutBucketOwnershipControls"),
  PutBucketReplication: async (input, call) => [
    await onBucket("PutReplicationConfiguration", input, call),
    ...passedRole(input.ReplicationConfiguration?.Role),
  ],
  PutBucketRequestPayment: bucket("PutBucketRequestPayment"),
  PutBucketWebsite: bucket("PutBucketWebsite"),
};
