// PutMetricData, GetMetricStatistics and ListMetrics.
import {
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, minute, MINUTE_MS, namespace, platform, put } from "./platform.ts";

const { forebay, cloudwatch } = await platform();

const statistics = async (Namespace: string, input: Partial<GetMetricStatisticsCommandInput> = {}) => {
  const now = forebay.clock.now();
  const { Datapoints = [] } = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace,
      MetricName: "m",
      StartTime: minute(now, 30),
      EndTime: new Date(now.getTime() + MINUTE_MS),
      Period: 60,
      Statistics: ["SampleCount", "Sum", "Average", "Minimum", "Maximum"],
      ...input,
    }),
  );
  return Datapoints;
};

describe("PutMetricData", () => {
  it("PutMetricData: adds values, counts and sets up by the minute and the unit (documented)", async () => {
    const Namespace = namespace();
    const Timestamp = minute(forebay.clock.now(), 2);
    await put(cloudwatch, Namespace, { MetricName: "m", Value: 4, Timestamp });
    await put(
      cloudwatch,
      Namespace,
      { MetricName: "m", Values: [1, 10], Counts: [3, 1], Timestamp: new Date(Timestamp.getTime() + 30_000) },
      { MetricName: "m", Value: 7, Unit: "Seconds", Timestamp },
      { MetricName: "m", Dimensions: [{ Name: "d", Value: "x" }], Value: 1_000, Timestamp },
      {
        MetricName: "m",
        StatisticValues: { SampleCount: 2, Sum: 5, Minimum: 2, Maximum: 3 },
        Timestamp: new Date(Timestamp.getTime() + MINUTE_MS),
      },
    );
    expect(await statistics(Namespace)).toEqual([
      { Timestamp, SampleCount: 5, Sum: 17, Average: 3.4, Minimum: 1, Maximum: 10, Unit: "None" },
      { Timestamp, SampleCount: 1, Sum: 7, Average: 7, Minimum: 7, Maximum: 7, Unit: "Seconds" },
      {
        Timestamp: new Date(Timestamp.getTime() + MINUTE_MS),
        SampleCount: 2,
        Sum: 5,
        Average: 2.5,
        Minimum: 2,
        Maximum: 3,
        Unit: "None",
      },
    ]);
    expect(await statistics(Namespace, { Unit: "Seconds" })).toHaveLength(1);
    expect(await statistics(Namespace, { Dimensions: [{ Name: "d", Value: "x" }], Statistics: ["Sum"] })).toEqual([
      { Timestamp, Sum: 1_000, Unit: "None" },
    ]);
  });

  it("PutMetricData: refuses what AWS refuses (recorded; times and values documented)", async () => {
    const refusal = (datum: object, Namespace = "Test/Refused") =>
      put(cloudwatch, Namespace, { MetricName: "m", ...datum }).catch(
        (error: Error) => `${error.name}: ${error.message}`,
      );
    expect(await refusal({ Value: 1, Values: [1] })).toBe(
      "InvalidParameterCombinationException: The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.",
    );
    expect(await refusal({ Values: [1, 2], Counts: [1] })).toBe(
      "InvalidParameterValueException: The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.",
    );
    const now = forebay.clock.now().getTime();
    expect(await refusal({ Value: 1, Timestamp: new Date(now - 15 * DAY_MS) })).toContain("two weeks in the past");
    expect(await refusal({ Value: 1, Timestamp: new Date(now + 3 * HOUR_MS) })).toContain("two hours in the future");
    expect(await refusal({ Value: NaN })).toContain(
      "The value NaN for parameter MetricData.member.1.Value is invalid.",
    );
    expect(await refusal({ Value: 1 }, "AWS/Mine")).toContain("Namespace");
    expect(await refusal({ Value: 1, StorageResolution: 7 })).toContain("StorageResolution");
    const many = Array.from({ length: 1001 }, () => ({ MetricName: "m", Value: 1 }));
    await expect(
      cloudwatch.send(new PutMetricDataCommand({ Namespace: "Test/Many", MetricData: many })),
    ).rejects.toThrow("less than or equal to 1000");
  });
});

describe("GetMetricStatistics", () => {
  it("GetMetricStatistics: gives percentiles, and longer periods", async () => {
    const Namespace = namespace();
    const start = minute(forebay.clock.now(), 10);
    for (let value = 1; value <= 10; value++)
      await put(cloudwatch, Namespace, {
        MetricName: "m",
        Value: value,
        Timestamp: new Date(start.getTime() + (value - 1) * MINUTE_MS),
      });
    const [first, second] = await statistics(Namespace, {
      StartTime: start,
      Period: 300,
      Statistics: ["Sum"],
      ExtendedStatistics: ["p50", "tm100"],
    });
    expect(first).toEqual({ Timestamp: start, Sum: 15, Unit: "None", ExtendedStatistics: { p50: 3, tm100: 3 } });
    expect(second).toMatchObject({ Sum: 40 });
  });

  it("GetMetricStatistics: keeps points of high resolution by the second for three hours (documented)", async () => {
    const Namespace = namespace();
    const Timestamp = minute(forebay.clock.now(), 1);
    const later = new Date(Timestamp.getTime() + 5_000);
    await put(
      cloudwatch,
      Namespace,
      { MetricName: "m", Value: 1, Timestamp, StorageResolution: 1 },
      { MetricName: "m", Value: 2, Timestamp: later, StorageResolution: 1 },
    );
    const input = { Period: 1, StartTime: Timestamp, EndTime: new Date(Timestamp.getTime() + MINUTE_MS) };
    expect((await statistics(Namespace, input)).map(({ Timestamp: at, Sum }) => [at, Sum])).toEqual([
      [Timestamp, 1],
      [later, 2],
    ]);
    await forebay.clock.advance(4 * HOUR_MS);
    expect(await statistics(Namespace, input)).toEqual([]);
    expect(await statistics(Namespace, { ...input, Period: 60 })).toMatchObject([{ Sum: 3 }]);
  });

  it("GetMetricStatistics: refuses what AWS refuses (recorded)", async () => {
    const now = forebay.clock.now();
    const refusal = (input: Partial<GetMetricStatisticsCommandInput>) =>
      statistics("Test/Refused", input).catch((error: Error) => error.message);
    expect(await refusal({ StartTime: now, EndTime: now })).toBe(
      "The parameter StartTime must be less than the parameter EndTime.",
    );
    expect(await refusal({ StartTime: new Date(now.getTime() - DAY_MS), EndTime: now, Period: 1 })).toBe(
      "You have requested up to 86400 datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.",
    );
    expect(await refusal({ Statistics: undefined })).toContain("Statistics");
    expect(await refusal({ ExtendedStatistics: ["p101"] })).toContain("p101");
  });

  it("GetMetricStatistics: points grow coarser on the clock and expire (documented)", async () => {
    const Namespace = namespace();
    const now = forebay.clock.now();
    const start = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - HOUR_MS);
    for (let at = 0; at < 10; at++)
      await put(cloudwatch, Namespace, {
        MetricName: "m",
        Value: at,
        Timestamp: new Date(start.getTime() + at * MINUTE_MS),
      });
    const asked = (Period: number) =>
      statistics(Namespace, { StartTime: start, EndTime: new Date(start.getTime() + HOUR_MS), Period });
    expect(await asked(60)).toHaveLength(10);
    await forebay.clock.advance(16 * DAY_MS);
    expect(await asked(60)).toEqual([]);
    expect((await asked(300)).map(({ Sum }) => Sum)).toEqual([10, 35]);
    await forebay.clock.advance(50 * DAY_MS);
    expect(await asked(300)).toEqual([]);
    expect((await asked(3600)).map(({ Sum, SampleCount }) => [Sum, SampleCount])).toEqual([[45, 10]]);
    await forebay.clock.advance(400 * DAY_MS);
    expect(await asked(3600)).toEqual([]);
  });
});

describe("ListMetrics", () => {
  it("ListMetrics: narrows by name and dimensions, pages, and forgets after two weeks (documented)", async () => {
    const Namespace = namespace();
    const metrics = Array.from({ length: 510 }, (_, index) => ({
      MetricName: index % 2 === 0 ? "even" : "odd",
      Dimensions: [{ Name: "index", Value: String(index) }],
      Value: 1,
    }));
    await put(cloudwatch, Namespace, ...metrics);
    const first = await cloudwatch.send(new ListMetricsCommand({ Namespace }));
    const second = await cloudwatch.send(new ListMetricsCommand({ Namespace, NextToken: first.NextToken }));
    expect([first.Metrics?.length, second.Metrics?.length, second.NextToken]).toEqual([500, 10, undefined]);
    const Dimensions = [{ Name: "index", Value: "7" }];
    const { Metrics } = await cloudwatch.send(new ListMetricsCommand({ Namespace, Dimensions }));
    expect(Metrics).toEqual([{ Namespace, MetricName: "odd", Dimensions }]);
    const odd = await cloudwatch.send(
      new ListMetricsCommand({ Namespace, MetricName: "odd", Dimensions: [{ Name: "index" }] }),
    );
    expect(odd.Metrics).toHaveLength(255);
    await expect(cloudwatch.send(new ListMetricsCommand({ NextToken: "no" }))).rejects.toThrow("nextToken");
    await forebay.clock.advance(15 * DAY_MS);
    expect((await cloudwatch.send(new ListMetricsCommand({ Namespace }))).Metrics).toEqual([]);
  });
});
