// Errors of directory buckets. The codes are documented, their sentences inferred.
import type { AwsError } from "../../../kit/errors.ts";
import { error, invalidArgument, invalidRequest } from "../errors.ts";

export const notDirectoryBucket = (): AwsError =>
  invalidRequest("This operation is supported only for directory buckets.");

export const otherZone = (): AwsError =>
  error(400, "InvalidBucketName", "The zone in the name of the bucket is not the one of its location.");

export const badRedundancy = (redundancy: string | undefined): AwsError =>
  invalidArgument("The data redundancy is not valid for the type of the location.", "DataRedundancy", redundancy);

export const badBucketType = (type: string | undefined): AwsError =>
  invalidArgument("The type of the bucket is not valid.", "Type", type);

export const badSessionMode = (mode: string): AwsError =>
  invalidArgument("The session mode is not valid.", "x-amz-create-session-mode", mode);

export const slashOnly = (parameter: string, value: string): AwsError =>
  invalidArgument("Directory buckets support only the delimiter / and prefixes that end in it.", parameter, value);

export const noStartAfter = (value: string): AwsError =>
  invalidArgument("Directory buckets do not support start-after.", "start-after", value);

export const invalidWriteOffset = (): AwsError =>
  error(400, "InvalidWriteOffset", "The write offset value that you specified does not match the current object size.");

export const otherBucketOfSource = (): AwsError =>
  invalidRequest("The source of a rename must be in the same directory bucket.");

export const directoryStorageClass = (storageClass: string): AwsError =>
  error(400, "InvalidStorageClass", "Directory buckets support only the storage class EXPRESS_ONEZONE.", {
    StorageClassRequested: storageClass,
  });
