// Errors of object lock, of copies of delete markers, and of archived objects. Recorded unless said otherwise.
import type { AwsError } from "../../kit/errors.ts";
import { error, invalidArgument, invalidRequest } from "./errors.ts";

export const objectLocked = (): AwsError =>
  error(403, "AccessDenied", "Access Denied because object protected by object lock.");

export const bypassWithoutLock = (): AwsError =>
  invalidArgument(
    "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
    "x-amz-bypass-governance-retention",
  );

export const lockConfigurationMissing = (): AwsError => invalidRequest("Bucket is missing Object Lock Configuration");

export const objectLockConfigurationNotFound = (bucket: string): AwsError =>
  error(404, "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket", {
    BucketName: bucket,
  });

export const noObjectLock = (): AwsError =>
  error(404, "NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration");

export const lockHeaderMissing = (header: string): AwsError =>
  invalidArgument("x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied", header);

export const unknownLockMode = (mode: string): AwsError =>
  invalidArgument("Unknown wormMode directive.", "x-amz-object-lock-mode", mode);

export const lockDigestMissing = (): AwsError =>
  invalidRequest(
    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
  );

const PACIFIC = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  hourCycle: "h23",
  weekday: "short",
  month: "short",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  year: "numeric",
  timeZoneName: "short",
});

/** Recorded: the time as Java prints it, in Seattle's zone. */
export function retainUntilPast(argument: string, until: Date): AwsError {
  const part = Object.fromEntries(PACIFIC.formatToParts(until).map(({ type, value }) => [type, value]));
  const shown = `${part["weekday"]} ${part["month"]} ${part["day"]} ${part["hour"]}:${part["minute"]}:${part["second"]} ${part["timeZoneName"]} ${part["year"]}`;
  return invalidArgument("The retain until date must be in the future!", argument, shown);
}

/** Documented. */
export const copyOfDeleteMarker = (): AwsError =>
  invalidRequest("The source of a copy request may not specifically refer to a delete marker by version id.");

export const invalidObjectState = (storageClass: string, accessTier?: string): AwsError =>
  error(403, "InvalidObjectState", "The operation is not valid for the object's storage class", {
    StorageClass: storageClass,
    ...(accessTier !== undefined && { AccessTier: accessTier }),
  });

/** Documented. */
export const sourceNotActive = (): AwsError =>
  error(403, "InvalidObjectState", "Operation is not valid for the source object's storage class");

/** Documented. */
export const restoreNotAllowed = (storageClass: string): AwsError =>
  error(403, "InvalidObjectState", "Restore is not allowed for the object's current storage class", {
    StorageClass: storageClass,
  });

/** Documented. */
export const restoreInProgress = (): AwsError =>
  error(409, "RestoreAlreadyInProgress", "Object restore is already in progress");

/** Inferred. */
export const tierNotSupported = (): AwsError =>
  invalidArgument("Retrieval option is not supported by this storage class", "Tier", "Expedited");

export const selectRestoreNotBuilt = (): AwsError =>
  error(501, "NotImplemented", "Restores of the type SELECT are not built; AWS has closed them to new customers.");
