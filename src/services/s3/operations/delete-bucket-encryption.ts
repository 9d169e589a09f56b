// DeleteBucketEncryption. The default is there again then.
import type { Operation } from "../context.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketEncryption: Operation<"DeleteBucketEncryption"> = async (input, { context }) => {
  await removeConfiguration(context, input, "encryption");
  return {};
};
