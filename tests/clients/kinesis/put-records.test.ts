import { GetRecordsCommand, PutRecordsCommand, type PutRecordsRequestEntry } from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, iterator, platform, shard, text } from "./platform.ts";

const { kinesis } = await platform();
const StreamName = await activeStream(kinesis, { ShardCount: 3 });
const MiB = 2 ** 20;

const put = (Records: PutRecordsRequestEntry[]) => kinesis.send(new PutRecordsCommand({ StreamName, Records }));
const entry = (PartitionKey: string, Data = text(PartitionKey)): PutRecordsRequestEntry => ({ PartitionKey, Data });

describe("PutRecords", () => {
  it("PutRecords: answers in the order of the request, and keeps it within a shard", async () => {
    const keys = ["a", "b", "e", "f", "a", "b"];
    const { FailedRecordCount, Records = [] } = await put(keys.map((key, index) => entry(key, text(`${index}`))));
    expect(FailedRecordCount).toBe(0);
    expect(Records.map(({ ShardId }) => ShardId)).toEqual([0, 1, 2, 1, 0, 1].map(shard));
    expect(Object.keys(Records[0] ?? {}).toSorted()).toEqual(["SequenceNumber", "ShardId"]);
    const ShardIterator = await iterator(kinesis, StreamName, { ShardId: shard(1) });
    const read = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    expect(read.Records?.map(({ Data }) => Buffer.from(Data ?? []).toString())).toEqual(["1", "3", "5"]);
    expect(read.Records?.map(({ SequenceNumber }) => SequenceNumber)).toEqual(
      [1, 3, 5].map((place) => Records[place]?.SequenceNumber),
    );
  });

  it("PutRecords: takes 500 records and refuses 501", async () => {
    const many = Array.from({ length: 501 }, (_, index) => entry(`key-${index}`));
    expect((await put(many.slice(1))).Records).toHaveLength(500);
    await expect(put(many)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("at 'records' failed to satisfy constraint: Member must have length less than"),
    });
    await expect(put([])).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("PutRecords: names each record that is too large (recorded)", async () => {
    const large = Buffer.alloc(MiB + 1);
    await expect(put([entry("a", large), entry("b"), entry("c", large)])).rejects.toMatchObject({
      name: "ValidationException",
      message:
        "2 validation errors detected: Value at 'records.1.member.data' failed to satisfy constraint: " +
        "Member must have length less than or equal to 1048576; Value at 'records.3.member.data' failed to satisfy " +
        "constraint: Member must have length less than or equal to 1048576",
    });
  });

  it("PutRecords: refuses more than 10 MiB in all (documented; the text is inferred)", async () => {
    const records = Array.from({ length: 11 }, (_, index) => entry(`${index}`, Buffer.alloc(MiB - 10)));
    await expect(put(records)).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: "Records size exceeds 10 MB limit",
    });
  });

  it("PutRecords: one bad hash key refuses the request (recorded)", async () => {
    const bad = { ...entry("a"), ExplicitHashKey: (2n ** 128n).toString() };
    await expect(put([entry("a"), bad])).rejects.toMatchObject({ name: "InvalidArgumentException" });
  });

  it("PutRecords: refuses a stream that is not there (recorded)", async () => {
    const command = new PutRecordsCommand({ StreamName: "absent", Records: [entry("a")] });
    await expect(kinesis.send(command)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Stream absent under account ${account} not found.`,
    });
  });
});
