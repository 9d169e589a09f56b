// CreateMultipartUpload.
import { type ChecksumAlgorithm, checksumTypesOf, type ChecksumType } from "../checksum/algorithms.ts";
import { checksumAlgorithm } from "../checksum/declared.ts";
import { newObjectAccess } from "../acl/bucket-rules.ts";
import type { Input, Operation } from "../context.ts";
import { writtenEncryptionAnswer } from "../encryption/answer.ts";
import { wantedEncryption } from "../encryption/wanted.ts";
import { encryptionOfWrite } from "../encryption/write.ts";
import { describe } from "../description.ts";
import { invalidRequest } from "../errors.ts";
import { abortAnswer } from "../lifecycle/answers.ts";
import { checkKeySize } from "../object-key.ts";
import { requireBucket } from "../store/buckets.ts";
import { createUpload, newUploadId } from "../store/uploads.ts";

export const createMultipartUpload: Operation<"CreateMultipartUpload"> = async (input, call) => {
  const { context, caller, region } = call;
  checkKeySize(input.Key);
  const wanted = wantedEncryption(input, caller, call.origin);
  const checksum = uploadChecksum(input);
  const nowMs = context.clock.now();
  const uploadId = newUploadId(nowMs);
  const description = describe(input, nowMs);
  const target = await requireBucket(context.keyvalue, input);
  const access = await newObjectAccess(input, { context, caller, region });
  const encryption = (await encryptionOfWrite(wanted, target, input.Key, call))?.encryption;
  const bucket = await createUpload(
    context,
    { ...input, UploadId: uploadId },
    { ...description, ...access, encryption, initiatedAt: new Date(nowMs), initiator: caller.arn, checksum },
  );
  return {
    ...(await abortAnswer(context, bucket, input.Key, new Date(nowMs))),
    Bucket: input.Bucket,
    Key: input.Key,
    UploadId: uploadId,
    ChecksumAlgorithm: checksum?.algorithm,
    ChecksumType: checksum?.type,
    ...writtenEncryptionAnswer(encryption, input),
  };
};

/** Errors: InvalidRequest. Recorded. */
function uploadChecksum(
  input: Input<"CreateMultipartUpload">,
): { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined {
  if (input.ChecksumAlgorithm === undefined) {
    if (input.ChecksumType === undefined) return undefined;
    throw invalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
  }
  const algorithm = checksumAlgorithm(input.ChecksumAlgorithm);
  const types = checksumTypesOf(algorithm);
  const type = input.ChecksumType ?? types[0];
  if (!types.includes(type))
    throw invalidRequest(
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  return { algorithm, type };
}
