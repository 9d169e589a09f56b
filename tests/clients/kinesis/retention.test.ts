import {
  DecreaseStreamRetentionPeriodCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  IncreaseStreamRetentionPeriodCommand,
  PutRecordCommand,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, iterator, platform, text, texts } from "./platform.ts";

const { forebay, kinesis } = await platform();
const HOUR_MS = 3_600_000;

const put = (StreamName: string, data: string) =>
  kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "a", Data: text(data) }));
const increase = (StreamName: string, RetentionPeriodHours: number) =>
  kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
const decrease = (StreamName: string, RetentionPeriodHours: number) =>
  kinesis.send(new DecreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
const readAll = async (StreamName: string) => texts(kinesis, await iterator(kinesis, StreamName));

describe("retention", () => {
  it("GetRecords: TRIM_HORIZON respects the period to the record", async () => {
    const StreamName = await activeStream(kinesis);
    const first = await put(StreamName, "0");
    for (const record of ["1", "2", "3"]) {
      await forebay.clock.advance(6 * HOUR_MS);
      await put(StreamName, record);
    }
    await forebay.clock.advance(6 * HOUR_MS - 60_000);
    expect(await readAll(StreamName)).toEqual(["0", "1", "2", "3"]);
    await forebay.clock.advance(120_000);
    expect(await readAll(StreamName)).toEqual(["1", "2", "3"]);
    const expired = await iterator(kinesis, StreamName, {
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      StartingSequenceNumber: first.SequenceNumber,
    });
    expect(await texts(kinesis, expired)).toEqual(["1", "2", "3"]);
    await forebay.clock.advance(7 * HOUR_MS);
    const { Records, NextShardIterator } = await kinesis.send(
      new GetRecordsCommand({ ShardIterator: await iterator(kinesis, StreamName), Limit: 1 }),
    );
    expect(Buffer.from(Records?.[0]?.Data ?? []).toString()).toBe("2");
    await forebay.clock.advance(24 * HOUR_MS);
    expect(await readAll(StreamName)).toEqual([]);
    expect(NextShardIterator).toBeTruthy();
    await put(StreamName, "4");
    expect(await readAll(StreamName)).toEqual(["4"]);
  });

  it("IncreaseStreamRetentionPeriod: keeps longer, and brings nothing back", async () => {
    const StreamName = await activeStream(kinesis);
    await put(StreamName, "0");
    await forebay.clock.advance(23 * HOUR_MS);
    await increase(StreamName, 48);
    await forebay.clock.advance(24 * HOUR_MS);
    await put(StreamName, "1");
    expect(await readAll(StreamName)).toEqual(["0", "1"]);
    await decrease(StreamName, 24);
    expect(await readAll(StreamName)).toEqual(["1"]);
    await increase(StreamName, 48);
    expect(await readAll(StreamName)).toEqual(["1"]);
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    expect(StreamDescriptionSummary?.RetentionPeriodHours).toBe(48);
  });

  it("retention periods are refused out of bounds and in the wrong direction (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    await increase(StreamName, 30);
    await increase(StreamName, 30);
    const refused = [
      [
        increase(StreamName, 23),
        "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
      ],
      [
        decrease(StreamName, 23),
        "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
      ],
      [
        increase(StreamName, 8761),
        "Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.",
      ],
      [
        increase(StreamName, 25),
        `Requested retention period (25 hours) for stream ${StreamName} can not be shorter than existing retention period (30 hours). Use DecreaseRetentionPeriod API.`,
      ],
      [
        decrease(StreamName, 31),
        `Requested retention period (31 hours) for stream ${StreamName} can not be longer than existing retention period (30 hours). Use IncreaseRetentionPeriod API.`,
      ],
    ] as const;
    for (const [call, message] of refused)
      await expect(call).rejects.toMatchObject({ name: "InvalidArgumentException", message });
    await expect(increase("absent", 25)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Stream absent under account ${account} not found.`,
    });
  });
});
