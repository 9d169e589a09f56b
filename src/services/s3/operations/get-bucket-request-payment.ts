// GetBucketRequestPayment.
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketRequestPayment: Operation<"GetBucketRequestPayment"> = async (input, { context }) => {
  const { document } = await findConfiguration(context.keyvalue, input, "request-payment");
  return { Payer: document?.Payer ?? "BucketOwner" };
};
