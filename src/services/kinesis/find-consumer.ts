// The consumer that a request names, by its ARN or by name.
import type { Call } from "../../kit/service.ts";
import { consumerKey, type Consumer } from "./consumer.ts";
import type { KinesisContext } from "./context.ts";
import { consumerNotFound, consumerNotFoundByName } from "./errors.ts";

/** Errors: InvalidArgumentException, ResourceNotFoundException, also for its stream. */
export async function findConsumer(
  input: Parameters<typeof consumerKey>[0],
  { account, region, context: { store } }: Call<KinesisContext>,
): Promise<Consumer> {
  const { key, createdSeconds } = consumerKey(input, { account, region });
  const consumer = await store.consumers.find(key, createdSeconds);
  if (consumer) return consumer;
  await store.get(key.stream);
  throw input.ConsumerARN === undefined
    ? consumerNotFoundByName(key.name, key.stream)
    : consumerNotFound(input.ConsumerARN, key.stream.account);
}
