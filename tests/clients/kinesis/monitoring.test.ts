import {
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  DisableEnhancedMonitoringCommand,
  EnableEnhancedMonitoringCommand,
  type MetricsName,
} from "@aws-sdk/client-kinesis";
import { expect, it } from "vitest";
import { account, activeStream, platform, region, untilActive } from "./platform.ts";

const { kinesis } = await platform();

it("EnableEnhancedMonitoring, DisableEnhancedMonitoring: say what there was and what will be (documented)", async () => {
  const StreamName = await activeStream(kinesis);
  const enable = (...ShardLevelMetrics: MetricsName[]) =>
    kinesis.send(new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics }));
  const disable = (...ShardLevelMetrics: MetricsName[]) =>
    kinesis.send(new DisableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics }));
  expect(await enable("IncomingBytes", "OutgoingBytes")).toMatchObject({
    StreamName,
    StreamARN: `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`,
    CurrentShardLevelMetrics: [],
    DesiredShardLevelMetrics: ["IncomingBytes", "OutgoingBytes"],
  });
  await untilActive(kinesis, StreamName);
  const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
  expect(StreamDescription?.EnhancedMonitoring).toEqual([{ ShardLevelMetrics: ["IncomingBytes", "OutgoingBytes"] }]);
  expect((await disable("IncomingBytes")).DesiredShardLevelMetrics).toEqual(["OutgoingBytes"]);
  await untilActive(kinesis, StreamName);
  expect((await enable("ALL")).DesiredShardLevelMetrics).toHaveLength(7);
  await untilActive(kinesis, StreamName);
  expect((await disable("ALL")).DesiredShardLevelMetrics).toEqual([]);
  await untilActive(kinesis, StreamName);
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  expect(StreamDescriptionSummary?.EnhancedMonitoring).toEqual([{ ShardLevelMetrics: [] }]);
});
