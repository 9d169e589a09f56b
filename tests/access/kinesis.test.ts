// What the operations of Kinesis need. Documented in the Service Authorization Reference and in the operations' own pages.
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { account, lines, openServices, region, user } from "./services.ts";

const { call, needs } = openServices();
const needed = async (operation: string, input: object) => lines(await needs("kinesis", operation, input));
const arn = (name: string, of = account): string => `arn:aws:kinesis:${region}:${of}:stream/${name}`;

describe("Kinesis", () => {
  const StreamName = "orders";
  const StreamARN = arn(StreamName);
  const ResourceARN = StreamARN;
  const record = { Data: new Uint8Array(1), PartitionKey: "k" };
  const cases: [string, object, string][] = [
    ["AddTagsToStream", { StreamName, Tags: { a: "1" } }, "AddTagsToStream"],
    ["DecreaseStreamRetentionPeriod", { StreamName, RetentionPeriodHours: 24 }, "DecreaseStreamRetentionPeriod"],
    ["DeleteStream", { StreamARN }, "DeleteStream"],
    ["DescribeStream", { StreamName }, "DescribeStream"],
    ["DescribeStreamSummary", { StreamARN }, "DescribeStreamSummary"],
    ["DeleteResourcePolicy", { ResourceARN }, "DeleteResourcePolicy"],
    ["GetResourcePolicy", { ResourceARN }, "GetResourcePolicy"],
    ["PutResourcePolicy", { ResourceARN, Policy: "{}" }, "PutResourcePolicy"],
    ["GetShardIterator", { StreamName, ShardId: "shardId-000000000000" }, "GetShardIterator"],
    ["IncreaseStreamRetentionPeriod", { StreamName, RetentionPeriodHours: 48 }, "IncreaseStreamRetentionPeriod"],
    ["ListShards", { StreamName }, "ListShards"],
    ["ListTagsForResource", { ResourceARN }, "ListTagsForResource"],
    ["ListTagsForStream", { StreamName }, "ListTagsForStream"],
    ["PutRecord", { StreamName, ...record }, "PutRecord"],
    ["PutRecords", { StreamARN, Records: [record] }, "PutRecords"],
    ["RemoveTagsFromStream", { StreamName, TagKeys: ["a"] }, "RemoveTagsFromStream"],
    ["TagResource", { ResourceARN, Tags: { a: "1" } }, "TagResource"],
    ["UntagResource", { ResourceARN, TagKeys: ["a"] }, "UntagResource"],
  ];
  it.each(cases)("%s: on the stream, by name or ARN", async (operation, input, action) => {
    expect(await needed(operation, input)).toEqual([`kinesis:${action} ${StreamARN}`]);
  });

  it.each(["DescribeAccountSettings", "DescribeLimits", "ListStreams"])("%s: on nothing", async (operation) => {
    expect(await needed(operation, {})).toEqual([`kinesis:${operation} *`]);
  });

  it("CreateStream: with tags AddTagsToStream too, both with the request's tags", async () => {
    expect(await needed("CreateStream", { StreamName: "new" })).toEqual([`kinesis:CreateStream ${arn("new")}`]);
    const tagged = await needs("kinesis", "CreateStream", { StreamName: "new", Tags: { team: "lake" } });
    expect(lines(tagged)).toEqual([`kinesis:CreateStream ${arn("new")}`, `kinesis:AddTagsToStream ${arn("new")}`]);
    for (const { requestTags } of tagged) expect(requestTags).toEqual({ team: "lake" });
  });

  it("GetRecords and ListShards: on the stream that the iterator or the token names", async () => {
    await call("kinesis", "CreateStream", { StreamName: "read", ShardCount: 2, Tags: { team: "lake" } });
    const ready = async () =>
      (await call("kinesis", "DescribeStreamSummary", { StreamName: "read" })) as {
        StreamDescriptionSummary: { StreamStatus: string };
      };
    while ((await ready()).StreamDescriptionSummary.StreamStatus !== "ACTIVE") await sleep(20);
    const { ShardIterator } = (await call("kinesis", "GetShardIterator", {
      StreamName: "read",
      ShardId: "shardId-000000000000",
      ShardIteratorType: "TRIM_HORIZON",
    })) as { ShardIterator: string };
    const { NextToken } = (await call("kinesis", "ListShards", { StreamName: "read", MaxResults: 1 })) as {
      NextToken: string;
    };
    expect(await needed("GetRecords", { ShardIterator })).toEqual([`kinesis:GetRecords ${arn("read")}`]);
    expect(await needed("ListShards", { NextToken })).toEqual([`kinesis:ListShards ${arn("read")}`]);
    const [need] = await needs("kinesis", "PutRecord", { StreamName: "read", ...record });
    expect(need?.resourceTags).toEqual({ team: "lake" });
    expect(need?.resourcePolicy).toEqual({ document: undefined, mode: "either" });
    await expect(needs("kinesis", "GetRecords", { ShardIterator: "forged" })).rejects.toMatchObject({
      name: "InvalidArgumentException",
    });
  });

  it("removed tags are in the request with empty values, those added with their own", async () => {
    const [removed] = await needs("kinesis", "UntagResource", { ResourceARN, TagKeys: ["a", "b"] });
    expect(removed?.requestTags).toEqual({ a: "", b: "" });
    const [added] = await needs("kinesis", "AddTagsToStream", { StreamName, Tags: { a: "1" } });
    expect(added?.requestTags).toEqual({ a: "1" });
  });

  it("a stream of another account is named by its ARN", async () => {
    const other = arn("theirs", "999988887777");
    const [need] = await needs("kinesis", "PutRecord", { StreamARN: other, ...record }, user);
    expect(need?.resource).toBe(other);
  });
});
