// DeleteTopic: the topic and its subscriptions; one that is not there is no error (documented).
import type { Operation } from "../context.ts";
import { keyOfArn } from "../topic.ts";

export const deleteTopic: Operation<"DeleteTopic"> = async (input, { context }) => {
  await context.store.remove(keyOfArn(input.TopicArn));
  return {};
};
