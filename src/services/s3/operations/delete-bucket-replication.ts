// DeleteBucketReplication.
import type { Operation } from "../context.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketReplication: Operation<"DeleteBucketReplication"> = async (input, { context }) => {
  await removeConfiguration(context, input, "replication");
  return {};
};
