// Resource policies of streams through the AWS SDK. Documented unless said otherwise.
import {
  DeleteResourcePolicyCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetResourcePolicyCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  PutResourcePolicyCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, describe, expect, it } from "vitest";
import { account, activeStream, platform, region, shard, text } from "./platform.ts";

const { forebay, kinesis } = await platform();
/** The root user of another account. */
const OTHER = "111122223333";
const other = new KinesisClient({
  ...forebay.clientConfig,
  credentials: { accessKeyId: OTHER, secretAccessKey: "test" },
  maxAttempts: 1,
});
afterAll(() => other.destroy());

const arnOf = (name: string): string => `arn:aws:kinesis:${region}:${account}:stream/${name}`;
const policy = (Resource: string, Action: string | string[], more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: OTHER }, Action, Resource, ...more }],
  });
const put = (ResourceARN: string, Policy: string) =>
  kinesis.send(new PutResourcePolicyCommand({ ResourceARN, Policy }));
const write = (StreamARN: string) =>
  other.send(new PutRecordCommand({ StreamARN, Data: text("x"), PartitionKey: "k" }));

describe("resource policies", () => {
  it("PutResourcePolicy, GetResourcePolicy, DeleteResourcePolicy (recorded through moto's cases)", async () => {
    const arn = arnOf(await activeStream(kinesis));
    const get = async () => (await kinesis.send(new GetResourcePolicyCommand({ ResourceARN: arn }))).Policy;
    const remove = () => kinesis.send(new DeleteResourcePolicyCommand({ ResourceARN: arn }));
    expect(await get()).toBe("{}");
    const Policy = policy(arn, "kinesis:PutRecord");
    await put(arn, Policy);
    expect(await get()).toBe(Policy);
    await remove();
    expect(await get()).toBe("{}");
    await expect(remove()).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `No resource policy found for resource ARN ${arn}.`,
    });
  });

  it("what is not there has no policy", async () => {
    const absent = arnOf("absent");
    const consumer = `${arnOf(await activeStream(kinesis))}/consumer/reader:1700000000`;
    for (const ResourceARN of [absent, consumer]) {
      const calls = [
        put(ResourceARN, policy(ResourceARN, "kinesis:PutRecord")),
        kinesis.send(new GetResourcePolicyCommand({ ResourceARN })),
        kinesis.send(new DeleteResourcePolicyCommand({ ResourceARN })),
      ];
      for (const call of calls) await expect(call).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    }
  });

  it("PutResourcePolicy: what is no policy of this stream (inferred texts)", async () => {
    const arn = arnOf(await activeStream(kinesis));
    const cases: [string, string][] = [
      ["no json", "Policies must be valid JSON and the first byte must be '{'"],
      [policy(arnOf("another"), "kinesis:PutRecord"), `the resource ${arnOf("another")} is not ${arn}`],
      [policy(arn, "kinesis:DeleteStream"), "the action kinesis:DeleteStream cannot be given for a stream"],
      [policy(arn, "s3:GetObject"), "the action s3:GetObject cannot be given for a stream"],
      [policy(arn, "kinesis:PutRecord", { Principal: undefined }), "Missing required field Principal"],
    ];
    for (const [Policy, why] of cases)
      await expect(put(arn, Policy), Policy).rejects.toMatchObject({
        name: "InvalidArgumentException",
        message: `The resource policy is invalid: ${why}`,
      });
  });

  it("another account writes and reads what the policy grants it, and nothing else", async () => {
    const arn = arnOf(await activeStream(kinesis));
    const denied = { name: "AccessDeniedException" };
    await expect(write(arn)).rejects.toMatchObject(denied);
    await put(arn, policy(arn, ["kinesis:PutRecord", "kinesis:ListShards"]));
    await expect(write(arn)).resolves.toMatchObject({ ShardId: shard(0) });
    await expect(other.send(new ListShardsCommand({ StreamARN: arn }))).resolves.toBeDefined();
    await expect(other.send(new DescribeStreamSummaryCommand({ StreamARN: arn }))).rejects.toMatchObject(denied);
    await put(arn, policy(arn, ["kinesis:Get*"]));
    await expect(write(arn)).rejects.toMatchObject(denied);
    const { ShardIterator } = await other.send(
      new GetShardIteratorCommand({ StreamARN: arn, ShardId: shard(0), ShardIteratorType: "TRIM_HORIZON" }),
    );
    const { Records } = await other.send(new GetRecordsCommand({ StreamARN: arn, ShardIterator }));
    expect(Records?.map(({ Data }) => Buffer.from(Data ?? []).toString())).toEqual(["x"]);
    await kinesis.send(new DeleteResourcePolicyCommand({ ResourceARN: arn }));
    await expect(other.send(new GetRecordsCommand({ StreamARN: arn, ShardIterator }))).rejects.toMatchObject(denied);
  });

  it("an explicit deny wins within the account too", async () => {
    const StreamName = await activeStream(kinesis);
    const arn = arnOf(StreamName);
    await put(arn, policy(arn, "kinesis:PutRecord", { Effect: "Deny", Principal: "*" }));
    const record = { StreamName, Data: text("x"), PartitionKey: "k" };
    await expect(kinesis.send(new PutRecordCommand(record))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("with an explicit deny in a resource-based policy") as string,
    });
    await kinesis.send(new DeleteResourcePolicyCommand({ ResourceARN: arn }));
    await expect(kinesis.send(new PutRecordCommand(record))).resolves.toBeDefined();
  });
});
