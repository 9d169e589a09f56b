// SubscribeToShard: enhanced fan-out, records pushed for up to five minutes.
import { consumerArn, consumerKey, createdSeconds } from "../consumer.ts";
import type { Operation } from "../context.ts";
import {
  alreadySubscribed,
  consumerNotActive,
  consumerNotFound,
  dryRun,
  shardDoesNotExist,
  shardNotFound,
} from "../errors.ts";
import { shardEvents } from "../shard-events.ts";
import { shardId, shardIndex } from "../shard.ts";
import { positionOf } from "../start-position.ts";
import { readableShard } from "../stream.ts";

export const subscribeToShard: Operation<"SubscribeToShard"> = async (input, call) => {
  const { account, region, context, signal } = call;
  const { store, clock, subscriptions } = context;
  const { key, createdSeconds: seconds } = consumerKey(input, { account, region });
  const index = shardIndex(input.ShardId);
  if (index === undefined) throw shardNotFound(input.ShardId, key.stream);
  const consumer = await store.consumers.find(key, seconds);
  if (!consumer) throw consumerNotFound(input.ConsumerARN, key.stream.account);
  const stream = await store.get(key.stream);
  const shard = readableShard(stream, index, clock.now());
  if (!shard) throw shardDoesNotExist(shardId(index), key.stream);
  if (consumer.status !== "ACTIVE")
    throw consumerNotActive({ name: key.name, createdSeconds: createdSeconds(consumer) }, key.stream);
  const { Type: type, SequenceNumber: sequenceNumber, Timestamp: timestamp } = input.StartingPosition;
  const position = await positionOf({ type, sequenceNumber, timestamp }, stream, shard, context);
  if (input.DryRun) throw dryRun();
  const inUse = () => alreadySubscribed(key.name, shardId(index), key.stream);
  const subscription = subscriptions.begin(consumerArn(consumer), shardId(index), inUse);
  if (signal.aborted) subscription.end();
  else signal.addEventListener("abort", () => subscription.end(), { once: true });
  const consumerName = key.name;
  context.counts.of(stream).subscribed(consumerName);
  const subscribed = { key: stream.key, streamId: stream.id, shardIndex: index, position, consumerName };
  return { EventStream: shardEvents(subscribed, subscription, { caller: call.caller, context }) };
};
