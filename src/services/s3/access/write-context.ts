// What a request says of the object that it writes: condition keys, and the further actions that it takes. Documented.
import { parseTagging } from "../tagging.ts";
import type { Tag } from "../store/tables.ts";
import type { Context, Facts, S3Call } from "./needs.ts";

const DAY_MS = 86_400_000;

/** The members of PutObject, CopyObject and the multipart operations that permissions look at. */
export interface ObjectWrite {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

export const grantsContext = (input: ObjectWrite) => ({
  "s3:x-amz-acl": input.ACL,
  "s3:x-amz-grant-full-control": input.GrantFullControl,
  "s3:x-amz-grant-read": input.GrantRead,
  "s3:x-amz-grant-read-acp": input.GrantReadACP,
  "s3:x-amz-grant-write-acp": input.GrantWriteACP,
});

/** Tags that the request gives an object. */
export const requestObjectTags = (tags: readonly Tag[]): Context => ({
  ...Object.fromEntries(tags.map(({ Key, Value }) => [`s3:RequestObjectTag/${Key}`, Value])),
  ...(tags.length > 0 && { "s3:RequestObjectTagKeys": tags.map(({ Key }) => Key) }),
});

/** `creation`: whether an object stands there afterwards, unlike after one part of it. */
export const writeFacts =
  (input: ObjectWrite, call: S3Call, creation: boolean): Facts =>
  () => ({
    ...grantsContext(input),
    ...requestObjectTags(parseTagging(input.Tagging)),
    ...retention(input, call),
    "s3:x-amz-server-side-encryption": input.ServerSideEncryption,
    "s3:x-amz-server-side-encryption-aws-kms-key-id": input.SSEKMSKeyId,
    "s3:x-amz-server-side-encryption-customer-algorithm": input.SSECustomerAlgorithm,
    "s3:x-amz-storage-class": input.StorageClass,
    "s3:x-amz-website-redirect-location": input.WebsiteRedirectLocation,
    "s3:if-match": input.IfMatch,
    "s3:if-none-match": input.IfNoneMatch,
    "s3:ObjectCreationOperation": String(creation),
  });

function retention({ ObjectLockRetainUntilDate: until, ...input }: ObjectWrite, { context }: S3Call): Context {
  // Inferred: whole days, begun ones included.
  const days = until && Math.ceil((until.getTime() - context.clock.now()) / DAY_MS);
  return {
    "s3:object-lock-mode": input.ObjectLockMode,
    "s3:object-lock-legal-hold": input.ObjectLockLegalHoldStatus,
    "s3:object-lock-retain-until-date": until?.toISOString(),
    "s3:object-lock-remaining-retention-days": days === undefined ? undefined : String(days),
  };
}

const isGranting = ({ ACL, GrantFullControl, GrantRead, GrantReadACP, GrantWriteACP }: ObjectWrite): boolean =>
  (ACL ?? GrantFullControl ?? GrantRead ?? GrantReadACP ?? GrantWriteACP) !== undefined;

/** Documented in PutObject, CopyObject and CreateMultipartUpload: what the request sets besides the bytes. */
export function furtherWrites(input: ObjectWrite): string[] {
  return [
    ...(isGranting(input) ? ["PutObjectAcl"] : []),
    ...(input.Tagging !== undefined && parseTagging(input.Tagging).length > 0 ? ["PutObjectTagging"] : []),
    ...(input.ObjectLockMode === undefined ? [] : ["PutObjectRetention"]),
    ...(input.ObjectLockLegalHoldStatus === undefined ? [] : ["PutObjectLegalHold"]),
  ];
}
