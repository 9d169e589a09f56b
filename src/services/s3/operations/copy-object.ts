// CopyObject. Bytes are copied inside the blob engine; they are read only when a digest is wanted that is not known.
import { type StoredBody, storeBody } from "../body.ts";
import type { ChecksumAlgorithm } from "../checksum/algorithms.ts";
import { checksumAlgorithm } from "../checksum/declared.ts";
import { checkCopySourceConditions, validateWriteConditions } from "../conditions.ts";
import { newObjectAccess } from "../acl/bucket-rules.ts";
import type { Input, Operation, S3Context } from "../context.ts";
import { type CopySource, parseCopySource } from "../copy-source.ts";
import { checkMetadata, systemHeaders } from "../description.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { quoted } from "../etag.ts";
import { checksumAnswer } from "../object-answer.ts";
import { expirationOf } from "../lifecycle/answers.ts";
import { requestedLock, withBucketLock } from "../object-lock.ts";
import { checkKeySize } from "../object-key.ts";
import { readTiered } from "../tiering/reading.ts";
import { checkCopyable, checkStorageClass } from "../storage-class.ts";
import { requireBucket } from "../store/buckets.ts";
import { findCopySource, lastModifiedAt, putObjectRow, shownVersionId } from "../store/objects.ts";
import type { ObjectDescription, ObjectRow } from "../store/tables.ts";
import { parseTagging } from "../tagging.ts";
import { refuseUnsupported } from "../unsupported.ts";

type CopyInput = Input<"CopyObject">;

export const copyObject: Operation<"CopyObject"> = async (input, { context, caller, region }) => {
  checkKeySize(input.Key);
  refuseUnsupported(input);
  validateWriteConditions(input);
  const from = parseCopySource(input.CopySource);
  const { row: source, isCurrent } = await findCopySource(context.keyvalue, from, input.ExpectedSourceBucketOwner);
  checkCopySourceConditions(input, source, context.clock.now());
  checkCopyable(source, context.clock.now());
  await readTiered(context, { Bucket: from.bucket, Key: from.key }, source);
  if (isCurrent) refuseCopyToItself(input, from);
  const nowMs = context.clock.now();
  const description = describeCopy(input, source, nowMs);
  await requireBucket(context.keyvalue, input);
  const access = await newObjectAccess(input, { context, caller, region });
  const algorithm =
    input.ChecksumAlgorithm === undefined ? source.checksum.algorithm : checksumAlgorithm(input.ChecksumAlgorithm);
  const { blob, etag, digests } = await copyBytes(context, source, algorithm);
  const checksum = { algorithm, type: "FULL_OBJECT", value: digests.get(algorithm) ?? "" } as const;
  const lastModified = lastModifiedAt(nowMs);
  const content = {
    ...description,
    ...access,
    blobId: blob.id,
    sizeBytes: blob.sizeBytes,
    etag,
    lastModified,
    checksum,
    partsCount: undefined,
  };
  const { bucket, row } = await putObjectRow(context, input, content, input, (target, one) =>
    withBucketLock(target, one, nowMs),
  );
  return {
    VersionId: shownVersionId(bucket, row),
    CopySourceVersionId: source.versionId,
    Expiration: await expirationOf(context, bucket, input.Key, row),
    CopyObjectResult: { ETag: quoted(etag), LastModified: lastModified, ...checksumAnswer(checksum) },
  };
};

/** A copy is one object, never multipart: its entity tag is the MD5 of the bytes. Recorded. */
async function copyBytes(context: S3Context, source: ObjectRow, algorithm: ChecksumAlgorithm): Promise<StoredBody> {
  const { checksum, partsCount, etag } = source;
  if (partsCount === undefined && checksum.algorithm === algorithm && checksum.type === "FULL_OBJECT") {
    const blob = await context.blobs.concat([source.blobId]);
    return { blob, etag, digests: new Map([[algorithm, checksum.value]]) };
  }
  return storeBody(context, context.blobs.get(source.blobId), {
    contentMd5: undefined,
    contentLength: source.sizeBytes,
    checksum: undefined,
    algorithms: [algorithm],
  });
}

/** Errors: InvalidRequest. Recorded: naming a storage class is a change, even when it is the same one. */
function refuseCopyToItself(input: CopyInput, from: CopySource): void {
  if (from.bucket !== input.Bucket || from.key !== input.Key) return;
  const changes = [input.StorageClass, input.WebsiteRedirectLocation, input.ServerSideEncryption];
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
