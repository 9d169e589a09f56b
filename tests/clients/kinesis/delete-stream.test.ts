import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  PutRecordCommand,
  waitUntilStreamNotExists,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, iterator, platform, shard, streamName, text } from "./platform.ts";

const { kinesis } = await platform();
const waiting = { client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 };
const notFound = (StreamName: string) => ({
  name: "ResourceNotFoundException",
  message: `Stream ${StreamName} under account ${account} not found.`,
});

describe("DeleteStream", () => {
  it("DeleteStream: is DELETING first, takes no more records, then is gone (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    await kinesis.send(new DeleteStreamCommand({ StreamName }));
    const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
    expect(StreamDescription?.StreamStatus).toBe("DELETING");
    const put = new PutRecordCommand({ StreamName, PartitionKey: "a", Data: text("late") });
    await expect(kinesis.send(put)).rejects.toMatchObject(notFound(StreamName));
    await waitUntilStreamNotExists(waiting, { StreamName });
    await expect(kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))).rejects.toMatchObject(
      notFound(StreamName),
    );
    await expect(kinesis.send(new DeleteStreamCommand({ StreamName }))).rejects.toMatchObject(notFound(StreamName));
  });

  it("DeleteStream: takes a stream that is still CREATING (recorded)", async () => {
    const StreamName = streamName();
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await kinesis.send(new DeleteStreamCommand({ StreamName }));
    const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
    expect(StreamDescription).toMatchObject({ StreamStatus: "DELETING", Shards: [] });
    await waitUntilStreamNotExists(waiting, { StreamName });
  });

  it("DeleteStream: a stream of the same name starts empty, with other sequence numbers, and refuses old iterators", async () => {
    const StreamName = await activeStream(kinesis);
    const put = () => kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "a", Data: text("x") }));
    const before = await put();
    const ShardIterator = await iterator(kinesis, StreamName);
    await kinesis.send(new DeleteStreamCommand({ StreamName }));
    await waitUntilStreamNotExists(waiting, { StreamName });
    const gone = {
      name: "ResourceNotFoundException",
      message: `Shard ${shard(0)} in stream ${StreamName} under account ${account} does not exist`,
    };
    await expect(kinesis.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject(gone);
    await activeStream(kinesis, { StreamName, ShardCount: 1 });
    await expect(kinesis.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject(gone);
    const after = await put();
    expect(BigInt(after.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(before.SequenceNumber ?? 0));
    const fresh = await kinesis.send(new GetRecordsCommand({ ShardIterator: await iterator(kinesis, StreamName) }));
    expect(fresh.Records?.map(({ SequenceNumber }) => SequenceNumber)).toEqual([after.SequenceNumber]);
  });
});
