import {
  CreateStreamCommand,
  DescribeStreamCommand,
  GetShardIteratorCommand,
  PutRecordCommand,
  type GetShardIteratorCommandInput,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, iterator, platform, shard, streamName, text, texts } from "./platform.ts";

const { forebay, kinesis } = await platform();
const StreamName = await activeStream(kinesis, { ShardCount: 2 });

/** Five records on shard 0, a second of the clock apart. */
const numbers: string[] = [];
const arrivals: number[] = [];
for (const record of ["0", "1", "2", "3", "4"]) {
  await forebay.clock.advance(1000);
  arrivals.push(forebay.clock.now().getTime());
  const put = new PutRecordCommand({ StreamName, PartitionKey: "a", ExplicitHashKey: "0", Data: text(record) });
  numbers.push((await kinesis.send(put)).SequenceNumber ?? "");
}

const read = async (input: Partial<GetShardIteratorCommandInput>) =>
  texts(kinesis, await iterator(kinesis, StreamName, input));

const get = (input: Partial<GetShardIteratorCommandInput>) =>
  kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId: shard(0), ShardIteratorType: "TRIM_HORIZON", ...input }),
  );

describe("GetShardIterator", () => {
  it("GetShardIterator: the five types", async () => {
    expect(await read({ ShardIteratorType: "TRIM_HORIZON" })).toEqual(["0", "1", "2", "3", "4"]);
    expect(await read({ ShardIteratorType: "LATEST" })).toEqual([]);
    expect(await read({ ShardIteratorType: "AT_SEQUENCE_NUMBER", StartingSequenceNumber: numbers[2] })).toEqual([
      "2",
      "3",
      "4",
    ]);
    expect(await read({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: numbers[2] })).toEqual([
      "3",
      "4",
    ]);
    const Timestamp = new Date(arrivals[3] ?? 0);
    expect(await read({ ShardIteratorType: "AT_TIMESTAMP", Timestamp })).toEqual(["3", "4"]);
    expect(await read({ ShardIteratorType: "AT_TIMESTAMP", Timestamp: new Date(0) })).toHaveLength(5);
  });

  it("GetShardIterator: a shard's starting sequence number means its begin", async () => {
    const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
    const StartingSequenceNumber = StreamDescription?.Shards?.[0]?.SequenceNumberRange?.StartingSequenceNumber;
    for (const ShardIteratorType of ["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"] as const)
      expect(await read({ ShardIteratorType, StartingSequenceNumber })).toHaveLength(5);
  });

  it("GetShardIterator: LATEST and an AT_TIMESTAMP of now lead to what comes next", async () => {
    const own = await activeStream(kinesis);
    const types = ["LATEST", "AT_TIMESTAMP"] as const;
    const Timestamp = new Date(forebay.clock.now().getTime());
    const iterators = await Promise.all(
      types.map((type) =>
        iterator(kinesis, own, { ShardIteratorType: type, ...(type === "AT_TIMESTAMP" && { Timestamp }) }),
      ),
    );
    await kinesis.send(new PutRecordCommand({ StreamName: own, PartitionKey: "a", Data: text("next") }));
    for (const ShardIterator of iterators) expect(await texts(kinesis, ShardIterator)).toEqual(["next"]);
  });

  it("GetShardIterator: reads shard ids as AWS does (recorded)", async () => {
    for (const ShardId of ["shardId-0", "shard-0", "0", "anything-000000000000"])
      expect((await get({ ShardId })).ShardIterator).toBeTruthy();
    await expect(get({ ShardId: "shardId-5" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Shard ${shard(5)} in stream ${StreamName} under account ${account} does not exist`,
    });
    for (const ShardId of ["2147483648", "ABKLFD8", "2.14E4"])
      await expect(get({ ShardId })).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: `Could not find shard ${ShardId} in stream ${StreamName} under account ${account}.`,
      });
  });

  it("GetShardIterator: a stream that is absent or CREATING has no shards (recorded)", async () => {
    const creating = streamName();
    await kinesis.send(new CreateStreamCommand({ StreamName: creating, ShardCount: 1 }));
    for (const name of ["absent", creating])
      await expect(get({ StreamName: name })).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: `Shard ${shard(0)} in stream ${name} under account ${account} does not exist`,
      });
  });

  const both =
    "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or " +
    "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. ";
  it.each([
    ["AT_SEQUENCE_NUMBER", undefined, `${both}Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.`],
    [
      "AFTER_SEQUENCE_NUMBER",
      undefined,
      `${both}Request specified AFTER_SEQUENCE_NUMBER and no StartingSequenceNumber.`,
    ],
    ["LATEST", "5", `${both}Request specified LATEST and also a StartingSequenceNumber.`],
    ["TRIM_HORIZON", "5", `${both}Request specified TRIM_HORIZON and also a StartingSequenceNumber.`],
    [
      "AT_SEQUENCE_NUMBER",
      "5",
      `Invalid StartingSequenceNumber. It encodes ${shard(5)}, while it was used in a call to a shard with ${shard(0)}`,
    ],
    [
      "AT_SEQUENCE_NUMBER",
      "26227199374822427428162556223570313216",
      "StartingSequenceNumber 26227199374822427428162556223570313216 used in GetShardIterator on shard " +
        `${shard(0)} in stream ${StreamName} under account ${account} is invalid.`,
    ],
    [
      "AT_TIMESTAMP",
      undefined,
      "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.",
    ],
  ] as const)("GetShardIterator: refuses %s with %s (recorded)", async (type, start, message) => {
    await expect(get({ ShardIteratorType: type, StartingSequenceNumber: start })).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message,
    });
  });

  it("GetShardIterator: refuses a time to come, and a number of another stream (recorded)", async () => {
    const Timestamp = new Date(forebay.clock.now().getTime() + 60_000);
    await expect(get({ ShardIteratorType: "AT_TIMESTAMP", Timestamp })).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: expect.stringMatching(
        new RegExp(
          "^The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. " +
            `timestampInMillis: ${Timestamp.getTime()}, currentTimestampInMillis: \\d+$`,
        ),
      ),
    });
    const later = await activeStream(kinesis);
    const start = get({
      StreamName: later,
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      StartingSequenceNumber: numbers[0],
    });
    await expect(start).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: expect.stringContaining("is invalid because it did not come from this stream."),
    });
  });
});
