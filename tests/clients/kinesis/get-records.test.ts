import {
  GetRecordsCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
  type GetRecordsCommandOutput,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { activeStream, iterator, platform, text } from "./platform.ts";

const { forebay, kinesis } = await platform();
const MiB = 2 ** 20;

const get = (ShardIterator: string | undefined, Limit?: number) =>
  kinesis.send(new GetRecordsCommand({ ShardIterator, Limit }));
const put = (StreamName: string, data: string | Uint8Array) =>
  kinesis.send(
    new PutRecordCommand({ StreamName, PartitionKey: "key", Data: typeof data === "string" ? text(data) : data }),
  );
const textsOf = ({ Records = [] }: GetRecordsCommandOutput) =>
  Records.map(({ Data }) => Buffer.from(Data ?? []).toString());

describe("GetRecords", () => {
  it("GetRecords: answers what was put, when and under which number", async () => {
    const StreamName = await activeStream(kinesis);
    const fromMs = forebay.clock.now().getTime();
    const { SequenceNumber } = await put(StreamName, "one");
    const { Records, NextShardIterator, MillisBehindLatest } = await get(await iterator(kinesis, StreamName));
    expect(Records).toEqual([
      { PartitionKey: "key", Data: expect.anything(), SequenceNumber, ApproximateArrivalTimestamp: expect.any(Date) },
    ]);
    const arrivedMs = Records?.[0]?.ApproximateArrivalTimestamp?.getTime() ?? 0;
    expect(arrivedMs).toBeGreaterThanOrEqual(fromMs);
    expect(arrivedMs).toBeLessThanOrEqual(forebay.clock.now().getTime());
    expect(NextShardIterator).toBeTruthy();
    expect(MillisBehindLatest).toBe(0);
  });

  it("GetRecords: goes on where it stopped, and says how far behind it is", async () => {
    const StreamName = await activeStream(kinesis);
    for (const record of ["0", "1", "2", "3", "4"]) {
      await put(StreamName, record);
      await forebay.clock.advance(10_000);
    }
    const first = await get(await iterator(kinesis, StreamName), 2);
    expect(textsOf(first)).toEqual(["0", "1"]);
    expect(first.MillisBehindLatest).toBeGreaterThanOrEqual(40_000);
    expect(first.MillisBehindLatest).toBeLessThan(50_000);
    const second = await get(first.NextShardIterator, 3);
    expect([textsOf(second), second.MillisBehindLatest]).toEqual([["2", "3", "4"], 0]);
    const third = await get(second.NextShardIterator);
    expect([textsOf(third), third.MillisBehindLatest]).toEqual([[], 0]);
    await put(StreamName, "5");
    expect(textsOf(await get(third.NextShardIterator))).toEqual(["5"]);
    expect(textsOf(await get(first.NextShardIterator, 1))).toEqual(["2"]);
  });

  it("GetRecords: at most 10,000 records and 10 MiB a call", async () => {
    const many = await activeStream(kinesis);
    const Records = Array.from({ length: 500 }, () => ({ PartitionKey: "k", Data: text("r") }));
    for (let batch = 0; batch < 21; batch++) await kinesis.send(new PutRecordsCommand({ StreamName: many, Records }));
    const first = await get(await iterator(kinesis, many));
    expect(first.Records).toHaveLength(10_000);
    expect((await get(first.NextShardIterator)).Records).toHaveLength(500);

    const large = await activeStream(kinesis);
    for (let record = 0; record < 12; record++) await put(large, Buffer.alloc(MiB - 3));
    const page = await get(await iterator(kinesis, large));
    expect(page.Records).toHaveLength(10);
    expect((await get(page.NextShardIterator)).Records).toHaveLength(2);
  });

  it("GetRecords: an iterator expires after five minutes of the clock (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    const ShardIterator = await iterator(kinesis, StreamName);
    await forebay.clock.advance(290_000);
    await get(ShardIterator);
    await forebay.clock.advance(11_000);
    await expect(get(ShardIterator)).rejects.toMatchObject({
      name: "ExpiredIteratorException",
      message: expect.stringMatching(
        new RegExp(
          "^Iterator expired\\. The iterator was created at time \\w{3} \\w{3} \\d{2} \\d{2}:\\d{2}:\\d{2} UTC \\d{4} " +
            "while right now it is \\w{3} \\w{3} \\d{2} \\d{2}:\\d{2}:\\d{2} UTC \\d{4} " +
            "which is further in the future than the tolerated delay of 300000 milliseconds\\.$",
        ),
      ),
    });
  });

  it("GetRecords: refuses iterators that were made up, altered, or given to another account (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    const ShardIterator = await iterator(kinesis, StreamName);
    const invalid = { name: "InvalidArgumentException", message: "Invalid ShardIterator." };
    for (const bad of ["x", `${ShardIterator}AAAA`, ShardIterator.slice(4), ShardIterator.toLowerCase()])
      await expect(get(bad)).rejects.toMatchObject(invalid);
    const credentials = { accessKeyId: "111111111111", secretAccessKey: "test" };
    const stranger = new KinesisClient({ ...forebay.clientConfig, credentials, maxAttempts: 1 });
    await expect(stranger.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject(invalid);
    stranger.destroy();
  });
});
