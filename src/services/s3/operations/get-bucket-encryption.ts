// GetBucketEncryption.
import type { Operation } from "../context.ts";
import { DEFAULT_ENCRYPTION } from "../configurations/encryption.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketEncryption: Operation<"GetBucketEncryption"> = async (input, { context }) => {
  const { document } = await findConfiguration(context.keyvalue, input, "encryption");
  return { ServerSideEncryptionConfiguration: document ?? DEFAULT_ENCRYPTION };
};
