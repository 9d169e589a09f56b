// Alarms on metrics and on other alarms, their actions and their history.
import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { AddPermissionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { activeFunction } from "../lambda/platform.ts";
import { newRole } from "../role.ts";
import { account, MINUTE_MS, namespace, platform, put, region } from "./platform.ts";

const { forebay, cloudwatch } = await platform();
const lambda = new LambdaClient(forebay.clientConfig);
const logs = new CloudWatchLogsClient(forebay.clientConfig);
afterAll(() => {
  lambda.destroy();
  logs.destroy();
});

let alarms = 0;
const arnOf = (name: string): string => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

async function alarmOn(Namespace: string, input: Partial<PutMetricAlarmCommandInput> = {}): Promise<string> {
  const AlarmName = input.AlarmName ?? `alarm-${++alarms}`;
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      Namespace,
      MetricName: "m",
      Period: 60,
      EvaluationPeriods: 1,
      Statistic: "Sum",
      Threshold: 5,
      ComparisonOperator: "GreaterThanThreshold",
      ...input,
      AlarmName,
    }),
  );
  return AlarmName;
}

const describeAll = async (input: DescribeAlarmsCommandInput) => {
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand(input));
  return [...MetricAlarms, ...CompositeAlarms];
};
const stateOf = async (name: string) => {
  const [alarm] = await describeAll({ AlarmNames: [name], AlarmTypes: ["MetricAlarm", "CompositeAlarm"] });
  return `${alarm?.StateValue}: ${alarm?.StateReason}`;
};
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "accepted",
    (error: Error) => `${error.name}: ${error.message}`,
  );
const historyOf = async (AlarmName: string) => {
  const { AlarmHistoryItems = [] } = await cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName }));
  return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
};

describe("alarms on metrics", () => {
  it("PutMetricAlarm, DescribeAlarms: as AWS shows them (recorded)", async () => {
    const Namespace = namespace();
    const name = await alarmOn(Namespace);
    expect(await describeAll({ AlarmNames: [name] })).toEqual([
      {
        AlarmName: name,
        AlarmArn: arnOf(name),
        AlarmConfigurationUpdatedTimestamp: expect.any(Date) as Date,
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [],
        InsufficientDataActions: [],
        StateValue: "INSUFFICIENT_DATA",
        StateReason: "Unchecked: Initial alarm creation",
        StateUpdatedTimestamp: expect.any(Date) as Date,
        StateTransitionedTimestamp: expect.any(Date) as Date,
        MetricName: "m",
        Namespace,
        Statistic: "Sum",
        Dimensions: [],
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: "GreaterThanThreshold",
      },
    ]);
    const forMetric = await cloudwatch.send(new DescribeAlarmsForMetricCommand({ Namespace, MetricName: "m" }));
    expect(forMetric.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual([name]);
    const second = await alarmOn(Namespace, { AlarmName: `${name}-more` });
    const first = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: name, MaxRecords: 1 }));
    const rest = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: name, NextToken: first.NextToken }),
    );
    expect([first, rest].map(({ MetricAlarms }) => MetricAlarms?.map(({ AlarmName }) => AlarmName))).toEqual([
      [name],
      [second],
    ]);
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name, second, "none"] }));
    expect(await describeAll({ AlarmNames: [name, second] })).toEqual([]);
  });

  it("PutMetricAlarm: goes to ALARM and back to OK on the clock, and says why", async () => {
    const Namespace = namespace();
    const name = await alarmOn(Namespace, { TreatMissingData: "notBreaching" });
    await put(cloudwatch, Namespace, { MetricName: "m", Value: 9 });
    await forebay.clock.advance(MINUTE_MS + 2_000);
    expect(await stateOf(name)).toMatch(
      /^ALARM: Threshold Crossed: 1 datapoint \[9\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:00\)\] was greater than the threshold \(5\.0\)\.$/,
    );
    await put(cloudwatch, Namespace, { MetricName: "m", Value: 1 });
    await forebay.clock.advance(MINUTE_MS);
    expect(await stateOf(name)).toMatch(/^OK: Threshold Crossed: 1 datapoint \[1\.0 .* was not greater than/);
    expect(await historyOf(name)).toEqual([
      "Alarm updated from ALARM to OK",
      expect.stringMatching(/^Alarm updated from (OK|INSUFFICIENT_DATA) to ALARM$/),
      ...((await historyOf(name)).length === 4 ? ["Alarm updated from INSUFFICIENT_DATA to OK"] : []),
      `Alarm "${name}" created`,
    ]);
  });

  it("PutMetricAlarm: missing data breaches where that is wanted (recorded reason)", async () => {
    const name = await alarmOn(namespace(), { EvaluationPeriods: 2, Period: 10, TreatMissingData: "breaching" });
    await forebay.clock.advance(MINUTE_MS);
    expect(await stateOf(name)).toBe(
      "ALARM: Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].",
    );
    const [alarm] = await describeAll({ AlarmNames: [name] });
    expect(JSON.parse(alarm?.StateReasonData ?? "")).toMatchObject({
      version: "1.0",
      statistic: "Sum",
      period: 10,
      recentDatapoints: [],
      threshold: 5,
    });
  });

  it("PutMetricAlarm: watches math over metrics", async () => {
    const Namespace = namespace();
    const metric = (Id: string, MetricName: string) => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat: "Sum" },
    });
    const AlarmName = "rate";
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Metrics: [metric("m1", "errors"), metric("m2", "requests"), { Id: "e1", Expression: "m1 / m2 * 100" }],
        EvaluationPeriods: 1,
        Threshold: 10,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      }),
    );
    await put(cloudwatch, Namespace, { MetricName: "errors", Value: 2 }, { MetricName: "requests", Value: 10 });
    await forebay.clock.advance(MINUTE_MS + 2_000);
    expect(await stateOf(AlarmName)).toContain("ALARM: Threshold Crossed: 1 datapoint [20.0");
  });

  it("PutMetricAlarm: refuses what AWS refuses (inferred)", async () => {
    expect(await refusal(alarmOn("N", { EvaluationPeriods: 2000 }))).toContain("more than a day");
    expect(await refusal(alarmOn("N", { DatapointsToAlarm: 2 }))).toContain("DatapointsToAlarm");
    expect(await refusal(alarmOn("N", { Statistic: undefined }))).toContain("Statistic");
    expect(await refusal(alarmOn("N", { ExtendedStatistic: "p90" }))).toContain("mutually exclusive");
    expect(await refusal(alarmOn("N", { Period: 7 }))).toContain("Period");
    expect(await refusal(alarmOn("N", { AlarmActions: ["sns"] }))).toContain("Invalid arn syntax: sns");
    expect(await refusal(alarmOn("N", { ThresholdMetricId: "a1", Threshold: undefined }))).toContain("not built");
  });
});

describe("states and actions", () => {
  it("SetAlarmState: invokes the function of that state (recorded event), unless actions are off", async () => {
    const Role = await newRole(forebay, "acts", ["lambda.amazonaws.com"]);
    const FunctionName = await activeFunction(
      { lambda, Role },
      "exports.handler = async (event) => { console.log(JSON.stringify(event)); };\n",
    );
    const AlarmActions = [`arn:aws:lambda:${region}:${account}:function:${FunctionName}`];
    const name = await alarmOn("namespace", {
      MetricName: "metric1",
      Period: 10,
      Statistic: "Average",
      AlarmActions,
      AlarmDescription: "testing",
      TreatMissingData: "ignore",
    });
    const set = (StateValue: "OK" | "ALARM") =>
      cloudwatch.send(new SetAlarmStateCommand({ AlarmName: name, StateValue, StateReason: "testing alarm" }));
    await set("ALARM");
    expect((await historyOf(name))[0]).toContain(`Failed to execute action ${AlarmActions[0]}`);
    await set("OK");
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: "alarm",
        Action: "lambda:InvokeFunction",
        Principal: "lambda.alarms.cloudwatch.amazonaws.com",
        SourceArn: arnOf(name),
      }),
    );
    await set("ALARM");
    expect((await historyOf(name))[0]).toBe(`Successfully executed action ${AlarmActions[0]}`);
    let event: unknown;
    for (let tries = 0; event === undefined && tries < 200; tries++) {
      await sleep(50);
      const found = await logs
        .send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${FunctionName}`, filterPattern: "alarmArn" }))
        .catch(() => undefined);
      const text = found?.events?.[0]?.message?.split("\t")[3];
      if (text !== undefined) event = JSON.parse(text);
    }
    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/) as string;
    expect(event).toEqual({
      source: "aws.cloudwatch",
      alarmArn: arnOf(name),
      accountId: account,
      time: date,
      region,
      alarmData: {
        alarmName: name,
        state: { value: "ALARM", reason: "testing alarm", timestamp: date },
        previousState: { value: "OK", reason: "testing alarm", timestamp: date },
        configuration: {
          description: "testing",
          metrics: [
            {
              id: expect.any(String) as string,
              metricStat: {
                metric: { namespace: "namespace", name: "metric1", dimensions: {} },
                period: 10,
                stat: "Average",
              },
              returnData: true,
            },
          ],
        },
      },
    });
    await set("OK");
    await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: [name] }));
    await set("ALARM");
    expect((await historyOf(name))[0]).toBe("Alarm updated from OK to ALARM");
    await cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames: [name] }));
    expect((await describeAll({ AlarmNames: [name] }))[0]?.ActionsEnabled).toBe(true);
  });

  it("SetAlarmState: refuses other states and alarms that are not there (recorded)", async () => {
    const set = (input: object) =>
      refusal(
        cloudwatch.send(new SetAlarmStateCommand({ AlarmName: "none", StateValue: "OK", StateReason: "x", ...input })),
      );
    expect(await set({ StateValue: "INVALID" })).toContain(
      "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [",
    );
    expect(await set({})).toContain("ResourceNotFound");
  });

  it("PutCompositeAlarm: follows the alarms in its rule (recorded)", async () => {
    const [one, two] = [await alarmOn(namespace()), await alarmOn(namespace())];
    const AlarmRule = `ALARM("${arnOf(one)}") OR ALARM("${two}")`;
    await cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: "both", AlarmRule }));
    await cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: "above", AlarmRule: "ALARM(both)" }));
    expect(await stateOf("both")).toMatch(/^OK: /);
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: one, StateValue: "ALARM", StateReason: "test" }));
    expect(await stateOf("both")).toMatch(
      new RegExp(
        `^ALARM: ${arnOf(one)} transitioned to ALARM at \\w+day \\d\\d \\w+, \\d{4} \\d\\d:\\d\\d:\\d\\d UTC$`,
      ),
    );
    expect(await stateOf("above")).toMatch(/^ALARM: /);
    const [composite] = await describeAll({ AlarmNames: ["both"] });
    expect(composite).toMatchObject({ AlarmRule, AlarmArn: arnOf("both") });
    expect(JSON.parse(composite?.StateReasonData ?? "")).toMatchObject({
      triggeringAlarms: [{ arn: arnOf(one), state: { value: "ALARM" } }],
    });
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: one, StateValue: "OK", StateReason: "test" }));
    expect(await stateOf("above")).toMatch(/^OK: /);
    const children = await describeAll({ ChildrenOfAlarmName: "both" });
    expect(children.map(({ AlarmName }) => AlarmName)).toEqual([one, two]);
    const refused = (rule: string) =>
      refusal(cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: "x", AlarmRule: rule })));
    expect(await refused("ALARM(")).toContain("Invalid AlarmRule");
    expect(await refused("ALARM(none)")).toContain("do not exist");
  });

  it("TagResource: tags alarms (recorded)", async () => {
    const name = await alarmOn(namespace(), { Tags: [{ Key: "tag0", Value: "made" }] });
    const ResourceARN = arnOf(name);
    const tags = async () => (await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
    await cloudwatch.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "tag1", Value: "foo" }] }));
    expect(await tags()).toEqual([
      { Key: "tag0", Value: "made" },
      { Key: "tag1", Value: "foo" },
    ]);
    await cloudwatch.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["tag0"] }));
    expect(await tags()).toEqual([{ Key: "tag1", Value: "foo" }]);
    expect(await refusal(cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: arnOf("none") })))).toContain(
      "ResourceNotFound",
    );
  });
});
