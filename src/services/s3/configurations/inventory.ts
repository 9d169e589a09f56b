// Inventory configurations: what S3 refuses. Recorded.
import type { InventoryConfiguration } from "@aws-sdk/client-s3";
import { invalidDestinationBucket } from "./errors.ts";
import { checkWord } from "./words.ts";

const FIELDS = [
  "Size",
  "LastModifiedDate",
  "StorageClass",
  "ETag",
  "IsMultipartUploaded",
  "ReplicationStatus",
  "EncryptionStatus",
  "ObjectLockRetainUntilDate",
  "ObjectLockMode",
  "ObjectLockLegalHoldStatus",
  "IntelligentTieringAccessTier",
  "BucketKeyStatus",
  "ChecksumAlgorithm",
  "ObjectAccessControlList",
  "ObjectOwner",
  "LifecycleExpirationDate",
];

export const BUCKET_ARN = /^arn:aws(?:-[a-z]+)*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Errors: InvalidS3DestinationBucket, MalformedXML. */
export function checkInventory(inventory: InventoryConfiguration): void {
  const { Bucket, Format } = inventory.Destination?.S3BucketDestination ?? {};
  checkWord(Format, ["CSV", "ORC", "Parquet"]);
  checkWord(inventory.IncludedObjectVersions, ["All", "Current"]);
  checkWord(inventory.Schedule?.Frequency, ["Daily", "Weekly"]);
  for (const field of inventory.OptionalFields ?? []) checkWord(field, FIELDS);
  if (!BUCKET_ARN.test(Bucket ?? "")) throw invalidDestinationBucket();
}
