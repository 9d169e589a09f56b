import { DescribeStreamSummaryCommand, KinesisClient, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, platform, region } from "./platform.ts";

const { forebay, kinesis } = await platform();
const names = ["a", "b", "c", "d", "e"];
for (const StreamName of names) await activeStream(kinesis, { StreamName, ShardCount: 1 });

describe("ListStreams", () => {
  it("ListStreams: lists by name, with summaries", async () => {
    const { StreamNames, StreamSummaries, HasMoreStreams } = await kinesis.send(new ListStreamsCommand({}));
    expect([StreamNames, HasMoreStreams]).toEqual([names, false]);
    expect(StreamSummaries?.[0]).toEqual({
      StreamName: "a",
      StreamARN: `arn:aws:kinesis:${region}:${account}:stream/a`,
      StreamStatus: "ACTIVE",
      StreamModeDetails: { StreamMode: "PROVISIONED" },
      StreamCreationTimestamp: expect.any(Date),
    });
  });

  it("ListStreams: pages by token and by name", async () => {
    const first = await kinesis.send(new ListStreamsCommand({ Limit: 2 }));
    expect([first.StreamNames, first.HasMoreStreams]).toEqual([["a", "b"], true]);
    const second = await kinesis.send(new ListStreamsCommand({ Limit: 2, NextToken: first.NextToken }));
    expect([second.StreamNames, second.HasMoreStreams]).toEqual([["c", "d"], true]);
    const third = await kinesis.send(new ListStreamsCommand({ Limit: 2, ExclusiveStartStreamName: "d" }));
    expect([third.StreamNames, third.HasMoreStreams, third.NextToken]).toEqual([["e"], false, undefined]);
  });

  it("ListStreams: refuses a token that it did not give out, and an old one", async () => {
    const { NextToken } = await kinesis.send(new ListStreamsCommand({ Limit: 2 }));
    const list = (token: string | undefined) => kinesis.send(new ListStreamsCommand({ NextToken: token }));
    await expect(list(`${NextToken}A`)).rejects.toMatchObject({ name: "InvalidArgumentException" });
    await forebay.clock.advance(300_001);
    await expect(list(NextToken)).rejects.toMatchObject({ name: "ExpiredNextTokenException" });
  });

  it("ListStreams: an account and region see only their own streams", async () => {
    const credentials = { accessKeyId: "111111111111", secretAccessKey: "test" };
    const elsewhere = [
      new KinesisClient({ ...forebay.clientConfig, region: "eu-west-1" }),
      new KinesisClient({ ...forebay.clientConfig, credentials }),
    ];
    for (const client of elsewhere) {
      expect((await client.send(new ListStreamsCommand({}))).StreamNames).toEqual([]);
      await activeStream(client, { StreamName: "a", ShardCount: 2 });
      expect((await client.send(new ListStreamsCommand({}))).StreamNames).toEqual(["a"]);
      client.destroy();
    }
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "a" }));
    expect(StreamDescriptionSummary?.OpenShardCount).toBe(1);
  });

  it("DescribeStreamSummary: takes an ARN, refuses another account's, and one that contradicts the name", async () => {
    const StreamARN = `arn:aws:kinesis:${region}:${account}:stream/b`;
    const describeBy = (input: { StreamName?: string; StreamARN?: string }) =>
      kinesis.send(new DescribeStreamSummaryCommand(input));
    expect((await describeBy({ StreamARN })).StreamDescriptionSummary?.StreamName).toBe("b");
    expect((await describeBy({ StreamARN, StreamName: "b" })).StreamDescriptionSummary?.StreamName).toBe("b");
    await expect(describeBy({ StreamARN, StreamName: "a" })).rejects.toMatchObject({
      name: "InvalidArgumentException",
    });
    await expect(describeBy({})).rejects.toMatchObject({ name: "InvalidArgumentException" });
    await expect(describeBy({ StreamARN: StreamARN.replace(account, "222222222222") })).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(
        "because no resource-based policy allows the kinesis:DescribeStreamSummary action",
      ),
    });
  });
});
