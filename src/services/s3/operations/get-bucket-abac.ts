// GetBucketAbac: whether the bucket's tags count in policies.
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketAbac: Operation<"GetBucketAbac"> = async (input, { context }) => {
  const { document } = await findConfiguration(context.keyvalue, input, "abac");
  return { AbacStatus: document ?? { Status: "Disabled" } };
};
