// Consumers with enhanced fan-out, to test with.
import {
  DescribeStreamConsumerCommand,
  RegisterStreamConsumerCommand,
  SubscribeToShardCommand,
  type KinesisClient,
  type StartingPosition,
  type SubscribeToShardEvent,
} from "@aws-sdk/client-kinesis";
import { setTimeout as sleep } from "node:timers/promises";
import { shard } from "./platform.ts";

const POLL_MS = 20;
const POLLS_MAX = 500;

/** An ACTIVE consumer; its ARN. */
export async function activeConsumer(kinesis: KinesisClient, StreamARN: string, ConsumerName: string): Promise<string> {
  const { Consumer } = await kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName }));
  const arn = Consumer?.ConsumerARN ?? "";
  await untilConsumer(kinesis, arn, "ACTIVE");
  return arn;
}

/** `status` undefined: until it is gone. */
export async function untilConsumer(
  kinesis: KinesisClient,
  ConsumerARN: string,
  status: string | undefined,
): Promise<void> {
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    const now = await kinesis.send(new DescribeStreamConsumerCommand({ ConsumerARN })).then(
      ({ ConsumerDescription }) => ConsumerDescription?.ConsumerStatus,
      () => undefined,
    );
    if (now === status) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${ConsumerARN} did not become ${status ?? "gone"}`);
}

/** What the consumer is sent, event by event. Leaving the loop closes the subscription. */
export async function* subscribe(
  kinesis: KinesisClient,
  ConsumerARN: string,
  StartingPosition: StartingPosition,
  ShardId = shard(0),
): AsyncGenerator<SubscribeToShardEvent> {
  const going = new AbortController();
  const command = new SubscribeToShardCommand({ ConsumerARN, ShardId, StartingPosition });
  const { EventStream } = await kinesis.send(command, { abortSignal: going.signal });
  try {
    for await (const { SubscribeToShardEvent: event } of EventStream ?? []) if (event) yield event;
  } finally {
    going.abort(); // the SDK does not end the request by itself
  }
}

/** Texts of the records until there are `count`; the events' last continuation number. */
export async function takeTexts(
  events: AsyncIterable<SubscribeToShardEvent>,
  count: number,
): Promise<{ texts: string[]; continuation: string | undefined }> {
  const texts: string[] = [];
  if (count === 0) return { texts, continuation: undefined };
  for await (const { Records = [], ContinuationSequenceNumber } of events) {
    texts.push(...Records.map(({ Data }) => Buffer.from(Data ?? []).toString()));
    if (texts.length >= count) return { texts, continuation: ContinuationSequenceNumber };
  }
  throw new Error(`the subscription ended after ${texts.length} of ${count} records`);
}
