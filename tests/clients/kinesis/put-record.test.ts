import { GetRecordsCommand, PutRecordCommand, type PutRecordCommandInput } from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, iterator, platform, shard, text } from "./platform.ts";

const { kinesis } = await platform();
const StreamName = await activeStream(kinesis, { ShardCount: 3 });
const MiB = 2 ** 20;
const third = 2n ** 128n / 3n;

const put = (input: Partial<PutRecordCommandInput>) =>
  kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "a", Data: text("x"), ...input }));

describe("PutRecord", () => {
  it("PutRecord: answers shard and sequence number, and nothing more (recorded)", async () => {
    const { $metadata: _, ...answer } = await put({});
    expect(answer).toEqual({ ShardId: shard(0), SequenceNumber: expect.stringMatching(/^\d{56}$/) });
  });

  it("PutRecord: sends partition keys and explicit hash keys where AWS sends them (recorded)", async () => {
    const shardOf = async (input: Partial<PutRecordCommandInput>) => (await put(input)).ShardId;
    expect(await Promise.all(["a", "b", "e", "f"].map((PartitionKey) => shardOf({ PartitionKey })))).toEqual(
      [0, 1, 2, 1].map(shard),
    );
    expect(await shardOf({ ExplicitHashKey: (2n ** 128n - 1n).toString() })).toBe(shard(2));
    expect(await shardOf({ ExplicitHashKey: (third * 2n - 1n).toString() })).toBe(shard(1));
    expect(await shardOf({ ExplicitHashKey: (third * 2n).toString() })).toBe(shard(2));
    const tooFar = (2n ** 128n).toString();
    await expect(put({ ExplicitHashKey: tooFar })).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${tooFar}`,
    });
  });

  it("PutRecord: sequence numbers rise, also for a hundred puts at once", async () => {
    const numbers: bigint[] = [];
    for (let record = 0; record < 20; record++) {
      const SequenceNumberForOrdering = numbers.at(-1)?.toString();
      numbers.push(BigInt((await put({ SequenceNumberForOrdering })).SequenceNumber ?? 0));
    }
    expect(numbers).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)));
    const atOnce = await Promise.all(Array.from({ length: 100 }, () => put({})));
    const last = numbers.at(-1) ?? 0n;
    expect(new Set(atOnce.map(({ SequenceNumber }) => SequenceNumber)).size).toBe(100);
    for (const { SequenceNumber } of atOnce) expect(BigInt(SequenceNumber ?? 0)).toBeGreaterThan(last);
  });

  it("PutRecord: refuses a SequenceNumberForOrdering that AWS never gave out (recorded)", async () => {
    const future = BigInt(`0x2${"f".repeat(10)}7${"f".repeat(15)}000000000007fffffff2`).toString();
    for (const number of ["26227199374822427428162556223570313216", future])
      await expect(put({ SequenceNumberForOrdering: number })).rejects.toMatchObject({
        name: "InvalidArgumentException",
        message:
          `ExclusiveMinimumSequenceNumber ${number} used in PutRecord on stream ${StreamName} ` +
          `under account ${account} is invalid.`,
      });
  });

  it("PutRecord: keeps data byte for byte, from nothing to 1 MiB with the key", async () => {
    const own = await activeStream(kinesis);
    const large = Buffer.alloc(
      MiB - 3,
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
    );
    const all = [Buffer.alloc(0), text("üñî 🔥"), large];
    for (const Data of all) await put({ StreamName: own, PartitionKey: "kéy".slice(0, 2), Data });
    const { Records } = await kinesis.send(new GetRecordsCommand({ ShardIterator: await iterator(kinesis, own) }));
    expect(Records?.map(({ PartitionKey }) => PartitionKey)).toEqual(["ké", "ké", "ké"]);
    for (const [index, data] of all.entries())
      expect(Buffer.compare(data, Records?.[index]?.Data ?? text("?"))).toBe(0);
  });

  it("PutRecord: refuses more than 1 MiB of data and key (recorded)", async () => {
    for (const Data of [Buffer.alloc(MiB + 1), Buffer.alloc(MiB)])
      await expect(put({ Data })).rejects.toMatchObject({
        name: "ValidationException",
        message:
          "1 validation error detected: Value at 'data' failed to satisfy constraint: " +
          "Member must have length less than or equal to 1048576",
      });
    const large = await activeStream(kinesis, { ShardCount: 1, MaxRecordSizeInKiB: 2048 });
    await put({ StreamName: large, Data: Buffer.alloc(MiB + 1) });
  });

  it("PutRecord: refuses a stream that is not there (recorded), and a dry run", async () => {
    await expect(put({ StreamName: "absent" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Stream absent under account ${account} not found.`,
    });
    await expect(put({ DryRun: true })).rejects.toMatchObject({ name: "DryRunOperationException" });
    await expect(put({ PartitionKey: undefined })).rejects.toMatchObject({ name: "ValidationException" });
  });
});
