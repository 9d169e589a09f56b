// DeleteBucketLifecycle. Recorded: answers alike when there is none.
import type { Operation } from "../context.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketLifecycle: Operation<"DeleteBucketLifecycle"> = async (input, { context }) => {
  await removeConfiguration(context, input, "lifecycle");
  return {};
};
