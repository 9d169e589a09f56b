// S3's rows. Bucket names are unique across accounts, so that keys start with the bucket and not with account and region.
import type { BlobId } from "../../../engines/blobs/blobs.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { PublicAccessBlock } from "../../../kit/access-points.ts";
import type { NamedPrincipals } from "../../../policy/current-names.ts";
import type { Grant } from "../acl/grants.ts";
import type { Encryption } from "../encryption/encryption.ts";
import type { ChecksumAlgorithm, ChecksumType } from "../checksum/algorithms.ts";
import { orderAt } from "../version-id.ts";

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
  /** Undefined: never set, every version is `null`. */
  readonly versioning?: "Enabled" | "Suspended" | undefined;
  readonly mfaDelete?: "Enabled" | "Disabled" | undefined;
  /** Present: object lock is on, for good. */
  readonly objectLock?: ObjectLockSetting | undefined;
  /** Undefined: BucketOwnerEnforced, as new buckets have it; `none`: the controls were deleted. */
  readonly ownership?: Ownership | "none" | undefined;
  readonly hasLifecycle?: boolean | undefined;
  readonly hasReplication?: boolean | undefined;
  /** Events go somewhere. */
  readonly hasNotification?: boolean | undefined;
}

export type Ownership = "BucketOwnerPreferred" | "ObjectWriter" | "BucketOwnerEnforced";

export interface ObjectLockSetting {
  readonly defaultRetention?: { readonly mode: LockMode; readonly days?: number; readonly years?: number } | undefined;
}

export type LockMode = "GOVERNANCE" | "COMPLIANCE";

export interface Retention {
  readonly mode: LockMode;
  readonly until: Date;
}

export interface BucketPolicyRow {
  /** JSON, as it was put. */
  readonly document: string;
  readonly named?: NamedPrincipals | undefined;
  /** As S3 defines public. */
  readonly isPublic: boolean;
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
  readonly retention?: Retention | undefined;
  readonly legalHold?: "ON" | "OFF" | undefined;
  /** Undefined: the bytes lie on disk as they were sent. */
  readonly encryption?: Encryption | undefined;
  /** The account that owns it; undefined: the bucket's. */
  readonly owner?: string | undefined;
  /** Undefined: only the owner, and only what policies say. */
  readonly acl?: readonly Grant[] | undefined;
}

/** What a version of an object is before its place among the others is known. */
export interface ObjectContent extends ObjectDescription {
  readonly blobId: BlobId;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  /** Whole seconds, as S3 has it. */
  readonly lastModified: Date;
  readonly checksum: Checksum;
  /** How many parts it was uploaded in; undefined for a single PUT. */
  readonly partsCount: number | undefined;
  /** The last one that was asked for; it may be over. */
  readonly restore?: Restore | undefined;
  /** Undefined: it was written in its storage class. */
  readonly classSince?: Date | undefined;
  /** Of INTELLIGENT_TIERING, to a day; undefined: not read since it was written. */
  readonly tiering?: Tiering | undefined;
  /** Undefined: no rule applied when it was written. */
  readonly replication?: "PENDING" | "COMPLETED" | "FAILED" | "REPLICA" | undefined;
  /** Of a replica that is being written. */
  readonly replicaOf?: ReplicaOf | undefined;
  /** It has, or had, annotations. */
  readonly annotated?: boolean | undefined;
  /** The client's token of the rename that brought it to its key. */
  readonly renamedBy?: string | undefined;
  /** Undefined: not compressed. */
  readonly compressed?: Compressed | undefined;
  /** Compressed it would take as much: it is not tried again. */
  readonly isDense?: true | undefined;
}

/** How an archived object lies on disk. */
export interface Compressed {
  /** Of the compressed bytes; the blob's may be another when they are encrypted. */
  readonly storedBytes: number;
  /** The blob it was written as, which is gone. */
  readonly from: BlobId;
  /** Of encrypted ones: what their keys are derived with now; base64. */
  readonly salt?: string | undefined;
}

/** Stays the same when an object's bytes are stored in another way. */
export const contentId = ({ blobId, compressed }: Pick<ObjectContent, "blobId" | "compressed">): BlobId =>
  compressed?.from ?? blobId;

export interface Tiering {
  /** In the future while a restore from an archive tier is under way. */
  readonly accessedAt: Date;
  readonly restoringFrom?: "ARCHIVE_ACCESS" | "DEEP_ARCHIVE_ACCESS";
}

export type RestoreTier = "Expedited" | "Standard" | "Bulk";

/** A copy of an archived object that can be read for a time. */
export interface Restore {
  readonly tier: RestoreTier;
  readonly days: number;
  readonly readyAt: Date;
  readonly expiresAt: Date;
}

/** A version's place among those of its key. */
interface Placed {
  /** Smaller is newer; see version-id.ts. */
  readonly order: string;
  /** Undefined: `null`. */
  readonly versionId: string | undefined;
  /** When a newer version took its place; undefined: it is the latest, or it is not known better than by the next newer version. */
  readonly noncurrentSince?: Date | undefined;
}

/** A replica takes its source's place among the versions, and its parts. */
export interface ReplicaOf extends Placed {
  readonly parts: readonly ObjectPart[];
}

export interface ObjectRow extends ObjectContent, Placed {}

export interface DeleteMarkerRow extends Placed {
  readonly deleteMarker: true;
  readonly lastModified: Date;
}

export type VersionRow = ObjectRow | DeleteMarkerRow;

export const isDeleteMarker = (row: VersionRow): row is DeleteMarkerRow => "deleteMarker" in row;

/** The parts of a multipart object. */
export interface ObjectPartsRow {
  readonly parts: readonly ObjectPart[];
}

export interface ObjectPart {
  readonly partNumber: number;
  readonly sizeBytes: number;
  /** Base64; present when the upload asked for an algorithm. */
  readonly checksum: string | undefined;
  /** Of encrypted ones: what its keys are derived with; base64. */
  readonly salt?: string | undefined;
}

export interface UploadRow extends ObjectDescription {
  readonly initiatedAt: Date;
  /** ARN of who began it. */
  readonly initiator: string;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined;
  /** The content that stood under the key at the start: conditional completions conflict when it is another one since. */
  readonly replaces: BlobId | undefined;
  /** Undefined until the first part came. */
  readonly assembly?: Assembly | undefined;
}

/** The blob that an upload's parts are written to, each in its slot. */
export interface Assembly {
  readonly blobId: BlobId;
  readonly slotBytes: number;
}

export interface PartRow {
  readonly blobId: BlobId;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: Date;
  /** Base64, of the upload's algorithm or the default one. */
  readonly checksum: string;
  /** Of encrypted ones: what its keys are derived with; base64. */
  readonly salt?: string | undefined;
}

/** What was answered to the completion of an upload. */
export interface CompletedRow {
  readonly etag: string;
  readonly checksum: Checksum;
  readonly versionId: string | undefined;
}

/** Blobs that no other row names any more. */
export interface DiscardedRow {
  readonly blobIds: readonly BlobId[];
}

const first = { version: 1, upgrades: {} } as const;

/** Before there were versions, every object was the `null` one. */
const placed = (old: ObjectContent): ObjectRow => ({
  ...old,
  order: orderAt(old.lastModified.getTime()),
  versionId: undefined,
});

/** [bucket] */
export const buckets = table<BucketRow>({ name: "s3.buckets", ...first });
/** [account, bucket] */
export const ownedBuckets = table<OwnedBucketRow>({ name: "s3.owned-buckets", ...first });
/** [bucket] */
export const bucketPolicies = table<BucketPolicyRow>({ name: "s3.bucket-policies", ...first });
/** [bucket] */
export const publicAccessBlocks = table<PublicAccessBlockRow>({ name: "s3.public-access-blocks", ...first });
/** [bucket, key]: the current version, unless that is a delete marker. Reads and listings of objects look nowhere else. */
export const objects = table<ObjectRow>({ name: "s3.objects", version: 2, upgrades: { 1: placed } });
/** [bucket, key, order]: versions that are not current, and every delete marker. */
export const versions = table<VersionRow>({ name: "s3.versions", ...first });
/** [bucket, key]: where the `null` version stands in `versions`, when it does. */
export const nullVersions = table<{ readonly order: string }>({ name: "s3.null-versions", ...first });
/** [promoted at ms, blob id]: versions that became current again; see `unnamedBlobs`. */
export const promoted = table<Record<string, never>>({ name: "s3.promoted", ...first });
export interface RootKeyRow {
  /** The version that new data keys are wrapped by. */
  readonly current: number;
  /** When it became that one. */
  readonly since: Date;
}

/** [] */
export const rootKeys = table<RootKeyRow>({ name: "s3.root-keys", ...first });
/** [bucket, kind, id]; kinds of which there is one have the id `` */
export const bucketConfigurations = table<{ readonly document: object }>({
  name: "s3.bucket-configurations",
  ...first,
});
/** [content id] */
export const objectParts = table<ObjectPartsRow>({ name: "s3.object-parts", ...first });
/** [bucket, key, upload id]; upload ids sort by the time of their start. */
export const uploads = table<UploadRow>({ name: "s3.uploads", ...first });
/** [upload id, part number] */
export const parts = table<PartRow>({ name: "s3.parts", ...first });
/** [bucket, key, upload id]: for clients that ask again because the answer was lost. */
export const completed = table<CompletedRow>({ name: "s3.completed-uploads", ...first });
/** [completed at ms, bucket, key, upload id]: when those may be forgotten. */
export const completionTimes = table<Record<string, never>>({ name: "s3.completion-times", ...first });
/** [bucket, key, order]: versions that are to be compressed. */
export const compressions = table<Record<string, never>>({ name: "s3.compressions", ...first });
/** [discarded at ms, one of the blob ids] */
export const discarded = table<DiscardedRow>({ name: "s3.discarded", ...first });
