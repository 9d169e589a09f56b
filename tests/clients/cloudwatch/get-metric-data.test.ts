// GetMetricData: metrics and the math over them.
import { GetMetricDataCommand, type GetMetricDataCommandInput, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { beforeAll, describe, expect, it } from "vitest";
import { minute, MINUTE_MS, namespace, platform, put } from "./platform.ts";

const { forebay, cloudwatch } = await platform();
const Namespace = namespace();
const start = minute(forebay.clock.now(), 20);
const at = (minutes: number): Date => new Date(start.getTime() + minutes * MINUTE_MS);

beforeAll(async () => {
  for (const [index, value] of [1, 2, 3, 4].entries()) {
    await put(cloudwatch, Namespace, { MetricName: "requests", Value: value * 10, Timestamp: at(index) });
    if (index !== 2) await put(cloudwatch, Namespace, { MetricName: "errors", Value: value, Timestamp: at(index) });
  }
});

const metric = (Id: string, MetricName: string, more: Partial<MetricDataQuery> = {}): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat: "Sum" },
  ...more,
});
const hidden = { ReturnData: false };
const ask = (MetricDataQueries: MetricDataQuery[], input: Partial<GetMetricDataCommandInput> = {}) =>
  cloudwatch.send(
    new GetMetricDataCommand({
      MetricDataQueries,
      StartTime: start,
      EndTime: at(5),
      ScanBy: "TimestampAscending",
      ...input,
    }),
  );
const valuesOf = async (Expression: string) => {
  const { MetricDataResults = [] } = await ask([
    metric("m1", "requests", hidden),
    metric("m2", "errors", hidden),
    { Id: "e1", Expression },
  ]);
  return MetricDataResults.map(({ Values }) => Values);
};

describe("GetMetricData", () => {
  it("GetMetricData: gives each metric, newest first unless asked otherwise (documented)", async () => {
    const { MetricDataResults } = await ask([metric("m1", "requests"), metric("m2", "errors", { Label: "failures" })], {
      ScanBy: undefined,
    });
    expect(MetricDataResults).toEqual([
      {
        Id: "m1",
        Label: "requests",
        Timestamps: [at(3), at(2), at(1), at(0)],
        Values: [40, 30, 20, 10],
        StatusCode: "Complete",
      },
      { Id: "m2", Label: "failures", Timestamps: [at(3), at(1), at(0)], Values: [4, 2, 1], StatusCode: "Complete" },
    ]);
  });

  it("GetMetricData: pages by the number of points", async () => {
    const queries = [metric("m1", "requests"), metric("m2", "errors")];
    const first = await ask(queries, { MaxDatapoints: 5 });
    expect(first.MetricDataResults?.map(({ Values }) => Values)).toEqual([[10, 20, 30, 40], [1]]);
    expect(first.MetricDataResults?.map(({ StatusCode }) => StatusCode)).toEqual(["Complete", "PartialData"]);
    const second = await ask(queries, { MaxDatapoints: 5, NextToken: first.NextToken });
    expect(second.MetricDataResults?.map(({ Values }) => Values)).toEqual([[], [2, 4]]);
    expect(second.NextToken).toBeUndefined();
  });

  it("GetMetricData: math over the metrics (documented)", async () => {
    expect(await valuesOf("m2 / m1 * 100")).toEqual([[10, 10, 10]]);
    expect(await valuesOf("-m1 + 2 ^ 3")).toEqual([[-2, -12, -22, -32]]);
    expect(await valuesOf("FILL(m2, 0) + m1")).toEqual([[11, 22, 30, 44]]);
    expect(await valuesOf("FILL(m2, REPEAT)")).toEqual([[1, 2, 2, 4, 4]]);
    expect(await valuesOf("FILL(m2, LINEAR)")).toEqual([[1, 2, 3, 4]]);
    expect(await valuesOf("SUM(METRICS())")).toEqual([[11, 22, 30, 44]]);
    expect(await valuesOf("MAX([m1, m2])")).toEqual([[10, 20, 30, 40]]);
    expect(await valuesOf("m1 - AVG(m1)")).toEqual([[-15, -5, 5, 15]]);
    expect(await valuesOf("IF(m1 > 15 AND m1 < 35, m1, 0)")).toEqual([[0, 20, 30, 0]]);
    expect(await valuesOf("RATE(m1)")).toEqual([[10 / 60, 10 / 60, 10 / 60]]);
    expect(await valuesOf("DIFF(m1)")).toEqual([[10, 10, 10]]);
    expect(await valuesOf("RUNNING_SUM(m1)")).toEqual([[10, 30, 60, 100]]);
    expect(await valuesOf("SORT(METRICS(), SUM, DESC, 1)")).toEqual([[10, 20, 30, 40]]);
    expect(await valuesOf("m1 / PERIOD(m1)")).toEqual([[10 / 60, 20 / 60, 0.5, 40 / 60]]);
  });

  it("GetMetricData: an expression may use another one, in any order", async () => {
    const { MetricDataResults } = await ask([
      { Id: "e2", Expression: "e1 * 2", Label: "double" },
      { Id: "e1", Expression: "m1 + 1", ReturnData: false },
      metric("m1", "requests", hidden),
    ]);
    expect(MetricDataResults).toMatchObject([{ Id: "e2", Label: "double", Values: [22, 42, 62, 82] }]);
  });

  it("GetMetricData: says what is wrong with queries (inferred)", async () => {
    const refusal = (...queries: MetricDataQuery[]) => ask(queries).catch((error: Error) => error.message);
    expect(await refusal({ Id: "e1", Expression: "m9 + 1" })).toContain("Undefined variable: m9");
    expect(await refusal({ Id: "e1", Expression: "1 +" })).toContain("Error in expression 'e1'");
    expect(await refusal({ Id: "e1", Expression: "e2" }, { Id: "e2", Expression: "e1" })).toContain("Circular");
    expect(await refusal({ Id: "e1", Expression: "1 + 1" })).toContain("does not evaluate to a time series");
    expect(await refusal({ Id: "e1", Expression: "SEARCH('x', 'Sum')" })).toContain("Unsupported function");
    expect(await refusal(metric("Upper", "requests"))).toContain("Upper");
    expect(await refusal(metric("m1", "requests"), metric("m1", "errors"))).toContain("not unique");
    expect(await refusal({ Id: "m1" })).toContain("must be specified");
    expect(await refusal({ Id: "e1", Expression: "(".repeat(900) })).toContain("Error in expression");
  });
});
