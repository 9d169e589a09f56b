// GetBucketEncryption. A bucket that was never told to encrypts nothing, and does not say that it does.
import type { Operation } from "../context.ts";
import { encryptionNotFound } from "../configurations/errors.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketEncryption: Operation<"GetBucketEncryption"> = async (input, { context }) => {
  const { document } = await findConfiguration(context.keyvalue, input, "encryption");
  if (document === undefined) throw encryptionNotFound(input.Bucket);
  return { ServerSideEncryptionConfiguration: document };
};
