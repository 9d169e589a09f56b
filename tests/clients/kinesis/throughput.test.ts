import { CreateStreamCommand, GetRecordsCommand, PutRecordCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { activeConsumer, subscribe, takeTexts } from "./fan-out.ts";
import { account, activeStream, iterator, platform, region, shard, streamName, text } from "./platform.ts";

const { forebay, kinesis } = await platform({ enforceLimits: true });

/** To the begin of a second of the clock, so that a test's calls fall into one. */
const freshSecond = (): Promise<void> =>
  forebay.clock.set(Math.ceil((forebay.clock.now().getTime() + 10_000) / 1000) * 1000);

describe("throughput limits, enforced", () => {
  it("PutRecords: refuses what a shard cannot take, record by record (recorded)", async () => {
    const StreamName = await activeStream(kinesis, { ShardCount: 2 });
    const half = 2n ** 127n;
    const large = Buffer.alloc(600_000);
    const Records = [
      { PartitionKey: "a", ExplicitHashKey: "0", Data: large },
      { PartitionKey: "b", ExplicitHashKey: "0", Data: large },
      { PartitionKey: "c", ExplicitHashKey: half.toString(), Data: large },
    ];
    await freshSecond();
    const { FailedRecordCount, Records: results } = await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
    expect(FailedRecordCount).toBe(1);
    expect(results?.[0]?.ShardId).toBe(shard(0));
    expect(results?.[1]).toEqual({
      ErrorCode: "ProvisionedThroughputExceededException",
      ErrorMessage: `Rate exceeded for shard ${shard(0)} in stream ${StreamName} under account ${account}.`,
    });
    expect(results?.[2]?.ShardId).toBe(shard(1));
  });

  it("PutRecord: refuses the record after 1 MiB in a second, and takes it in the next (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    const put = (Data: Uint8Array) => kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "a", Data }));
    await freshSecond();
    await put(Buffer.alloc(2 ** 20 - 1));
    await expect(put(text("x"))).rejects.toMatchObject({
      name: "ProvisionedThroughputExceededException",
      message: `Rate exceeded for shard ${shard(0)} in stream ${StreamName} under account ${account}.`,
    });
    await freshSecond();
    await put(text("x"));
  });

  it("GetRecords: five calls a second and shard (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    const ShardIterator = await iterator(kinesis, StreamName);
    const get = () => kinesis.send(new GetRecordsCommand({ ShardIterator }));
    await freshSecond();
    for (let call = 0; call < 5; call++) await get();
    await expect(get()).rejects.toMatchObject({
      name: "ProvisionedThroughputExceededException",
      message: `Rate exceeded for Shard - ${account}/${StreamName}/${shard(0)}`,
    });
  });

  it("SubscribeToShard: paces itself to 2 MiB a second of the clock (documented)", async () => {
    const StreamName = await activeStream(kinesis);
    const put = (Data: Uint8Array) => kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "a", Data }));
    for (let record = 0; record < 5; record++) {
      await freshSecond();
      await put(Buffer.alloc(2 ** 20 - 1));
    }
    const StreamARN = `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`;
    const events = subscribe(kinesis, await activeConsumer(kinesis, StreamARN, "reader"), { Type: "TRIM_HORIZON" });
    const begunMs = forebay.clock.now().getTime();
    expect((await takeTexts(events, 5)).texts).toHaveLength(5);
    // A second's worth at once, then the rest at the rate.
    expect(forebay.clock.now().getTime() - begunMs).toBeGreaterThanOrEqual(900);
  });

  it("CreateStream: five streams change at a time (recorded)", async () => {
    const create = () => kinesis.send(new CreateStreamCommand({ StreamName: streamName(), ShardCount: 1 }));
    const outcomes: unknown[] = [];
    for (let stream = 0; stream < 20; stream++) {
      outcomes.push(await create().catch((error: unknown) => error));
      await forebay.clock.advance(-60_000); // so that those before stay CREATING
    }
    const refused = outcomes.find((outcome) => outcome instanceof Error);
    expect(refused).toMatchObject({
      name: "LimitExceededException",
      message:
        "This request would have exceed the limit on the number of streams that can simultaneously be in CREATING or " +
        `DELETING for the account ${account}. Limit: 5.`,
    });
  });
});
