// DescribeStreamConsumer.
import { describeConsumer } from "../consumer.ts";
import type { Operation } from "../context.ts";
import { findConsumer } from "../find-consumer.ts";

export const describeStreamConsumer: Operation<"DescribeStreamConsumer"> = async (input, call) => ({
  ConsumerDescription: describeConsumer(await findConsumer(input, call)),
});
