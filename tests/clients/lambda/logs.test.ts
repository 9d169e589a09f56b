// What functions print, in CloudWatch Logs, and what Lambda counts of them in CloudWatch.
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { account, activeFunction, invoke, platform, region } from "./platform.ts";

const { forebay, lambda, Role } = await platform();
const logs = new CloudWatchLogsClient(forebay.clientConfig);
const cloudwatch = new CloudWatchClient(forebay.clientConfig);
const iam = new IAMClient(forebay.clientConfig);
afterAll(() => {
  for (const client of [logs, cloudwatch, iam]) client.destroy();
});

/** What is in the group once it holds so many events. */
async function printed(logGroupName: string, count: number): Promise<string[]> {
  for (let tries = 0; tries < 200; tries++) {
    const { events = [] } = await logs
      .send(new FilterLogEventsCommand({ logGroupName }))
      .catch(() => ({ events: undefined }));
    if (events.length >= count) return events.map(({ message = "" }) => message);
    await sleep(50);
  }
  throw new Error(`${logGroupName} did not get ${count} events`);
}

const TALKS = `console.log("cold");
exports.handler = async ({ say }) => { console.log(say); console.error("two\\nlines"); };\n`;

describe("logs of functions", () => {
  it("Invoke: START, what it prints, END and REPORT, in a stream for each environment (recorded)", async () => {
    const name = await activeFunction({ lambda, Role }, TALKS);
    await invoke(lambda, name, { say: "hello" });
    await invoke(lambda, name, { say: "again" });
    const lines = await printed(`/aws/lambda/${name}`, 11);
    const [, requestId = ""] =
      /^START RequestId: (\S+) /.exec(lines.find((line) => line.startsWith("START")) ?? "") ?? [];
    expect(requestId).not.toBe("");
    expect(lines[0]).toMatch(/^\S+Z\tundefined\tINFO\tcold\n$/);
    expect(lines.slice(1, 6)).toEqual([
      `START RequestId: ${requestId} Version: $LATEST\n`,
      expect.stringMatching(new RegExp(`^\\S+Z\t${requestId}\tINFO\thello\n$`)),
      expect.stringMatching(new RegExp(`^\\S+Z\t${requestId}\tERROR\ttwo\rlines\n$`)),
      `END RequestId: ${requestId}\n`,
      expect.stringMatching(new RegExp(`^REPORT RequestId: ${requestId}\t.*\tInit Duration: .* ms\t\n$`)),
    ]);
    expect(lines).toHaveLength(11);
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: `/aws/lambda/${name}` }));
    expect(logStreams.map(({ logStreamName }) => logStreamName)).toEqual([
      expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    ]);
  });

  it("LoggingConfig: JSON events in a group of one's own (documented)", async () => {
    const LoggingConfig = {
      LogFormat: "JSON",
      ApplicationLogLevel: "WARN",
      SystemLogLevel: "INFO",
      LogGroup: "/own",
    } as const;
    const name = await activeFunction({ lambda, Role }, TALKS, { LoggingConfig });
    await invoke(lambda, name, { say: "hidden" });
    const events = (await printed("/own", 3)).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ type, level }) => type ?? level)).toEqual(["platform.start", "ERROR", "platform.report"]);
  });

  it("Invoke: a role that may not write logs has none, and nothing tells (documented)", async () => {
    const Statement = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    const { Role: made } = await iam.send(new CreateRoleCommand({ RoleName: "silent", AssumeRolePolicyDocument }));
    const silent = await activeFunction({ lambda, Role: made?.Arn ?? "" }, TALKS);
    expect((await invoke(lambda, silent, { say: "x" })).FunctionError).toBeUndefined();
    const heard = await activeFunction({ lambda, Role }, TALKS);
    await invoke(lambda, heard, { say: "x" });
    await printed(`/aws/lambda/${heard}`, 6);
    const { logGroups } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/lambda/${silent}` }),
    );
    expect(logGroups).toEqual([]);
    const allowed = {
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `arn:aws:logs:${region}:${account}:*`,
    };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: allowed });
    await iam.send(new PutRolePolicyCommand({ RoleName: "silent", PolicyName: "logs", PolicyDocument }));
    const later = await activeFunction({ lambda, Role: made?.Arn ?? "" }, TALKS);
    await invoke(lambda, later, { say: "now" });
    expect((await printed(`/aws/lambda/${later}`, 6)).join("")).toContain("now");
  });

  it("Invoke: is counted, with its errors and durations (documented)", async () => {
    const name = await activeFunction(
      { lambda, Role },
      `exports.handler = async ({ fail }) => { if (fail) throw new Error("no"); };\n`,
    );
    const StartTime = new Date(forebay.clock.now().getTime() - 60_000);
    await invoke(lambda, name, {});
    await invoke(lambda, name, { fail: true });
    await forebay.clock.advance(60_000);
    const sumOf = async (MetricName: string, Statistics: "Sum" | "Maximum" = "Sum") => {
      const { Datapoints = [] } = await cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: "AWS/Lambda",
          MetricName,
          Dimensions: [{ Name: "FunctionName", Value: name }],
          StartTime,
          EndTime: forebay.clock.now(),
          Period: 300,
          Statistics: [Statistics],
        }),
      );
      return Datapoints.reduce((sum, point) => sum + (point[Statistics] ?? 0), 0);
    };
    expect(await sumOf("Invocations")).toBe(2);
    expect(await sumOf("Errors")).toBe(1);
    expect(await sumOf("ConcurrentExecutions", "Maximum")).toBe(1);
    expect(await sumOf("Duration")).toBeGreaterThan(0);
  });
});
