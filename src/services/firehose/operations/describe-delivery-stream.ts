// DescribeDeliveryStream: status, source, destination and version.
import type { Operation } from "../context.ts";
import { timed } from "../metrics.ts";
import { describe } from "../view.ts";

export const describeDeliveryStream: Operation<"DescribeDeliveryStream"> = (input, { account, region, context }) => {
  const { store, clock, metrics } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  return timed(metrics.of(key), clock, "DescribeDeliveryStream", async () => {
    const stream = await store.get(key);
    return { DeliveryStreamDescription: describe(stream, clock.now()) };
  });
};
