// CopyObject. Bytes are copied inside the blob engine; they are read when a digest is wanted that is not known, to encrypt them anew,
// or when they are compressed: what the copy lies in may be no archive.
import { copiesAnnotations, copyAnnotations } from "../annotations/copy.ts";
import { type StoredBody, storeBody } from "../body.ts";
import type { ChecksumAlgorithm } from "../checksum/algorithms.ts";
import { checksumAlgorithm } from "../checksum/declared.ts";
import { checkCopySourceConditions, validateWriteConditions } from "../conditions.ts";
import { newObjectAccess } from "../acl/bucket-rules.ts";
import type { Input, Operation, S3Context } from "../context.ts";
import { type CopySource, parseCopySource } from "../copy-source.ts";
import { checkMetadata, systemHeaders } from "../description.ts";
import { writtenEncryptionAnswer } from "../encryption/answer.ts";
import { copySourceKeyOf } from "../encryption/customer-key.ts";
import { checkCustomerKey, dataKeysOf, type NewEncryption } from "../encryption/data-keys.ts";
import { hasMd5Etag } from "../encryption/encryption.ts";
import type { FrameKeys } from "../encryption/frames.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import { wantedEncryption } from "../encryption/wanted.ts";
import { unreadable } from "../encryption/errors.ts";
import { encryptionOfWrite } from "../encryption/write.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { quoted } from "../etag.ts";
import { checksumAnswer } from "../object-answer.ts";
import { expirationOf } from "../lifecycle/answers.ts";
import { requestedLock, withBucketLock } from "../object-lock.ts";
import { checkKeySize } from "../object-key.ts";
import { causeOf } from "../notifications/cause.ts";
import { readTiered } from "../tiering/reading.ts";
import { checkCopyable, checkStorageClass } from "../storage-class.ts";
import { requireBucket } from "../store/buckets.ts";
import { findCopySource, lastModifiedAt, putObjectRow, shownVersionId } from "../store/objects.ts";
import type { ObjectDescription, ObjectRow } from "../store/tables.ts";
import { parseTagging } from "../tagging.ts";

type CopyInput = Input<"CopyObject">;

export const copyObject: Operation<"CopyObject"> = async (input, call) => {
  const { context, caller, region } = call;
  checkKeySize(input.Key);
  validateWriteConditions(input);
  const wanted = wantedEncryption(input, caller, call.origin);
  const sourceCustomer = copySourceKeyOf(input, call.origin);
  const from = parseCopySource(input.CopySource);
  const { row: source, isCurrent } = await findCopySource(context.keyvalue, from, input.ExpectedSourceBucketOwner);
  checkCustomerKey(source.encryption, sourceCustomer);
  checkCopySourceConditions(input, source, context.clock.now());
  checkCopyable(source, context.clock.now());
  await readTiered(context, { Bucket: from.bucket, Key: from.key }, source);
  if (isCurrent) refuseCopyToItself(input, from);
  const nowMs = context.clock.now();
  const description = describeCopy(input, source, nowMs);
  const into = await requireBucket(context.keyvalue, input);
  const access = await newObjectAccess(input, { context, caller, region });
  const algorithm =
    input.ChecksumAlgorithm === undefined ? source.checksum.algorithm : checksumAlgorithm(input.ChecksumAlgorithm);
  const sourceKeys = source.encryption && (await dataKeysOf(source.encryption, from, sourceCustomer, call));
  const encrypted = await encryptionOfWrite(wanted, into, input.Key, call);
  const annotations =
    source.annotated === true && copiesAnnotations(input)
      ? await copyAnnotations({ row: source, keys: sourceKeys }, encrypted, call)
      : [];
  const { blob, sizeBytes, etag, digests } = await copyBytes(context, source, sourceKeys, {
    bucket: input.Bucket,
    encrypted,
    algorithm,
  });
  const checksum = { algorithm, type: "FULL_OBJECT", value: digests.get(algorithm) ?? "" } as const;
  const lastModified = lastModifiedAt(nowMs);
  const content = {
    ...description,
    ...access,
    encryption: encrypted?.encryption,
    blobId: blob.id,
    sizeBytes,
    etag,
    lastModified,
    checksum,
    partsCount: undefined,
    annotated: annotations.length > 0 || undefined,
  };
  const { bucket, row } = await putObjectRow(
    context,
    input,
    content,
    input,
    (target, one) => withBucketLock(target, one, nowMs),
    { name: "ObjectCreated:Copy", cause: causeOf(call) },
    annotations,
  );
  context.analyses.note(input.Bucket, input.Key, row, nowMs, { uploadedBytes: sizeBytes });
  return {
    VersionId: shownVersionId(bucket, row),
    CopySourceVersionId: source.versionId,
    Expiration: await expirationOf(context, bucket, input.Key, row),
    ...writtenEncryptionAnswer(encrypted?.encryption, input),
    CopyObjectResult: { ETag: quoted(etag), LastModified: lastModified, ...checksumAnswer(checksum) },
  };
};

interface CopyTarget {
  readonly bucket: string;
  readonly encrypted: NewEncryption | undefined;
  readonly algorithm: ChecksumAlgorithm;
}

/** A copy is one object, never multipart: its entity tag is the MD5 of the bytes. Recorded. */
async function copyBytes(
  context: S3Context,
  source: ObjectRow,
  sourceKeys: FrameKeys | undefined,
  { bucket, encrypted, algorithm }: CopyTarget,
): Promise<StoredBody> {
  const { checksum, partsCount, etag } = source;
  const staysPlain =
    sourceKeys === undefined &&
    encrypted === undefined &&
    source.compressed === undefined &&
    hasMd5Etag(bucket, undefined);
  if (staysPlain && partsCount === undefined && checksum.algorithm === algorithm && checksum.type === "FULL_OBJECT") {
    const blob = await context.blobs.concat([source.blobId]);
    if (blob.sizeBytes !== source.sizeBytes) {
      await context.blobs.delete(blob.id);
      throw unreadable();
    }
    return { blob, sizeBytes: source.sizeBytes, etag, digests: new Map([[algorithm, checksum.value]]) };
  }
  return storeBody(context, await objectBytes(context, source, sourceKeys), {
    contentMd5: undefined,
    contentLength: source.sizeBytes,
    checksum: undefined,
    algorithms: [algorithm],
    keys: encrypted?.keys,
    randomEtag: !hasMd5Etag(bucket, encrypted?.encryption),
  });
}

/** Errors: InvalidRequest. Recorded: naming a storage class is a change, even when it is the same one. */
function refuseCopyToItself(input: CopyInput, from: CopySource): void {
  if (from.bucket !== input.Bucket || from.key !== input.Key) return;
  const { StorageClass, WebsiteRedirectLocation, ServerSideEncryption, SSECustomerAlgorithm } = input;
  const changes = [StorageClass, WebsiteRedirectLocation, ServerSideEncryption, SSECustomerAlgorithm];
  if (input.MetadataDirective === "REPLACE" || changes.some((change) => change !== undefined)) return;
  throw invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

/** Storage class, redirect and lock are never taken from the source. Documented. */
function describeCopy(input: CopyInput, source: ObjectRow, nowMs: number): ObjectDescription {
  const replacesMetadata = directive("x-amz-metadata-directive", input.MetadataDirective) === "REPLACE";
  const replacesTags = directive("x-amz-tagging-directive", input.TaggingDirective) === "REPLACE";
  return {
    headers: replacesMetadata
      ? systemHeaders(input)
      : { ...source.headers, WebsiteRedirectLocation: input.WebsiteRedirectLocation },
    metadata: replacesMetadata ? checkMetadata(input.Metadata ?? {}) : source.metadata,
    tags: replacesTags ? parseTagging(input.Tagging) : source.tags,
    storageClass: checkStorageClass(input.StorageClass),
    ...requestedLock(input, nowMs),
  };
}

function directive(header: string, value: string | undefined): "COPY" | "REPLACE" {
  if (value === undefined || value === "COPY" || value === "REPLACE") return value ?? "COPY";
  const name = header === "x-amz-metadata-directive" ? "metadata" : "tagging";
  throw invalidArgument(`Unknown ${name} directive.`, header, value);
}
