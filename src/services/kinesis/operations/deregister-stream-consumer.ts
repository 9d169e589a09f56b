// DeregisterStreamConsumer: a consumer in DELETING, whose subscriptions end and which a timer removes.
import { consumerArn } from "../consumer.ts";
import type { Operation } from "../context.ts";
import { consumerNotFound } from "../errors.ts";
import { findConsumer } from "../find-consumer.ts";
import { consumerDeletion } from "../timers.ts";

export const deregisterStreamConsumer: Operation<"DeregisterStreamConsumer"> = async (input, call) => {
  const { store, clock, subscriptions } = call.context;
  const consumer = await findConsumer(input, call);
  const arn = consumerArn(consumer);
  const gone = consumerNotFound(arn, consumer.key.stream.account);
  await store.consumers.change(consumer.key, (row) => {
    if (row?.createdAtMs !== consumer.createdAtMs) throw gone;
    return { row: { ...row, status: "DELETING" }, timer: consumerDeletion(consumer, clock.now()) };
  });
  subscriptions.endAll(arn, gone);
  return {};
};
