// Log groups and streams: created, described, tagged, kept for a while, deleted.
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListLogGroupsCommand,
  ListTagsForResourceCommand,
  ListTagsLogGroupCommand,
  PutLogGroupDeletionProtectionCommand,
  PutRetentionPolicyCommand,
  TagLogGroupCommand,
  TagResourceCommand,
  UntagLogGroupCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { DAY_MS, get, groupArn, HOUR_MS, newGroup, platform, put, refusal } from "./platform.ts";

const { forebay, logs } = await platform();
const nowMs = () => forebay.clock.now().getTime();

describe("log groups", () => {
  it("DescribeLogGroups: shows groups as AWS does, by prefix and by pattern (recorded)", async () => {
    const name = await newGroup(logs, { logGroupName: "/shop/Orders", tags: { env: "testing" } });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/shop/" }));
    expect(logGroups).toEqual([
      {
        logGroupName: name,
        arn: `${groupArn(name)}:*`,
        logGroupArn: groupArn(name),
        creationTime: expect.any(Number) as number,
        deletionProtectionEnabled: false,
        logGroupClass: "STANDARD",
        metricFilterCount: 0,
        storedBytes: 0,
      },
    ]);
    const found = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: "orders" }));
    expect(found.logGroups?.map((group) => [group.logGroupName, group.storedBytes])).toEqual([[name, undefined]]);
    const listed = await logs.send(new ListLogGroupsCommand({ logGroupNamePattern: "^/shop|none" }));
    expect(listed.logGroups).toEqual([{ logGroupName: name, logGroupArn: groupArn(name), logGroupClass: "STANDARD" }]);
    const both = new DescribeLogGroupsCommand({ logGroupNamePrefix: "a", logGroupNamePattern: "b" });
    expect(await refusal(logs.send(both))).toBe(
      "InvalidParameterException: LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    );
    expect(await refusal(logs.send(new CreateLogGroupCommand({ logGroupName: name })))).toBe(
      "ResourceAlreadyExistsException: The specified log group already exists",
    );
  });

  it("DescribeLogGroups: pages", async () => {
    for (const index of [1, 2, 3, 4, 5]) await newGroup(logs, { logGroupName: `/paged/${index}` });
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: "/paged/", limit: 2, nextToken }),
      );
      names.push(...(page.logGroups ?? []).map(({ logGroupName }) => logGroupName));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names).toEqual([1, 2, 3, 4, 5].map((index) => `/paged/${index}`));
    expect(await refusal(logs.send(new DescribeLogGroupsCommand({ nextToken: "x" })))).toContain(
      "The specified nextToken is invalid.",
    );
  });

  it("TagResource, TagLogGroup: the same tags by the old and the new operations (recorded)", async () => {
    const logGroupName = await newGroup(logs, { tags: { env: "testing1" } });
    const resourceArn = groupArn(logGroupName);
    const both = async () => {
      const old = await logs.send(new ListTagsLogGroupCommand({ logGroupName }));
      const current = await logs.send(new ListTagsForResourceCommand({ resourceArn }));
      expect(current.tags).toEqual(old.tags);
      return current.tags;
    };
    await logs.send(new TagResourceCommand({ resourceArn, tags: { test1: "val1", test2: "val2" } }));
    await logs.send(new TagLogGroupCommand({ logGroupName, tags: { test1: "val1", test3: "val3" } }));
    expect(await both()).toEqual({ env: "testing1", test1: "val1", test2: "val2", test3: "val3" });
    await logs.send(new UntagLogGroupCommand({ logGroupName, tags: ["env", "test1"] }));
    await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: ["test3"] }));
    expect(await both()).toEqual({ test2: "val2" });
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"]));
    expect(await refusal(logs.send(new TagResourceCommand({ resourceArn, tags })))).toContain("TooManyTagsException");
  });

  it("DeleteLogGroup: refuses a protected group, and a new one of the name is empty", async () => {
    const logGroupName = await newGroup(logs, { deletionProtectionEnabled: true });
    await put(logs, logGroupName, nowMs(), ["old"]);
    expect(await refusal(logs.send(new DeleteLogGroupCommand({ logGroupName })))).toContain("deletion protection");
    await logs.send(
      new PutLogGroupDeletionProtectionCommand({ logGroupIdentifier: logGroupName, deletionProtectionEnabled: false }),
    );
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    expect(await refusal(get(logs, logGroupName))).toBe(
      "ResourceNotFoundException: The specified log group does not exist.",
    );
    await newGroup(logs, { logGroupName });
    expect((await get(logs, logGroupName)).messages).toEqual([]);
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
    expect(logGroups?.[0]?.storedBytes).toBe(0);
  });

  it("PutRetentionPolicy: events expire on the clock and give their space back (documented)", async () => {
    const logGroupName = await newGroup(logs);
    expect(await refusal(logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 })))).toContain(
      "InvalidParameterException",
    );
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 3 }));
    await put(logs, logGroupName, nowMs(), ["first", "second"]);
    await forebay.clock.advance(2 * DAY_MS);
    await put(logs, logGroupName, nowMs(), ["third"]);
    expect((await get(logs, logGroupName)).messages).toEqual(["first", "second", "third"]);
    const storedBytes = async () =>
      (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))).logGroups?.[0]?.storedBytes;
    expect(await storedBytes()).toBe("firstsecondthird".length + 3 * 26);
    await forebay.clock.advance(DAY_MS + HOUR_MS);
    expect((await get(logs, logGroupName)).messages).toEqual(["third"]);
    await forebay.clock.advance(2 * HOUR_MS);
    expect(await storedBytes()).toBe("third".length + 26);
    const late = await put(logs, logGroupName, nowMs() - 4 * DAY_MS, ["too late"]);
    expect(late.rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    await forebay.clock.advance(30 * DAY_MS);
    expect((await get(logs, logGroupName)).messages).toEqual(["third"]);
  });
});

describe("log streams", () => {
  it("DescribeLogStreams: by name and by the last event, in pages", async () => {
    const logGroupName = await newGroup(logs);
    for (const logStreamName of ["a/1", "a/2", "b/1"])
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const startMs = nowMs();
    await put(logs, logGroupName, startMs, ["x", "y"], "a/2");
    await put(logs, logGroupName, startMs - 5_000, ["z"], "b/1");
    const names = async (input: object) => {
      const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName, ...input }));
      return logStreams.map(({ logStreamName }) => logStreamName);
    };
    expect(await names({})).toEqual(["a/1", "a/2", "b/1", "s"]);
    expect(await names({ logStreamNamePrefix: "a/" })).toEqual(["a/1", "a/2"]);
    expect(await names({ descending: true })).toEqual(["s", "b/1", "a/2", "a/1"]);
    expect(await names({ orderBy: "LastEventTime", descending: true, limit: 2 })).toEqual(["a/2", "b/1"]);
    expect(await refusal(names({ orderBy: "LastEventTime", logStreamNamePrefix: "a" }))).toContain("LastEventTime");
    const first = await logs.send(new DescribeLogStreamsCommand({ logGroupName, limit: 3 }));
    const second = await logs.send(new DescribeLogStreamsCommand({ logGroupName, nextToken: first.nextToken }));
    expect(second.logStreams?.map(({ logStreamName }) => logStreamName)).toEqual(["s"]);
    const [stream] =
      (
        await logs.send(
          new DescribeLogStreamsCommand({ logGroupIdentifier: groupArn(logGroupName), logStreamNamePrefix: "a/2" }),
        )
      ).logStreams ?? [];
    expect(stream).toMatchObject({
      arn: `${groupArn(logGroupName)}:log-stream:a/2`,
      firstEventTimestamp: startMs,
      lastEventTimestamp: startMs + 1,
      storedBytes: 0,
    });
    const both = new DescribeLogStreamsCommand({ logGroupName, logGroupIdentifier: logGroupName });
    expect(await refusal(logs.send(both))).toBe(
      "ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters.",
    );
  });

  it("CreateLogStream, DeleteLogStream: answer as AWS does (recorded)", async () => {
    const logGroupName = await newGroup(logs);
    const stream = { logGroupName, logStreamName: "s" };
    expect(await refusal(logs.send(new CreateLogStreamCommand(stream)))).toBe(
      "ResourceAlreadyExistsException: The specified log stream already exists",
    );
    await put(logs, logGroupName, nowMs(), ["old"]);
    await logs.send(new DeleteLogStreamCommand(stream));
    expect(await refusal(logs.send(new DeleteLogStreamCommand(stream)))).toBe(
      "ResourceNotFoundException: The specified log stream does not exist.",
    );
    await logs.send(new CreateLogStreamCommand(stream));
    expect((await get(logs, logGroupName)).messages).toEqual([]);
  });
});
