// S3's rows. Bucket names are unique across accounts, so that keys start with the bucket and not with account and region.
import type { BlobId } from "../../../engines/blobs/blobs.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { ChecksumAlgorithm, ChecksumType } from "../checksum/algorithms.ts";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface BucketRow {
  readonly account: string;
  /** The region it was created in; a client may have called eu-west-1 `EU`. */
  readonly region: string;
  readonly locationConstraint: string | undefined;
  readonly createdAt: Date;
  readonly tags: readonly Tag[];
}

export interface BucketPolicyRow {
  /** JSON, as it was put. */
  readonly document: string;
  /** As S3 defines public. */
  readonly isPublic: boolean;
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** Kept once it was put or deleted. */
export interface PublicAccessBlockRow {
  readonly configuration: PublicAccessBlock | undefined;
}

/** Which buckets an account has. */
export interface OwnedBucketRow {
  readonly region: string;
  readonly createdAt: Date;
}

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** Base64; with `-N` when composite. */
  readonly value: string;
}

/** Headers that S3 keeps as they came. */
export interface SystemHeaders {
  readonly ContentType?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

/** What a client says about an object besides its bytes. */
export interface ObjectDescription {
  readonly headers: SystemHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly storageClass: string;
}

export interface ObjectRow extends ObjectDescription {
  readonly blobId: BlobId;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  /** Whole seconds, as S3 has it. */
  readonly lastModified: Date;
  readonly checksum: Checksum;
  /** How many parts it was uploaded in; undefined for a single PUT. */
  readonly partsCount: number | undefined;
}

/** The parts of a multipart object, by its blob. */
export interface ObjectPartsRow {
  readonly parts: readonly ObjectPart[];
}

export interface ObjectPart {
  readonly partNumber: number;
  readonly sizeBytes: number;
  /** Base64; present when the upload asked for an algorithm. */
  readonly checksum: string | undefined;
}

export interface UploadRow extends ObjectDescription {
  readonly initiatedAt: Date;
  /** ARN of who began it. */
  readonly initiator: string;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined;
  /** The object that stood under the key at the start: conditional completions conflict when it is another one since. */
  readonly replaces: BlobId | undefined;
}

export interface PartRow {
  readonly blobId: BlobId;
  readonly sizeBytes: number;
  /** Hexadecimal MD5. */
  readonly etag: string;
  readonly lastModified: Date;
  /** Base64, of the upload's algorithm or the default one. */
  readonly checksum: string;
}

/** Blobs that no other row names any more. */
export interface DiscardedRow {
  readonly blobIds: readonly BlobId[];
}

const first = { version: 1, upgrades: {} } as const;

/** [bucket] */
export const buckets = table<BucketRow>({ name: "s3.buckets", ...first });
/** [account, bucket] */
export const ownedBuckets = table<OwnedBucketRow>({ name: "s3.owned-buckets", ...first });
/** [bucket] */
export const bucketPolicies = table<BucketPolicyRow>({ name: "s3.bucket-policies", ...first });
/** [bucket] */
export const publicAccessBlocks = table<PublicAccessBlockRow>({ name: "s3.public-access-blocks", ...first });
/** [bucket, key] */
export const objects = table<ObjectRow>({ name: "s3.objects", ...first });
/** [blob id] */
export const objectParts = table<ObjectPartsRow>({ name: "s3.object-parts", ...first });
/** [bucket, key, upload id]; upload ids sort by the time of their start. */
export const uploads = table<UploadRow>({ name: "s3.uploads", ...first });
/** [upload id, part number] */
export const parts = table<PartRow>({ name: "s3.parts", ...first });
/** [discarded at ms, one of the blob ids] */
export const discarded = table<DiscardedRow>({ name: "s3.discarded", ...first });
