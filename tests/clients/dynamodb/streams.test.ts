import {
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { afterAll, describe, expect, it } from "vitest";
import { activeTable, platform } from "./platform.ts";

const { forebay, dynamodb } = await platform();
const streams = new DynamoDBStreamsClient({ ...forebay.clientConfig, maxAttempts: 1 });
afterAll(() => streams.destroy());

async function streamed(): Promise<{ TableName: string; StreamArn: string }> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } as const;
  const TableName = await activeTable(dynamodb, { StreamSpecification });
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  return { TableName, StreamArn: Table?.LatestStreamArn ?? "" };
}

async function iteratorOf(StreamArn: string, ShardIteratorType: "TRIM_HORIZON" | "LATEST" = "TRIM_HORIZON") {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const { ShardIterator } = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType }));
  return ShardIterator;
}

const recordsFrom = async (ShardIterator: string | undefined) => streams.send(new GetRecordsCommand({ ShardIterator }));

describe("DynamoDB Streams", () => {
  it("GetRecords: tells what changed, in order, and nothing of writes that changed nothing", async () => {
    const { TableName, StreamArn } = await streamed();
    const latest = await iteratorOf(StreamArn, "LATEST");
    const Key = { id: { S: "a" } };
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, n: { N: "1" } } }));
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, n: { N: "1" } } }));
    await dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "SET n = :n",
        ExpressionAttributeValues: { ":n": { N: "2" } },
      }),
    );
    await dynamodb.send(new DeleteItemCommand({ TableName, Key }));
    const { Records = [], NextShardIterator } = await recordsFrom(await iteratorOf(StreamArn));
    expect(Records.map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY", "REMOVE"]);
    expect(Records[1]).toMatchObject({
      eventSource: "aws:dynamodb",
      dynamodb: {
        Keys: Key,
        OldImage: { n: { N: "1" } },
        NewImage: { n: { N: "2" } },
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    });
    const numbers = Records.map(({ dynamodb: change }) => BigInt(change?.SequenceNumber ?? 0));
    expect(numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0n))).toBe(true);
    expect((await recordsFrom(NextShardIterator)).Records).toEqual([]);
    expect((await recordsFrom(latest)).Records).toHaveLength(3);
  });

  it("GetRecords: a reader beside many writers misses nothing", async () => {
    const { TableName, StreamArn } = await streamed();
    const writes = Array.from({ length: 300 }, (_one, n) =>
      dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: `i${n}` } } })),
    );
    let isDone = false;
    void Promise.all(writes).then(() => (isDone = true));
    let next = await iteratorOf(StreamArn);
    const seen: string[] = [];
    for (let last = false; !last;) {
      last = isDone;
      const { Records = [], NextShardIterator } = await recordsFrom(next);
      seen.push(...Records.map(({ dynamodb: change }) => change?.Keys?.["id"]?.S ?? ""));
      next = NextShardIterator;
      last &&= Records.length === 0;
    }
    expect(seen.toSorted()).toEqual(Array.from({ length: 300 }, (_one, n) => `i${n}`).toSorted());
  });

  it("ListStreams: a stream that was disabled stays readable and ends", async () => {
    const { TableName, StreamArn } = await streamed();
    await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: "a" } } }));
    await dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
    const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
    expect(Streams?.map((stream) => stream.StreamArn)).toEqual([StreamArn]);
    const first = await recordsFrom(await iteratorOf(StreamArn));
    expect(first.Records).toHaveLength(1);
    expect((await recordsFrom(first.NextShardIterator)).NextShardIterator).toBeUndefined();
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    expect(StreamDescription).toMatchObject({ StreamStatus: "DISABLED" });
  });

  it("GetRecords: changes are gone after a day, and items when their time to live is over", async () => {
    const { TableName, StreamArn } = await streamed();
    await dynamodb.send(
      new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: "until" } }),
    );
    const seconds = Math.floor(forebay.clock.now().getTime() / 1000);
    const item = (id: string, until: number) => ({ id: { S: id }, until: { N: String(until) } });
    await dynamodb.send(new PutItemCommand({ TableName, Item: item("soon", seconds + 3600) }));
    await dynamodb.send(new PutItemCommand({ TableName, Item: item("later", seconds + 30 * 86_400) }));
    await forebay.clock.advance(25 * 3_600_000);
    const found = async (id: string) =>
      (await dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item?.["id"]?.S;
    await expect.poll(() => found("soon"), { timeout: 10_000 }).toBeUndefined();
    expect(await found("later")).toBe("later");
    const { Records } = await recordsFrom(await iteratorOf(StreamArn));
    expect(Records).toMatchObject([
      { eventName: "REMOVE", userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" } },
    ]);
  });
});
