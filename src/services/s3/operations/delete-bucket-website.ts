// DeleteBucketWebsite.
import type { Operation } from "../context.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketWebsite: Operation<"DeleteBucketWebsite"> = async (input, { context }) => {
  await removeConfiguration(context, input, "website");
  return {};
};
