// Errors of bucket configurations.
import type { AwsError } from "../../../kit/errors.ts";
import { error } from "../errors.ts";

/** Recorded. */
export const noSuchConfiguration = (): AwsError =>
  error(404, "NoSuchConfiguration", "The specified configuration does not exist.");

/** Recorded. */
export const idMismatch = (): AwsError =>
  error(400, "IdMismatch", "Document ID does not match the specified configuration ID.");

/** Documented. */
export const invalidConfigurationId = (): AwsError =>
  error(400, "InvalidConfigurationId", "The specified configuration id is invalid.");

/** Documented. */
export const tooManyConfigurations = (): AwsError =>
  error(
    400,
    "TooManyConfigurations",
    "You are attempting to create a new configuration but have already reached the limit.",
  );

/** Recorded. */
export const invalidDestinationBucket = (): AwsError => error(400, "InvalidS3DestinationBucket", "Invalid bucket ARN.");

/** Documented, as AWS answered before it encrypted whatever nobody asked for. */
export const encryptionNotFound = (bucket: string): AwsError =>
  error(
    404,
    "ServerSideEncryptionConfigurationNotFoundError",
    "The server side encryption configuration was not found",
    {
      BucketName: bucket,
    },
  );

/** Recorded. */
export const replicationNotFound = (bucket: string): AwsError =>
  error(404, "ReplicationConfigurationNotFoundError", "The replication configuration was not found", {
    BucketName: bucket,
  });

/** Recorded. */
export const ownershipControlsNotFound = (bucket: string): AwsError =>
  error(404, "OwnershipControlsNotFoundError", "The bucket ownership controls were not found", { BucketName: bucket });

/** Recorded. */
export const invalidLoggingTarget = (bucket: string): AwsError =>
  error(400, "InvalidTargetBucketForLogging", "The target bucket for logging does not exist", { TargetBucket: bucket });

/** Documented by those who met it. */
export const logGroupNotLetIn = (bucket: string): AwsError =>
  error(
    400,
    "InvalidTargetBucketForLogging",
    "You must give the log-delivery group WRITE and READ_ACP permissions to the target bucket",
    { TargetBucket: bucket },
  );

/** Documented that it is refused; the words are inferred. */
export const grantsWithoutAcls = (): AwsError =>
  error(400, "InvalidArgument", "TargetGrants can not be used when the target bucket has ACLs disabled.", {
    ArgumentName: "TargetGrants",
  });

/** Recorded: the source's location is not named when it is us-east-1. */
export const crossLocationLogging = (source: string, target: string): AwsError =>
  error(403, "CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed. ", {
    ...(source === "us-east-1" ? {} : { SourceBucketLocation: source }),
    TargetBucketLocation: target,
  });

/** Recorded. */
export const unknownDestinations = (
  destinations: readonly { readonly name: string; readonly reason: string }[],
): AwsError =>
  error(
    400,
    "InvalidArgument",
    "Unable to validate the following destination configurations",
    Object.fromEntries(
      destinations.flatMap(({ name, reason }, at) => [
        [`ArgumentName${at + 1}`, name],
        [`ArgumentValue${at + 1}`, reason],
      ]),
    ),
  );

export const eventBridgeNotBuilt = (): AwsError =>
  error(501, "NotImplemented", "Events of buckets are not sent to EventBridge yet.");

/** Recorded. */
export const noSuchLifecycle = (bucket: string): AwsError =>
  error(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", { BucketName: bucket });

/** Recorded. */
export const noSuchCors = (bucket: string): AwsError =>
  error(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist", { BucketName: bucket });

/** Recorded. */
export const noSuchWebsite = (bucket: string): AwsError =>
  error(404, "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration", {
    BucketName: bucket,
  });
