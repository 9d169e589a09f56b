// What multipart uploads need. Documented in "Multipart upload and permissions".
import type { AccessNeed, AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { type UploadAddress, uploadInitiator } from "../store/uploads.ts";
import { onBucketOrPoint, onObject, reached, type S3Call } from "./needs.ts";
import { readSource, write } from "./objects.ts";

/** Documented: who began an upload may list its parts and abort it, unless a policy denies it. */
const ofInitiator =
  (action: string) =>
  async (upload: UploadAddress, call: S3Call): Promise<AccessNeed[]> => {
    const needs = await onObject([action], upload, call);
    const { bucket } = await reached(upload.Bucket, call);
    const initiator = await uploadInitiator(call.context, { ...upload, Bucket: bucket.name });
    if (call.caller.kind === "anonymous" || initiator !== call.caller.arn) return needs;
    return needs.map((need) => ({
      ...need,
      resourcePolicy: { document: undefined, mode: "either", ...need.resourcePolicy, granted: true },
    }));
  };

export const uploadAccess: AccessTable<Sdk, S3Context> = {
  AbortMultipartUpload: ofInitiator("AbortMultipartUpload"),
  CompleteMultipartUpload: ({ Bucket, Key, IfMatch, IfNoneMatch }, call) =>
    write({ Bucket, Key, IfMatch, IfNoneMatch }, call, true),
  CreateMultipartUpload: (input, call) => write(input, call, false),
  ListMultipartUploads: (input, call) => onBucketOrPoint("ListBucketMultipartUploads", input, call),
  ListParts: ofInitiator("ListMultipartUploadParts"),
  UploadPart: ({ Bucket, Key }, call) => write({ Bucket, Key }, call, false),
  UploadPartCopy: async ({ Bucket, Key, CopySource }, call) => [
    ...(await readSource(CopySource, call, { tags: false, annotations: false })).needs,
    ...(await write({ Bucket, Key }, call, false)),
  ],
};
