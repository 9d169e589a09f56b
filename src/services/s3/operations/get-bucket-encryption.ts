// GetBucketEncryption. A bucket that was never told to encrypts nothing, and does not say that it does, unless S3 always encrypts.
import type { ServerSideEncryptionConfiguration } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { encryptionNotFound } from "../configurations/errors.ts";
import { findConfiguration } from "../store/configurations.ts";

/** Recorded. */
const OF_NEW_BUCKETS: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
};

export const getBucketEncryption: Operation<"GetBucketEncryption"> = async (input, { context }) => {
  const { document } = await findConfiguration(context.keyvalue, input, "encryption");
  if (document === undefined && context.encryptAlways) return { ServerSideEncryptionConfiguration: OF_NEW_BUCKETS };
  if (document === undefined) throw encryptionNotFound(input.Bucket);
  return { ServerSideEncryptionConfiguration: document };
};
