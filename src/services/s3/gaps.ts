// Operations of S3 that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const metadataTables = "Metadata tables of buckets are not built yet.";
const directoryBuckets = "Directory buckets (S3 Express One Zone) are not built; use general purpose buckets.";
const analytics = "Storage class analysis is not built: nothing is tiered.";
const cors = "CORS rules of buckets are not built yet; the gateway decides for all of them.";
const encryption = "Encryption of objects is not built yet; they are stored as they are sent.";
const tiering = "Intelligent tiering is not built: nothing is tiered.";
const inventory = "Inventories of buckets are not built yet; list the objects.";
const lifecycle = "Lifecycle rules are not built yet; nothing expires by itself.";
const metrics = "Request metrics of buckets are not built yet.";
const ownership = "Object ownership is always BucketOwnerEnforced and cannot be changed yet.";
const acls = "Access control lists are not built; the bucket's owner owns and controls every object.";
const abac = "Attribute-based access control of buckets is not built yet.";
const replication = "Replication is not built yet.";
const website = "Static website hosting is not built yet.";
const annotations = "Annotations of objects are not built yet.";
const acceleration = "Transfer acceleration has no meaning for a local endpoint.";
const logging = "Server access logs are not built yet.";
const notifications = "Event notifications are not built yet.";
const payment = "Requester pays is not built: nothing is billed.";
const locks = "Object lock is not built yet; every object can be replaced and deleted.";

export const gaps: Gaps<Sdk> = {
  CreateBucketMetadataConfiguration: metadataTables,
  CreateBucketMetadataTableConfiguration: metadataTables,
  CreateSession: directoryBuckets,
  DeleteBucketAnalyticsConfiguration: analytics,
  DeleteBucketCors: cors,
  DeleteBucketEncryption: encryption,
  DeleteBucketIntelligentTieringConfiguration: tiering,
  DeleteBucketInventoryConfiguration: inventory,
  DeleteBucketLifecycle: lifecycle,
  DeleteBucketMetadataConfiguration: metadataTables,
  DeleteBucketMetadataTableConfiguration: metadataTables,
  DeleteBucketMetricsConfiguration: metrics,
  DeleteBucketOwnershipControls: ownership,
  DeleteBucketReplication: replication,
  DeleteBucketWebsite: website,
  DeleteObjectAnnotation: annotations,
  GetBucketAbac: abac,
  GetBucketAccelerateConfiguration: acceleration,
  GetBucketAcl: acls,
  GetBucketAnalyticsConfiguration: analytics,
  GetBucketCors: cors,
  GetBucketEncryption: encryption,
  GetBucketIntelligentTieringConfiguration: tiering,
  GetBucketInventoryConfiguration: inventory,
  GetBucketLifecycleConfiguration: lifecycle,
  GetBucketLogging: logging,
  GetBucketMetadataConfiguration: metadataTables,
  GetBucketMetadataTableConfiguration: metadataTables,
  GetBucketMetricsConfiguration: metrics,
  GetBucketNotificationConfiguration: notifications,
  GetBucketOwnershipControls: ownership,
  GetBucketReplication: replication,
  GetBucketRequestPayment: payment,
  GetBucketWebsite: website,
  GetObjectAcl: acls,
  GetObjectAnnotation: annotations,
  GetObjectLegalHold: locks,
  GetObjectLockConfiguration: locks,
  GetObjectRetention: locks,
  GetObjectTorrent: "BitTorrent is not built; AWS has retired it.",
  ListBucketAnalyticsConfigurations: analytics,
  ListBucketIntelligentTieringConfigurations: tiering,
  ListBucketInventoryConfigurations: inventory,
  ListBucketMetricsConfigurations: metrics,
  ListDirectoryBuckets: directoryBuckets,
  ListObjectAnnotations: annotations,
  PutBucketAbac: abac,
  PutBucketAccelerateConfiguration: acceleration,
  PutBucketAcl: acls,
  PutBucketAnalyticsConfiguration: analytics,
  PutBucketCors: cors,
  PutBucketEncryption: encryption,
  PutBucketIntelligentTieringConfiguration: tiering,
  PutBucketInventoryConfiguration: inventory,
  PutBucketLifecycleConfiguration: lifecycle,
  PutBucketLogging: logging,
  PutBucketMetricsConfiguration: metrics,
  PutBucketNotificationConfiguration: notifications,
  PutBucketOwnershipControls: ownership,
  PutBucketReplication: replication,
  PutBucketRequestPayment: payment,
  PutBucketVersioning: "Versioning is not built yet; a bucket keeps the latest object under each key.",
  PutBucketWebsite: website,
  PutObjectAcl: acls,
  PutObjectAnnotation: annotations,
  PutObjectLegalHold: locks,
  PutObjectLockConfiguration: locks,
  PutObjectRetention: locks,
  RenameObject: directoryBuckets,
  RestoreObject: "Archive storage classes are not built yet, so that no object needs to be restored.",
  SelectObjectContent: "S3 Select is not built; AWS has closed it to new customers, and Athena reads the same files.",
  UpdateBucketMetadataAnnotationTableConfiguration: metadataTables,
  UpdateBucketMetadataInventoryTableConfiguration: metadataTables,
  UpdateBucketMetadataJournalTableConfiguration: metadataTables,
  UpdateObjectEncryption: encryption,
  WriteGetObjectResponse: "Object Lambda is not built; AWS has closed it to new customers.",
};

export const differences: readonly string[] = [
  "Uploads by HTML forms (PostObject, presigned POST) answer 501.",
  "ListBuckets takes every name as a region.",
  "The header x-amz-bucket-region comes with HeadBucket only.",
  "DeleteObjects is refused whole when the caller may not delete one of its keys; S3 answers AccessDenied for those keys alone.",
  "A bucket policy that names a user or role means a later one of the same name, too; S3 keeps the id of the one that was there.",
  "ConfirmRemoveSelfBucketAccess of PutBucketPolicy has no effect: a policy that shuts its author out is always taken.",
  "Names of response headers are in lower case, and the elements of ListBuckets in the model's order.",
  "NoSuchKey of GetObjectTagging names the key without its bucket.",
  "Presigned links honour metadata, If-Match and If-None-Match in their query; checksums, ACLs and storage classes there have no effect.",
  "A bucket answers in every region; AWS redirects to the bucket's own region.",
  "Server-side encryption AES256 is accepted and not echoed: objects are stored as they are sent. aws:kms and customer keys answer 501.",
  "The storage classes GLACIER and DEEP_ARCHIVE answer 501; the others are kept and mean nothing.",
  "Canned ACLs that grant nothing beyond the owner are accepted; others, and grants, answer 501.",
  "Checksums by XXHASH64, XXHASH3 and XXHASH128 are refused as unsupported.",
  "RequestPayer is ignored: nothing is billed.",
  "Objects are at most what 10,000 parts of 5 GiB hold.",
  "CompleteMultipartUpload answers when it is done, without whitespace before the document, and NoSuchUpload when it is sent again.",
  "GetBucketVersioning always answers that versioning was never enabled; the only version id is null.",
];
