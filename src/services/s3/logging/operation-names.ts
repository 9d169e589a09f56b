// What access logs call an operation: `REST.` and method and resource. Documented in "Amazon S3 server access log format" and by logs that people show.

/** Resources whose operations are `Get`, `Put`, `Delete` of the same name. */
const RESOURCES: Readonly<Record<string, string>> = {
  BucketAccelerateConfiguration: "ACCELERATE",
  BucketAcl: "ACL",
  BucketAnalyticsConfiguration: "ANALYTICS",
  BucketCors: "CORS",
  BucketEncryption: "ENCRYPTION",
  BucketIntelligentTieringConfiguration: "INTELLIGENT_TIERING",
  BucketInventoryConfiguration: "INVENTORY",
  BucketLifecycle: "LIFECYCLE",
  BucketLifecycleConfiguration: "LIFECYCLE",
  BucketLocation: "LOCATION",
  BucketLogging: "LOGGING_STATUS",
  BucketMetricsConfiguration: "METRICS",
  BucketNotificationConfiguration: "NOTIFICATION",
  BucketOwnershipControls: "OWNERSHIP_CONTROLS",
  BucketPolicy: "BUCKETPOLICY",
  BucketPolicyStatus: "POLICY_STATUS",
  BucketReplication: "REPLICATION",
  BucketRequestPayment: "REQUEST_PAYMENT",
  BucketTagging: "TAGGING",
  BucketVersioning: "VERSIONING",
  BucketWebsite: "WEBSITE",
  ObjectAcl: "ACL",
  ObjectAttributes: "OBJECT_ATTRIBUTES",
  ObjectLegalHold: "OBJECT_LEGAL_HOLD",
  ObjectLockConfiguration: "OBJECT_LOCK_CONFIGURATION",
  ObjectRetention: "OBJECT_RETENTION",
  ObjectTagging: "OBJECT_TAGGING",
  PublicAccessBlock: "PUBLIC_ACCESS_BLOCK",
};

/** The others; the method is the request's own unless it stands here. */
const NAMES: Readonly<Record<string, string>> = {
  AbortMultipartUpload: "UPLOAD",
  CompleteMultipartUpload: "UPLOAD",
  CopyObject: "COPY.OBJECT",
  CreateBucket: "BUCKET",
  CreateMultipartUpload: "UPLOADS",
  DeleteBucket: "BUCKET",
  DeleteObject: "OBJECT",
  DeleteObjects: "MULTI_OBJECT_DELETE",
  GetObject: "OBJECT",
  HeadBucket: "BUCKET",
  HeadObject: "OBJECT",
  ListMultipartUploads: "UPLOADS",
  ListObjects: "BUCKET",
  ListObjectsV2: "BUCKET",
  ListObjectVersions: "BUCKETVERSIONS",
  ListParts: "UPLOAD",
  PutObject: "OBJECT",
  RestoreObject: "RESTORE",
  SelectObjectContent: "SELECT.OBJECT",
  UploadPart: "PART",
  UploadPartCopy: "COPY.PART",
};

/** Undefined operations were refused before they were known: the path tells a bucket from an object. */
export function operationName(operation: string | undefined, method: string, key: string | undefined): string {
  const found = operation === undefined ? undefined : (NAMES[operation] ?? RESOURCES[resourceOf(operation)]);
  const name = found ?? (key === undefined ? "BUCKET" : "OBJECT");
  return name.includes(".") ? `REST.${name}` : `REST.${method}.${name}`;
}

const resourceOf = (operation: string): string =>
  operation.replace(/^(?:Get|Put|Delete|List|Update)/, "").replace(/Configurations$/, "Configuration");
