// Operations of S3 that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const metadataTables = "Metadata tables of buckets are not built yet.";

export const gaps: Gaps<Sdk> = {
  CreateBucketMetadataConfiguration: metadataTables,
  CreateBucketMetadataTableConfiguration: metadataTables,
  DeleteBucketMetadataConfiguration: metadataTables,
  DeleteBucketMetadataTableConfiguration: metadataTables,
  GetBucketMetadataConfiguration: metadataTables,
  GetBucketMetadataTableConfiguration: metadataTables,
  GetObjectTorrent: "BitTorrent is not built; AWS has retired it.",
  UpdateBucketMetadataAnnotationTableConfiguration: metadataTables,
  UpdateBucketMetadataInventoryTableConfiguration: metadataTables,
  UpdateBucketMetadataJournalTableConfiguration: metadataTables,
  WriteGetObjectResponse: "Object Lambda is not built; AWS has closed it to new customers.",
};

export const differences: readonly string[] = [
  "ListBuckets takes whatever looks like a region.",
  "The header x-amz-bucket-region comes with HeadBucket, and with refusals of HeadBucket and of listings; AWS sends it with listings, too.",
  "ConfirmRemoveSelfBucketAccess of PutBucketPolicy has no effect: a policy that shuts its author out is always taken.",
  "Names of response headers are in lower case, and the elements of ListBuckets in the model's order.",
  "A bucket answers in every region, for few clients of a local endpoint are set to the right one; AWS redirects to the bucket's own.",
  "An object is encrypted when its request or its bucket's default encryption asks for it, and only then says that it is; AWS encrypts every object. GetBucketEncryption of a bucket that was never told to answers ServerSideEncryptionConfigurationNotFoundError. FOREBAY_S3_ENCRYPT_ALWAYS=1 does all of this as AWS does.",
  "Customers' keys are taken over plain HTTP from the machine itself; from elsewhere they need TLS, as on AWS. Objects under keys of KMS may be read and written without TLS.",
  "A bucket key is used for five minutes of the platform's clock for each requester; AWS does not say for how long.",
  "The second layer of DSSE-KMS is under a data key that S3's own root key wraps.",
  "Athena and S3 Select read encrypted Parquet from a private copy in memory, not in place; what a query spills or writes lies in the data folder's tmp in plaintext until it ends.",
  "Directory buckets: CreateSession with keys of KMS answers 501, and their access points are not built; listings come in the order of keys, and parts need not be numbered without gaps. Appending reads and writes the whole object again, up to 5 GiB. A session is given for a bucket that is not there yet to who may create it, for SDKs with one endpoint ask for one first.",
  "Annotations are encrypted when their object is, and are not replicated; those of an object that is locked in governance mode can be deleted once the lock is off.",
  "Objects under customers' keys are not replicated: their status is FAILED.",
  "Objects in archive classes must be restored before they are read, and restored copies expire; other storage classes are kept, and differ in the cost ledger.",
  "RestoreObject of the type SELECT answers 501.",
  "Bucket policies allow access to objects of other accounts, too; what anonymous callers write is the bucket owner's.",
  "Canonical ids in grants are checked for their form, not for being someone's.",
  "In buckets whose requesters pay, other accounts must say that they do, and nothing is billed.",
  "Tags of buckets with ABAC are still changed by PutBucketTagging and DeleteBucketTagging, where AWS asks for TagResource of S3 Control.",
  "Kept and given back, without an effect yet: transfer acceleration, and the configurations of metrics.",
  "Storage class analysis: how the access ratio and the age for STANDARD_IA are computed is ours, for AWS does not say; all versions count, in the class that they have when a day is evaluated; days that the clock jumps over are evaluated with what lies there afterwards, 92 of them at most, and 730 days are kept. A crash loses the requests of the last ten seconds.",
  "Bytes in GLACIER and DEEP_ARCHIVE are compressed on disk (zstd) shortly after they got there, those in the archive tiers of Intelligent-Tiering within a day, unless they are larger than 1 TiB, do not shrink, or cannot be opened: under a customer's key, or one of KMS that does not let the bucket's owner decrypt. They are decompressed as they are read.",
  "Access logs come every five minutes, and have no lines of calls between services, of access points, of what lifecycle rules do and of preflights; ACL required and the access point are always unknown, and the turn-around time of a write has its upload in it. A crash loses the lines of the last two seconds.",
  "Events are told to functions of Lambda, queues of SQS and topics of SNS; EventBridge answers 501. Events of reduced redundancy, and of replication that is not tracked any more, never happen. An event that its target's policy does not let in any more is dropped.",
  "Lifecycle rules are carried out once a day, at midnight UTC of the platform's clock.",
  "Objects are at most what 10,000 parts of 5 GiB hold.",
  "SelectObjectContent: FLOAT, DECIMAL and NUMERIC are double precision; text of a number compares and adds as one; Parquet in archive classes, as all objects there, must be restored first.",
  "The cost ledger has the first tier of volume only, and leaves out data transfer.",
  "Replication: of changes after the first write, that a retention was lifted is not replicated; replication time control and metrics tell of what takes longer than 15 minutes, and count nothing.",
  "Inventories have one data file.",
  "Intelligent-Tiering knows accesses to a day and follows its configurations as they are now, in the cost ledger as well. No event tells of a change of tier.",
  "CompleteMultipartUpload answers when it is done, without whitespace before the document; sent again within a day it answers the same.",
];
