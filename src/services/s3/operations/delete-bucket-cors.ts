// DeleteBucketCors.
import type { Operation } from "../context.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketCors: Operation<"DeleteBucketCors"> = async (input, { context }) => {
  await removeConfiguration(context, input, "cors");
  return {};
};
