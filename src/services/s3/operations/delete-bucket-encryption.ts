// DeleteBucketEncryption: new objects that ask for nothing are stored as they are sent.
import type { Operation } from "../context.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketEncryption: Operation<"DeleteBucketEncryption"> = async (input, { context }) => {
  await removeConfiguration(context, input, "encryption");
  return {};
};
