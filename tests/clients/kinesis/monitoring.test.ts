import {
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  DisableEnhancedMonitoringCommand,
  EnableEnhancedMonitoringCommand,
  GetRecordsCommand,
  type MetricsName,
  PutRecordCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { afterAll, expect, it } from "vitest";
import { account, activeStream, iterator, platform, region, shard, text, untilActive } from "./platform.ts";

const { forebay, kinesis } = await platform();
const cloudwatch = new CloudWatchClient(forebay.clientConfig);
afterAll(() => cloudwatch.destroy());

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

it("PutRecord, PutRecords, GetRecords: are counted in CloudWatch by the minute, by shard where that is wanted (documented)", async () => {
  const StreamName = await activeStream(kinesis, { ShardCount: 2 });
  const ShardLevelMetrics: MetricsName[] = ["IncomingRecords", "OutgoingRecords"];
  await kinesis.send(new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics }));
  await untilActive(kinesis, StreamName);
  const low = { ExplicitHashKey: "0", PartitionKey: "k" };
  const high = { ExplicitHashKey: String(2n ** 128n - 1n), PartitionKey: "k" };
  await kinesis.send(new PutRecordCommand({ StreamName, ...low, Data: text("12345") }));
  const Records = [low, high, high].map((place) => ({ ...place, Data: text("123456789") }));
  await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
  await kinesis.send(new GetRecordsCommand({ ShardIterator: await iterator(kinesis, StreamName) }));
  const StartTime = new Date(forebay.clock.now().getTime() - 120_000);
  await forebay.clock.advance(60_000);
  const sumOf = async (MetricName: string, ...more: { Name: string; Value: string }[]) => {
    const { Datapoints = [] } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: "AWS/Kinesis",
        MetricName,
        Dimensions: [{ Name: "StreamName", Value: StreamName }, ...more],
        StartTime,
        EndTime: forebay.clock.now(),
        Period: 300,
        Statistics: ["Sum"],
      }),
    );
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };
  expect(await sumOf("IncomingRecords")).toBe(4);
  expect(await sumOf("IncomingBytes")).toBe(5 + 3 * 9 + 4);
  expect(await sumOf("PutRecord.Success")).toBe(1);
  expect(await sumOf("PutRecords.TotalRecords")).toBe(3);
  expect(await sumOf("PutRecords.ThrottledRecords")).toBe(0);
  expect(await sumOf("GetRecords.Records")).toBe(2);
  const ofShard = (index: number) => ({ Name: "ShardId", Value: shard(index) });
  expect(await sumOf("IncomingRecords", ofShard(0))).toBe(2);
  expect(await sumOf("IncomingRecords", ofShard(1))).toBe(2);
  expect(await sumOf("OutgoingRecords", ofShard(0))).toBe(2);
  expect(await sumOf("IncomingBytes", ofShard(0))).toBe(0);
});
