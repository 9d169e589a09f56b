// Event-stream answers read by real SDK clients: events, their payloads and headers, exceptions mid-stream.
import { expect, test } from "vitest";
import { CloudWatchLogsClient, StartLiveTailCommand } from "@aws-sdk/client-cloudwatch-logs";
import { KinesisClient, SubscribeToShardCommand } from "@aws-sdk/client-kinesis";
import { InvokeWithResponseStreamCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client, SelectObjectContentCommand } from "@aws-sdk/client-s3";
import { AwsError } from "../../src/kit/errors.ts";
import { loadService } from "../../src/wire/models.ts";
import { protocols } from "../../src/wire/protocols/protocols.ts";
import type { ProtocolName } from "../../src/wire/wire.ts";
import { handlerOf, plainOptions } from "./round-trip/client.ts";

/** Client options under which every call is answered with `output`, over the real protocol. */
function answering(service: string, operation: string, protocol: ProtocolName, output: object) {
  const found = loadService(service).operations.get(operation)!;
  return {
    ...plainOptions,
    requestHandler: handlerOf((head) => protocols[protocol].encode(found, output, { requestId: "r", head })),
  };
}

async function all<Event>(events: AsyncIterable<Event> | undefined): Promise<Event[]> {
  const seen: Event[] = [];
  for await (const event of events ?? []) seen.push(event);
  return seen;
}

async function* yielding(events: readonly object[], error?: Error): AsyncGenerator<object> {
  yield* events;
  if (error) throw error;
}

const subscribe = new SubscribeToShardCommand({
  ConsumerARN: "arn",
  ShardId: "shardId-000000000000",
  StartingPosition: { Type: "LATEST" },
});

function subscribed(events: AsyncIterable<object>) {
  return new KinesisClient(answering("kinesis", "SubscribeToShard", "awsJson1_1", { EventStream: events }));
}

const record = {
  Data: Buffer.from("hello"),
  PartitionKey: "p",
  SequenceNumber: "49590338271490256608559692538361571095921575989136588898",
};

test("SubscribeToShard: records arrive as they were yielded", async () => {
  const event = { ContinuationSequenceNumber: "1", MillisBehindLatest: 0, Records: [record] };
  const client = subscribed(yielding([{ SubscribeToShardEvent: event }, { SubscribeToShardEvent: event }]));
  const { EventStream } = await client.send(subscribe);
  const [first, second] = await all(EventStream);
  expect(first).toMatchObject({ SubscribeToShardEvent: { MillisBehindLatest: 0, ContinuationSequenceNumber: "1" } });
  expect(Buffer.from(second!.SubscribeToShardEvent!.Records![0]!.Data!).toString()).toBe("hello");
});

test("SubscribeToShard: a modelled error that the handler throws ends the stream as its exception", async () => {
  const error = new AwsError("ResourceNotFoundException", "Stream gone");
  const { EventStream } = await subscribed(yielding([], error)).send(subscribe);
  await expect(all(EventStream)).rejects.toMatchObject({ name: "ResourceNotFoundException", message: "Stream gone" });
});

test("SubscribeToShard: an error that the stream does not model arrives with its code and message", async () => {
  const { EventStream } = await subscribed(yielding([], new AwsError("Surprise", "what"))).send(subscribe);
  await expect(all(EventStream)).rejects.toMatchObject({ name: "Surprise", message: "what" });
});

test("SubscribeToShard: a bug in the handler is an InternalFailure to the client and a failure of the body", async () => {
  const found = loadService("kinesis").operations.get("SubscribeToShard")!;
  const head = { method: "POST", path: "/", query: "", headers: {} };
  const output = { EventStream: yielding([], new TypeError("oops")) };
  const { body } = protocols.awsJson1_1.encode(found, output, { requestId: "r", head });
  const frames: string[] = [];
  await expect(async () => {
    for await (const frame of body as AsyncIterable<Uint8Array>) frames.push(Buffer.from(frame).toString("latin1"));
  }).rejects.toThrow("oops");
  expect(frames.at(-1)).toContain("InternalFailure");
  expect(frames.at(-1)).not.toContain("oops");
});

test("SelectObjectContent: payloads that are bytes, structures in XML, and events without content", async () => {
  const events = [
    { Records: { Payload: Buffer.from("a,b\n") } },
    { Cont: {} },
    { Stats: { Details: { BytesScanned: 10, BytesProcessed: 10, BytesReturned: 4 } } },
    { End: {} },
  ];
  const output = { Payload: yielding(events) };
  const client = new S3Client(answering("s3", "SelectObjectContent", "restXml", output));
  const { Payload } = await client.send(
    new SelectObjectContentCommand({
      Bucket: "b",
      Key: "k",
      Expression: "select * from s3object",
      ExpressionType: "SQL",
      InputSerialization: { CSV: {} },
      OutputSerialization: { CSV: {} },
    }),
  );
  const [records, , stats, end] = await all(Payload);
  expect(Buffer.from(records!.Records!.Payload!).toString()).toBe("a,b\n");
  expect(stats).toEqual({ Stats: { Details: { BytesScanned: 10, BytesProcessed: 10, BytesReturned: 4 } } });
  expect(end).toHaveProperty("End");
});

test("InvokeWithResponseStream: header members beside the stream, JSON events", async () => {
  const output = {
    StatusCode: 200,
    ExecutedVersion: "$LATEST",
    EventStream: yielding([
      { PayloadChunk: { Payload: Buffer.from("chunk") } },
      { InvokeComplete: { ErrorCode: "Unhandled", LogResult: "bG9n" } },
    ]),
  };
  const client = new LambdaClient(answering("lambda", "InvokeWithResponseStream", "restJson1", output));
  const answer = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: "f" }));
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
  const [chunk, complete] = await all(answer.EventStream);
  expect(Buffer.from(chunk!.PayloadChunk!.Payload!).toString()).toBe("chunk");
  expect(complete).toEqual({ InvokeComplete: { ErrorCode: "Unhandled", LogResult: "bG9n" } });
});

test("StartLiveTail: nested structures and timestamps in events", async () => {
  const update = {
    sessionMetadata: { sampled: false },
    sessionResults: [{ message: "m", timestamp: 1_700_000_000_000 }],
  };
  const output = { responseStream: yielding([{ sessionStart: { sessionId: "s" } }, { sessionUpdate: update }]) };
  const client = new CloudWatchLogsClient(answering("cloudwatch-logs", "StartLiveTail", "awsJson1_1", output));
  const { responseStream } = await client.send(new StartLiveTailCommand({ logGroupIdentifiers: ["arn"] }));
  expect(await all(responseStream)).toEqual([{ sessionStart: { sessionId: "s" } }, { sessionUpdate: update }]);
});
