// Enhanced fan-out through the AWS SDK, over HTTP/2. Documented unless said otherwise.
import {
  DeleteStreamCommand,
  DeregisterStreamConsumerCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
  SubscribeToShardCommand,
  type StartingPosition,
} from "@aws-sdk/client-kinesis";
import { STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { activeConsumer, subscribe, takeTexts } from "./fan-out.ts";
import { account, activeStream, platform, region, shard, text, untilActive } from "./platform.ts";

const { forebay, kinesis } = await platform();

const arnOf = (name: string): string => `arn:aws:kinesis:${region}:${account}:stream/${name}`;
const put = (StreamName: string, data: string) =>
  kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "a", Data: text(data) }));
/** A stream of its own with one consumer. */
async function consumed(): Promise<{ stream: string; consumer: string }> {
  const stream = await activeStream(kinesis);
  return { stream, consumer: await activeConsumer(kinesis, arnOf(stream), "reader") };
}
/** Past the seconds in which another subscription is refused. */
const later = () => forebay.clock.advance(5_000);

describe("SubscribeToShard", () => {
  it("SubscribeToShard: sends what there is, then what arrives", async () => {
    const { stream, consumer } = await consumed();
    const first = await put(stream, "0");
    const events = subscribe(kinesis, consumer, { Type: "TRIM_HORIZON" });
    const { value } = await events.next();
    expect(value).toMatchObject({
      Records: [{ PartitionKey: "a", SequenceNumber: first.SequenceNumber }],
      ContinuationSequenceNumber: first.SequenceNumber,
      MillisBehindLatest: 0,
    });
    await put(stream, "1");
    await put(stream, "2");
    expect((await takeTexts(events, 2)).texts).toEqual(["1", "2"]);
  });

  it("SubscribeToShard: all starting positions", async () => {
    const { stream, consumer } = await consumed();
    const numbers: (string | undefined)[] = [];
    const times: Date[] = [];
    for (const record of ["0", "1", "2"]) {
      await forebay.clock.advance(1000);
      times.push(new Date(forebay.clock.now().getTime()));
      numbers.push((await put(stream, record)).SequenceNumber);
    }
    const positions: [StartingPosition, string[]][] = [
      [{ Type: "TRIM_HORIZON" }, ["0", "1", "2"]],
      [{ Type: "AT_SEQUENCE_NUMBER", SequenceNumber: numbers[1] }, ["1", "2"]],
      [{ Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: numbers[1] }, ["2"]],
      [{ Type: "AT_TIMESTAMP", Timestamp: times[2] }, ["2"]],
    ];
    for (const [position, expected] of positions) {
      expect((await takeTexts(subscribe(kinesis, consumer, position), expected.length)).texts).toEqual(expected);
      await later();
    }
    const events = subscribe(kinesis, consumer, { Type: "LATEST" });
    const { value: empty } = await events.next();
    expect(empty).toMatchObject({ Records: [], MillisBehindLatest: 0 });
    await put(stream, "3");
    expect((await takeTexts(events, 1)).texts).toEqual(["3"]);
    await later();
    const after = { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: empty?.ContinuationSequenceNumber } as const;
    expect((await takeTexts(subscribe(kinesis, consumer, after), 1)).texts).toEqual(["3"]);
  });

  it("SubscribeToShard: ends after five minutes of the clock, and goes on after its last number", async () => {
    const { stream, consumer } = await consumed();
    await put(stream, "0");
    const events = subscribe(kinesis, consumer, { Type: "TRIM_HORIZON" });
    const { continuation } = await takeTexts({ [Symbol.asyncIterator]: () => ({ next: () => events.next() }) }, 1);
    await forebay.clock.advance(299_000);
    await put(stream, "1");
    expect((await events.next()).value?.ContinuationSequenceNumber).toBeDefined();
    await forebay.clock.advance(2_000);
    let seen = 0;
    for await (const { Records = [] } of events) seen += Records.length;
    expect(seen).toBeLessThanOrEqual(1);
    const after = { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: continuation } as const;
    expect((await takeTexts(subscribe(kinesis, consumer, after), 1)).texts).toEqual(["1"]);
  });

  it("SubscribeToShard: refused within five seconds, takes over afterwards (recorded text)", async () => {
    const { stream, consumer } = await consumed();
    const input = { ConsumerARN: consumer, ShardId: shard(0), StartingPosition: { Type: "LATEST" } } as const;
    const { EventStream } = await kinesis.send(new SubscribeToShardCommand(input));
    const inUse = {
      name: "ResourceInUseException",
      message: `Another active subscription exists for this consumer: ${account}:${stream}:${shard(0)}:reader`,
    };
    await expect(kinesis.send(new SubscribeToShardCommand(input))).rejects.toMatchObject(inUse);
    await later();
    const events = subscribe(kinesis, consumer, { Type: "LATEST" });
    await events.next();
    const former = async () => {
      for await (const event of EventStream ?? []) expect(event).toBeDefined();
    };
    await expect(former()).rejects.toMatchObject(inUse);
    await put(stream, "0");
    expect((await takeTexts(events, 1)).texts).toEqual(["0"]);
  });

  it("SubscribeToShard: two consumers each read everything, a third by itself later", async () => {
    const stream = await activeStream(kinesis);
    const [first, second] = await Promise.all(
      ["first", "second"].map((name) => activeConsumer(kinesis, arnOf(stream), name)),
    );
    const BATCHES = 40;
    const BATCH_RECORDS = 50;
    const total = BATCHES * BATCH_RECORDS;
    const reading = [first, second].map((arn) =>
      takeTexts(subscribe(kinesis, arn ?? "", { Type: "TRIM_HORIZON" }), total),
    );
    const written: string[] = [];
    for (let batch = 0; batch < BATCHES; batch++) {
      const texts = Array.from({ length: BATCH_RECORDS }, (_, at) => `${batch}-${at}-${"x".repeat(1000)}`);
      const Records = texts.map((each) => ({ PartitionKey: "a", Data: text(each) }));
      await kinesis.send(new PutRecordsCommand({ StreamName: stream, Records }));
      written.push(...texts);
    }
    for (const { texts } of await Promise.all(reading)) expect(texts).toEqual(written);
    const third = await activeConsumer(kinesis, arnOf(stream), "third");
    expect((await takeTexts(subscribe(kinesis, third, { Type: "TRIM_HORIZON" }), total)).texts).toEqual(written);
  });

  it("SubscribeToShard: names the children at the end of a shard, without a number", async () => {
    const { stream, consumer } = await consumed();
    await put(stream, "0");
    const events = subscribe(kinesis, consumer, { Type: "TRIM_HORIZON" });
    expect((await events.next()).value?.Records).toHaveLength(1);
    const half = (2n ** 127n).toString();
    await kinesis.send(new SplitShardCommand({ StreamName: stream, ShardToSplit: shard(0), NewStartingHashKey: half }));
    const left = [];
    for await (const event of events) left.push(event);
    const last = left.at(-1);
    expect(last?.ContinuationSequenceNumber).toBeUndefined();
    expect(last?.ChildShards?.map(({ ShardId, ParentShards }) => [ShardId, ParentShards])).toEqual([
      [shard(1), [shard(0)]],
      [shard(2), [shard(0)]],
    ]);
    await untilActive(kinesis, stream);
    await put(stream, "1");
    const children = [1, 2].map((index) => subscribe(kinesis, consumer, { Type: "TRIM_HORIZON" }, shard(index)));
    const firsts = await Promise.all(children.map(async (each) => (await each.next()).value?.Records?.length));
    expect(new Set(firsts)).toEqual(new Set([0, 1]));
    for (const each of children) await each.return(undefined);
  });

  it("SubscribeToShard: ends with an error when the consumer or the stream goes", async () => {
    const { stream, consumer } = await consumed();
    const drained = async (events: AsyncIterable<unknown>) => {
      for await (const event of events) expect(event).toBeDefined();
    };
    const events = subscribe(kinesis, consumer, { Type: "LATEST" });
    await events.next();
    await kinesis.send(new DeregisterStreamConsumerCommand({ ConsumerARN: consumer }));
    await expect(drained(events)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const other = await activeConsumer(kinesis, arnOf(stream), "other");
    const more = subscribe(kinesis, other, { Type: "LATEST" });
    await more.next();
    await kinesis.send(new DeleteStreamCommand({ StreamName: stream, EnforceConsumerDeletion: true }));
    await expect(drained(more)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("SubscribeToShard: refuses what is not there, and dry runs", async () => {
    const { stream, consumer } = await consumed();
    const call = (input: object) =>
      kinesis.send(
        new SubscribeToShardCommand({
          ConsumerARN: consumer,
          ShardId: shard(0),
          StartingPosition: { Type: "LATEST" },
          ...input,
        }),
      );
    const refused: [object, string][] = [
      [{ ShardId: shard(7) }, "ResourceNotFoundException"],
      [{ ConsumerARN: `${arnOf(stream)}/consumer/absent:1` }, "ResourceNotFoundException"],
      [{ StartingPosition: { Type: "AT_SEQUENCE_NUMBER" } }, "InvalidArgumentException"],
      [{ StartingPosition: { Type: "AT_TIMESTAMP" } }, "InvalidArgumentException"],
      [{ DryRun: true }, "DryRunOperationException"],
    ];
    for (const [input, name] of refused) await expect(call(input)).rejects.toMatchObject({ name });
  });

  it("SubscribeToShard: over HTTP/1.1 too", async () => {
    const { stream, consumer } = await consumed();
    const http1 = new STSClient(forebay.clientConfig).config.requestHandler;
    const client = new KinesisClient({ ...forebay.clientConfig, maxAttempts: 1, requestHandler: http1 });
    const events = subscribe(client, consumer, { Type: "LATEST" });
    await events.next();
    await put(stream, "0");
    expect((await takeTexts(events, 1)).texts).toEqual(["0"]);
    client.destroy();
  });
});
