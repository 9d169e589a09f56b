// DescribeDeliveryStream: status, source, destination and version.
import type { Operation } from "../context.ts";
import { describe } from "../view.ts";

export const describeDeliveryStream: Operation<"DescribeDeliveryStream"> = async (
  input,
  { account, region, context },
) => {
  const stream = await context.store.get({ account, region, name: input.DeliveryStreamName });
  return { DeliveryStreamDescription: describe(stream, context.clock.now()) };
};
