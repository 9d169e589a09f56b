// PutLogEvents, GetLogEvents and FilterLogEvents.
import {
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { DAY_MS, get, groupArn, HOUR_MS, newGroup, platform, put, refusal } from "./platform.ts";

const { forebay, logs } = await platform();
const nowMs = () => forebay.clock.now().getTime();
const numbers = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `event ${from + index}`);

describe("PutLogEvents", () => {
  it("PutLogEvents: names what is too old and too new, and takes the rest (documented)", async () => {
    const logGroupName = await newGroup(logs);
    const now = nowMs();
    const at = (...times: number[]) =>
      logs.send(
        new PutLogEventsCommand({
          logGroupName,
          logStreamName: "s",
          logEvents: times.map((timestamp) => ({ timestamp, message: String(timestamp) })),
        }),
      );
    const old = now - 14 * DAY_MS;
    const { rejectedLogEventsInfo, nextSequenceToken } = await at(old - 5_000, old - 4_000, old + HOUR_MS);
    expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 2 });
    expect(nextSequenceToken).toMatch(/^\d{56}$/);
    const late = await at(now, now + 2 * HOUR_MS + 60_000);
    expect(late.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    expect((await get(logs, logGroupName)).messages).toEqual([String(old + HOUR_MS), String(now)]);
  });

  it("PutLogEvents: refuses what AWS refuses (recorded; sizes in public issue threads)", async () => {
    const logGroupName = await newGroup(logs);
    const now = nowMs();
    const event = (timestamp: number, message = "m") => ({ timestamp, message });
    const refused = (...logEvents: { timestamp: number; message: string }[]) =>
      refusal(logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: "s", logEvents })));
    expect(await refused(event(now), event(now - 1))).toBe(
      "InvalidParameterException: Log events in a single PutLogEvents request must be in chronological order.",
    );
    expect(await refused(event(now - DAY_MS - 1), event(now))).toContain("cannot span more than 24 hours");
    expect(await refused(...Array.from({ length: 5 }, () => event(now, "x".repeat(250_000))))).toBe(
      "InvalidParameterException: Upload too large: 1250130 bytes exceeds limit of 1048576",
    );
    expect(await refused(...Array.from({ length: 10_001 }, () => event(now)))).toContain("10000");
    expect(await refusal(put(logs, logGroupName, now, ["x"], "none"))).toBe(
      "ResourceNotFoundException: The specified log stream does not exist.",
    );
    expect(await refusal(put(logs, "/none", now, ["x"]))).toBe(
      "ResourceNotFoundException: The specified log group does not exist.",
    );
  });

  it("PutLogEvents: writers at once lose nothing, and readers see the order of times", async () => {
    const logGroupName = await newGroup(logs);
    const startMs = nowMs() - 120_000;
    await Promise.all(
      Array.from({ length: 40 }, (_, writer) =>
        logs.send(
          new PutLogEventsCommand({
            logGroupName,
            logStreamName: "s",
            logEvents: Array.from({ length: 25 }, (__, index) => ({
              timestamp: startMs + index * 4_000 + writer,
              message: `${index * 4_000 + writer}`,
            })),
          }),
        ),
      ),
    );
    const { events = [], messages } = await get(logs, logGroupName, { startFromHead: true });
    expect(messages).toHaveLength(1_000);
    expect(messages.map(Number)).toEqual(messages.map(Number).toSorted((a, b) => a - b));
    expect(events.every(({ timestamp, message }) => timestamp === startMs + Number(message))).toBe(true);
    const pages: (string | undefined)[] = [];
    let nextToken: string | undefined;
    for (;;) {
      const page = await get(logs, logGroupName, { limit: 90, nextToken });
      if (page.messages.length === 0) break;
      pages.unshift(...page.messages);
      nextToken = page.nextBackwardToken;
    }
    expect(pages).toEqual(messages);
  });
});

describe("GetLogEvents", () => {
  it("GetLogEvents: pages both ways, and its tokens come back at the ends (documented)", async () => {
    const logGroupName = await newGroup(logs);
    const startMs = nowMs() - 90_000;
    await put(logs, logGroupName, startMs, numbers(10));
    await put(logs, logGroupName, startMs + 70_000, numbers(10, 10));
    const newest = await get(logs, logGroupName, { limit: 3 });
    expect(newest.messages).toEqual(numbers(3, 17));
    const before = await get(logs, logGroupName, { limit: 8, nextToken: newest.nextBackwardToken });
    expect(before.messages).toEqual(numbers(8, 9));
    const again = await get(logs, logGroupName, { limit: 8, nextToken: before.nextForwardToken });
    expect(again.messages).toEqual(numbers(3, 17));
    const end = await get(logs, logGroupName, { nextToken: again.nextForwardToken });
    expect([end.messages, end.nextForwardToken]).toEqual([[], again.nextForwardToken]);
    await put(logs, logGroupName, startMs + 80_000, ["later"]);
    expect((await get(logs, logGroupName, { nextToken: end.nextForwardToken })).messages).toEqual(["later"]);
    const head = await get(logs, logGroupName, { startFromHead: true, limit: 4 });
    expect(head.messages).toEqual(numbers(4));
    const top = await get(logs, logGroupName, { nextToken: head.nextBackwardToken });
    expect([top.messages, top.nextBackwardToken]).toEqual([[], head.nextBackwardToken]);
    expect(head.nextForwardToken).toMatch(/^f\/\d{56}\/s$/);
    expect(await refusal(get(logs, logGroupName, { nextToken: "invalid" }))).toBe(
      "InvalidParameterException: The specified nextToken is invalid.",
    );
  });

  it("GetLogEvents: from startTime on, before endTime (documented), by ARN", async () => {
    const logGroupName = await newGroup(logs);
    const startMs = nowMs() - 1_000;
    await put(logs, logGroupName, startMs, numbers(6));
    const range = { startTime: startMs + 2, endTime: startMs + 4 };
    expect((await get(logs, logGroupName, range)).messages).toEqual(numbers(2, 2));
    const byArn = await get(logs, logGroupName, {
      logGroupName: undefined,
      logGroupIdentifier: groupArn(logGroupName),
      ...range,
    });
    expect(byArn.events?.[0]).toEqual({
      timestamp: startMs + 2,
      message: "event 2",
      ingestionTime: expect.any(Number) as number,
    });
  });

  it("GetLogEvents: an answer has a MiB at most (documented)", async () => {
    const logGroupName = await newGroup(logs);
    const message = "x".repeat(200_000);
    for (let batch = 0; batch < 3; batch++) await put(logs, logGroupName, nowMs(), [message, message, message]);
    expect((await get(logs, logGroupName)).messages).toHaveLength(5);
  });
});

describe("FilterLogEvents", () => {
  const filter = async (logGroupName: string, input: Partial<FilterLogEventsCommandInput> = {}) => {
    const answer = await logs.send(new FilterLogEventsCommand({ logGroupName, ...input }));
    return {
      ...answer,
      found: (answer.events ?? []).map(({ message, logStreamName }) => `${logStreamName}: ${message}`),
    };
  };

  it("FilterLogEvents: interleaves streams, narrows by pattern, stream and time, and pages", async () => {
    const logGroupName = await newGroup(logs);
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "t" }));
    const startMs = nowMs() - 65_000;
    for (const [index, stream] of ["s", "t", "s", "t"].entries())
      await put(
        logs,
        logGroupName,
        startMs + index * 20_000,
        [`{"level":"${index % 2 ? "error" : "info"}","n":${index}}`],
        stream,
      );
    expect((await filter(logGroupName)).found.map((each) => each[0])).toEqual(["s", "t", "s", "t"]);
    const filterPattern = '{ $.level = "error" && $.n > 1 }';
    const matched = await filter(logGroupName, { filterPattern });
    expect(matched.events).toEqual([
      {
        logStreamName: "t",
        timestamp: startMs + 60_000,
        message: '{"level":"error","n":3}',
        ingestionTime: expect.any(Number) as number,
        eventId: expect.stringMatching(/^\d{56}$/) as string,
      },
    ]);
    expect(matched.searchedLogStreams).toEqual([]);
    expect((await filter(logGroupName, { logStreamNames: ["s"] })).found).toHaveLength(2);
    expect((await filter(logGroupName, { logStreamNamePrefix: "x" })).found).toEqual([]);
    expect((await filter(logGroupName, { startTime: startMs + 20_000, endTime: startMs + 40_000 })).found).toHaveLength(
      2,
    );
    const backward = await filter(logGroupName, { startFromHead: false, limit: 1 });
    expect(backward.found[0]).toContain('"n":3');
    const first = await filter(logGroupName, { limit: 3 });
    const second = await filter(logGroupName, { limit: 3, nextToken: first.nextToken });
    expect([first.found.length, second.found, second.nextToken]).toEqual([
      3,
      ['t: {"level":"error","n":3}'],
      undefined,
    ]);
    expect(await refusal(filter(logGroupName, { nextToken: "invalid" }))).toBe(
      "InvalidParameterException: The specified nextToken is invalid.",
    );
    expect(await refusal(filter(logGroupName, { filterPattern: "{ $.a" }))).toBe(
      "InvalidParameterException: Invalid filter pattern",
    );
    expect(await refusal(filter(logGroupName, { logStreamNames: ["none"] }))).toContain("log stream does not exist");
  });
});
