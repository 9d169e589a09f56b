// GetQueueUrl.
import type { Operation } from "../context.ts";
import { queueUrl } from "../queue.ts";

export const getQueueUrl: Operation<"GetQueueUrl"> = async (input, { account, region, context, origin }) => {
  const key = { account: input.QueueOwnerAWSAccountId ?? account, region, name: input.QueueName };
  await context.store.get(key);
  return { QueueUrl: queueUrl(key, origin) };
};
