// What multipart uploads need. Documented in "Multipart upload and permissions".
import type { AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { onBucket, onObject } from "./needs.ts";
import { readSource, write } from "./objects.ts";

export const uploadAccess: AccessTable<Sdk, S3Context> = {
  AbortMultipartUpload: (input, call) => onObject(["AbortMultipartUpload"], input, call),
  CompleteMultipartUpload: ({ Bucket, Key, IfMatch, IfNoneMatch }, call) =>
    write({ Bucket, Key, IfMatch, IfNoneMatch }, call, true),
  CreateMultipartUpload: (input, call) => write(input, call, false),
  ListMultipartUploads: (input, call) => onBucket("ListBucketMultipartUploads", input, call),
  ListParts: (input, call) => onObject(["ListMultipartUploadParts"], input, call),
  UploadPart: ({ Bucket, Key }, call) => write({ Bucket, Key }, call, false),
  UploadPartCopy: async ({ Bucket, Key, CopySource }, call) => [
    ...(await readSource(CopySource, call, false)).needs,
    ...(await write({ Bucket, Key }, call, false)),
  ],
};
