// CompleteMultipartUpload.
import type { CompletedPart } from "@aws-sdk/client-s3";
import { completedChecksum, chooseParts } from "../completion.ts";
import { CHECKSUM_ALGORITHMS, checksumMember } from "../checksum/algorithms.ts";
import { checkWriteConditions, validateWriteConditions, type WriteConditions } from "../conditions.ts";
import type { Operation } from "../context.ts";
import { encryptionAnswer } from "../encryption/answer.ts";
import { customerKeyOf } from "../encryption/customer-key.ts";
import { completionNeedsKey } from "../encryption/errors.ts";
import { checkUploadKey } from "../encryption/upload-keys.ts";
import { conditionalRequestConflict, invalidRequest } from "../errors.ts";
import { multipartEtag, quoted, unquoted } from "../etag.ts";
import { checksumAnswer } from "../object-answer.ts";
import { checkKeySize } from "../object-key.ts";
import { expirationOf } from "../lifecycle/answers.ts";
import { causeOf } from "../notifications/cause.ts";
import { withBucketLock } from "../object-lock.ts";
import { completedUpload, completeUpload } from "../store/completion.ts";
import { lastModifiedAt, writtenVersionId } from "../store/objects.ts";
import { type CompletedRow, contentId, type ObjectRow, type UploadRow } from "../store/tables.ts";
import { type NumberedPart, partsOfUpload, requireUpload } from "../store/uploads.ts";

export const completeMultipartUpload: Operation<"CompleteMultipartUpload"> = async (input, call) => {
  const { origin, context } = call;
  checkKeySize(input.Key);
  validateWriteConditions(input);
  const { Bucket: bucket, Key: key, UploadId: uploadId } = input;
  const location = `${origin.secure ? "https" : "http"}://${origin.host}/${bucket}/${encodeURIComponent(key)}`;
  const before = await completedUpload(context, input);
  if (before !== undefined && isSame(before, input.MultipartUpload?.Parts ?? []))
    return {
      Location: location,
      Bucket: bucket,
      Key: key,
      ETag: quoted(before.etag),
      VersionId: before.versionId,
      ...checksumAnswer(before.checksum),
    };
  const upload = await requireUpload(context.keyvalue, input);
  const customer = customerKeyOf(input, origin);
  if (customer !== undefined) checkUploadKey(upload.encryption, customer);
  else if (upload.encryption?.kind === "SSE-C" && input.MultipartUpload?.Parts?.some(hasChecksum) === true)
    throw completionNeedsKey();
  const uploaded = new Map<number, NumberedPart>();
  for await (const part of partsOfUpload(context.keyvalue, uploadId)) uploaded.set(part.partNumber, part);
  const chosen = chooseParts(uploadId, upload, input.MultipartUpload?.Parts ?? [], uploaded);
  const checksum = completedChecksum(upload, input, chosen);
  const sizeBytes = chosen.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== sizeBytes)
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${sizeBytes}`,
    );
  const etag = multipartEtag(chosen.map((part) => part.etag));
  const nowMs = context.clock.now();
  const content = {
    headers: upload.headers,
    metadata: upload.metadata,
    tags: upload.tags,
    storageClass: upload.storageClass,
    retention: upload.retention,
    legalHold: upload.legalHold,
    owner: upload.owner,
    acl: upload.acl,
    encryption: upload.encryption,
    sizeBytes,
    etag,
    checksum,
    partsCount: chosen.length,
    lastModified: lastModifiedAt(nowMs),
  };
  const check = (current: ObjectRow | undefined): void => checkCompletion(input, key, upload, current);
  const { bucket: target, row } = await completeUpload(context, input, {
    chosen,
    content,
    check,
    cause: causeOf(call),
    finish: (into, one) => withBucketLock(into, one, nowMs),
  });
  return {
    Location: location,
    Bucket: bucket,
    Key: key,
    ETag: quoted(etag),
    VersionId: writtenVersionId(row),
    Expiration: await expirationOf(context, target, key, row),
    ...checksumAnswer(checksum),
    ...encryptionAnswer(upload.encryption, input),
  };
};

const hasChecksum = (part: object): boolean => CHECKSUM_ALGORITHMS.some((one) => checksumMember(one) in part);

/** Documented: sending a completion again gives the same answer. */
const isSame = ({ etag }: CompletedRow, parts: readonly CompletedPart[]): boolean =>
  multipartEtag(parts.map((part) => unquoted(part.ETag ?? ""))) === etag;

/** Recorded: a condition conflicts when another object stands under the key than when the upload began. */
function checkCompletion(
  conditions: WriteConditions,
  key: string,
  upload: UploadRow,
  current: ObjectRow | undefined,
): void {
  checkWriteConditions(conditions, key, current);
  if (upload.replaces === (current && contentId(current))) return;
  if (conditions.IfNoneMatch !== undefined) throw conditionalRequestConflict("If-None-Match", key);
  if (conditions.IfMatch !== undefined) throw conditionalRequestConflict("If-Match", key);
}
