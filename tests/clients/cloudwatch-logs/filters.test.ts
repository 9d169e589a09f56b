// Subscription filters to Kinesis, Firehose and Lambda, and metric filters to CloudWatch.
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import {
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  PutMetricFilterCommand,
  PutSubscriptionFilterCommand,
  type PutSubscriptionFilterCommandInput,
  TestMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateDeliveryStreamCommand, DescribeDeliveryStreamCommand, FirehoseClient } from "@aws-sdk/client-firehose";
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from "@aws-sdk/client-kinesis";
import { AddPermissionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { gunzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { activeFunction } from "../lambda/platform.ts";
import { newRole } from "../role.ts";
import { account, groupArn, newGroup, platform, put, refusal, region } from "./platform.ts";

const { forebay, logs } = await platform();
const [kinesis, firehose, lambda, s3, cloudwatch, iam] = [
  new KinesisClient(forebay.clientConfig),
  new FirehoseClient(forebay.clientConfig),
  new LambdaClient(forebay.clientConfig),
  new S3Client(forebay.clientConfig),
  new CloudWatchClient(forebay.clientConfig),
  new IAMClient(forebay.clientConfig),
];
afterAll(() => {
  for (const client of [kinesis, firehose, lambda, s3, cloudwatch, iam]) client.destroy();
});
const nowMs = () => forebay.clock.now().getTime();
const role = newRole(forebay, "logs-to-streams", ["logs.amazonaws.com"]);

const until = async <Found>(look: () => Promise<Found | undefined>): Promise<Found> => {
  for (let tries = 0; tries < 400; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(25);
  }
  throw new Error("it did not come");
};

async function stream(): Promise<{ arn: string; read: () => Promise<Record<string, unknown>[]> }> {
  const StreamName = `logs-${nowMs()}`;
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  const arn = await until(async () => {
    const { StreamDescriptionSummary: found } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    return found?.StreamStatus === "ACTIVE" ? found.StreamARN : undefined;
  });
  const place = { StreamName, ShardId: "shardId-000000000000", ShardIteratorType: "TRIM_HORIZON" } as const;
  const read = async () => {
    const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(place));
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(
      ({ Data }) => JSON.parse(gunzipSync(Data ?? Buffer.alloc(0)).toString()) as Record<string, unknown>,
    );
  };
  return { arn, read };
}

const subscribe = async (logGroupName: string, input: Partial<PutSubscriptionFilterCommandInput>) =>
  logs.send(
    new PutSubscriptionFilterCommand({
      logGroupName,
      filterName: "sub",
      filterPattern: "",
      destinationArn: undefined,
      ...input,
    }),
  );

describe("subscription filters", () => {
  it("PutSubscriptionFilter: a Kinesis stream gets a control message and then what matches (documented)", async () => {
    const logGroupName = await newGroup(logs);
    const { arn, read } = await stream();
    await subscribe(logGroupName, {
      destinationArn: arn,
      roleArn: await role,
      filterPattern: "[level=ERROR, code, ...]",
    });
    expect(await read()).toMatchObject([
      {
        messageType: "CONTROL_MESSAGE",
        logEvents: [{ message: "CWL CONTROL MESSAGE: Checking health of destination Kinesis stream." }],
      },
    ]);
    const startMs = nowMs();
    await put(logs, logGroupName, startMs, ["INFO 1 fine", "ERROR 2 bad luck"]);
    const message = await until(async () => (await read())[1]);
    expect(message).toEqual({
      messageType: "DATA_MESSAGE",
      owner: account,
      logGroup: logGroupName,
      logStream: "s",
      subscriptionFilters: ["sub"],
      logEvents: [
        {
          id: expect.stringMatching(/^\d{56}$/) as string,
          timestamp: startMs + 1,
          message: "ERROR 2 bad luck",
          extractedFields: { level: "ERROR", code: "2", 3: "bad", 4: "luck" },
        },
      ],
    });
    const { subscriptionFilters } = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
    expect(subscriptionFilters).toEqual([
      {
        filterName: "sub",
        logGroupName,
        filterPattern: "[level=ERROR, code, ...]",
        destinationArn: arn,
        roleArn: await role,
        distribution: "ByLogStream",
        applyOnTransformedLogs: false,
        creationTime: expect.any(Number) as number,
      },
    ]);
  });

  it("PutSubscriptionFilter: many events come in order and whole", async () => {
    const logGroupName = await newGroup(logs);
    const { arn, read } = await stream();
    await subscribe(logGroupName, { destinationArn: arn, roleArn: await role });
    const startMs = nowMs();
    for (let batch = 0; batch < 10; batch++)
      await put(
        logs,
        logGroupName,
        startMs + batch * 50,
        Array.from({ length: 50 }, (_, index) => `${batch * 50 + index} ${"x".repeat(200)}`),
      );
    const messages = await until(async () => {
      const all = (await read()).slice(1).flatMap(({ logEvents }) => logEvents as { message: string }[]);
      return all.length >= 500 ? all : undefined;
    });
    expect(messages.map(({ message }) => Number(message.split(" ")[0]))).toEqual(
      Array.from({ length: 500 }, (_, index) => index),
    );
  });

  it("PutSubscriptionFilter: a function is invoked with the events in base64 (documented)", async () => {
    const logGroupName = await newGroup(logs);
    await s3.send(new CreateBucketCommand({ Bucket: "seen" }));
    const Role = await newRole(forebay, "reads-logs", ["lambda.amazonaws.com"]);
    const FunctionName = await activeFunction(
      { lambda, Role },
      `const { S3Client, PutObjectCommand } = require("${import.meta.dirname}/../../../node_modules/@aws-sdk/client-s3");
       exports.handler = async ({ awslogs }) => {
         await new S3Client({ forcePathStyle: true }).send(new PutObjectCommand({ Bucket: "seen", Key: "event", Body: awslogs.data }));
       };`,
    );
    const destinationArn = `arn:aws:lambda:${region}:${account}:function:${FunctionName}`;
    expect(await refusal(subscribe(logGroupName, { destinationArn }))).toBe(
      "InvalidParameterException: Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.",
    );
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: "logs",
        Action: "lambda:InvokeFunction",
        Principal: "logs.amazonaws.com",
        SourceArn: `${groupArn(logGroupName)}:*`,
      }),
    );
    await subscribe(logGroupName, { destinationArn });
    await put(logs, logGroupName, nowMs(), ["test", "test 2"]);
    const body = await until(async () => {
      const object = await s3.send(new GetObjectCommand({ Bucket: "seen", Key: "event" })).catch(() => undefined);
      return object?.Body?.transformToString();
    });
    const message = JSON.parse(gunzipSync(Buffer.from(body, "base64")).toString()) as { logEvents: object[] };
    expect(message.logEvents).toMatchObject([{ message: "test" }, { message: "test 2" }]);
  });

  it("PutSubscriptionFilter: a Firehose stream delivers them", async () => {
    const logGroupName = await newGroup(logs);
    await s3.send(new CreateBucketCommand({ Bucket: "delivered" }));
    await s3.send(new PutObjectCommand({ Bucket: "delivered", Key: "other", Body: "x" }));
    const RoleARN = await newRole(forebay, "delivers", ["firehose.amazonaws.com"]);
    const BufferingHints = { IntervalInSeconds: 0, SizeInMBs: 1 };
    const S3 = { RoleARN, BucketARN: "arn:aws:s3:::delivered", Prefix: "logs/", BufferingHints };
    const DeliveryStreamName = "from-logs";
    await firehose.send(
      new CreateDeliveryStreamCommand({ DeliveryStreamName, ExtendedS3DestinationConfiguration: S3 }),
    );
    const destinationArn = await until(async () => {
      const { DeliveryStreamDescription: found } = await firehose.send(
        new DescribeDeliveryStreamCommand({ DeliveryStreamName }),
      );
      return found?.DeliveryStreamStatus === "ACTIVE" ? found.DeliveryStreamARN : undefined;
    });
    await subscribe(logGroupName, { destinationArn, roleArn: await role });
    await put(logs, logGroupName, nowMs(), ["by firehose"]);
    const text = await until(async () => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "delivered", Prefix: "logs/" }));
      const parts = await Promise.all(
        Contents.map(async ({ Key }) =>
          (await s3.send(new GetObjectCommand({ Bucket: "delivered", Key }))).Body?.transformToByteArray(),
        ),
      );
      const all = parts.map((part) => gunzipSync(part ?? Buffer.alloc(0)).toString()).join("\n");
      return all.includes("DATA_MESSAGE") ? all : undefined;
    });
    expect(text).toContain('"message":"by firehose"');
  });

  it("PutSubscriptionFilter: refuses what AWS refuses (recorded; deliveries in public issue threads)", async () => {
    const logGroupName = await newGroup(logs);
    const { arn } = await stream();
    const roleArn = await role;
    expect(await refusal(subscribe(logGroupName, { destinationArn: arn }))).toBe(
      "InvalidParameterException: destinationArn for vendor kinesis cannot be used without roleArn",
    );
    const elsewhere = `arn:aws:lambda:${region}:111111111111:function:f`;
    expect(await refusal(subscribe(logGroupName, { destinationArn: elsewhere }))).toContain("Cross-account lambda");
    expect(await refusal(subscribe(logGroupName, { destinationArn: `${arn}-none`, roleArn }))).toBe(
      "InvalidParameterException: Could not deliver test message to specified Kinesis stream. Check if the given kinesis stream is in ACTIVE state.",
    );
    const Statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "not-for-logs", AssumeRolePolicyDocument }));
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: "not-for-logs",
        PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    );
    expect(await refusal(subscribe(logGroupName, { destinationArn: arn, roleArn: Role?.Arn }))).toContain(
      "Could not deliver",
    );
    await subscribe(logGroupName, { filterName: "one", destinationArn: arn, roleArn });
    await subscribe(logGroupName, { filterName: "two", destinationArn: arn, roleArn });
    expect(await refusal(subscribe(logGroupName, { filterName: "three", destinationArn: arn, roleArn }))).toBe(
      "LimitExceededException: Resource limit exceeded.",
    );
    await subscribe(logGroupName, { filterName: "two", destinationArn: arn, roleArn, filterPattern: "x" });
    await logs.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName: "one" }));
    expect(await refusal(logs.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName: "one" })))).toBe(
      "ResourceNotFoundException: The specified subscription filter does not exist.",
    );
  });
});

describe("metric filters", () => {
  it("PutMetricFilter: counts matches and takes values out of events, by dimensions (documented)", async () => {
    const logGroupName = await newGroup(logs);
    const metricNamespace = "Shop";
    const filter = (filterName: string, filterPattern: string, transformation: object) =>
      logs.send(
        new PutMetricFilterCommand({
          logGroupName,
          filterName,
          filterPattern,
          metricTransformations: [{ metricNamespace, metricName: filterName, metricValue: "1", ...transformation }],
        }),
      );
    await filter("errors", "ERROR", { defaultValue: 0 });
    await filter("latency", "{ $.latency = * }", {
      metricValue: "$.latency",
      unit: "Milliseconds",
      dimensions: { path: "$.path" },
    });
    const startMs = Math.floor(nowMs() / 60_000) * 60_000;
    await put(logs, logGroupName, startMs, [
      "ERROR a",
      "fine",
      "ERROR b",
      '{"latency":12,"path":"/"}',
      '{"latency":"30","path":"/"}',
      '{"latency":1}',
    ]);
    const sum = (MetricName: string, Dimensions: { Name: string; Value: string }[] = []) =>
      until(async () => {
        const { Datapoints = [] } = await cloudwatch.send(
          new GetMetricStatisticsCommand({
            Namespace: metricNamespace,
            MetricName,
            Dimensions,
            StartTime: new Date(startMs - 60_000),
            EndTime: new Date(startMs + 120_000),
            Period: 60,
            Statistics: ["Sum", "SampleCount"],
          }),
        );
        return Datapoints[0];
      });
    expect(await sum("errors")).toEqual({ Timestamp: new Date(startMs), Sum: 2, SampleCount: 2, Unit: "None" });
    expect(await sum("latency", [{ Name: "path", Value: "/" }])).toEqual({
      Timestamp: new Date(startMs),
      Sum: 42,
      SampleCount: 2,
      Unit: "Milliseconds",
    });
    const described = await logs.send(new DescribeMetricFiltersCommand({ metricName: "errors", metricNamespace }));
    expect(described.metricFilters).toMatchObject([
      { filterName: "errors", logGroupName, filterPattern: "ERROR", applyOnTransformedLogs: false },
    ]);
    const all = await logs.send(new DescribeMetricFiltersCommand({ limit: 1 }));
    const rest = await logs.send(new DescribeMetricFiltersCommand({ nextToken: all.nextToken }));
    expect([all, rest].flatMap(({ metricFilters = [] }) => metricFilters.map(({ filterName }) => filterName))).toEqual([
      "errors",
      "latency",
    ]);
    await logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName: "errors" }));
    expect(await refusal(logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName: "errors" })))).toContain(
      "does not exist",
    );
  });

  it("TestMetricFilter: shows matches and fields (documented)", async () => {
    const { matches } = await logs.send(
      new TestMetricFilterCommand({
        filterPattern: "[ip, ..., status = 4*, bytes]",
        logEventMessages: ['127.0.0.1 - "GET / HTTP/1.1" 200 12', '127.0.0.1 - "GET /x HTTP/1.1" 404 7'],
      }),
    );
    expect(matches).toEqual([
      {
        eventNumber: 2,
        eventMessage: '127.0.0.1 - "GET /x HTTP/1.1" 404 7',
        extractedValues: { $ip: "127.0.0.1", $2: "-", $3: "GET /x HTTP/1.1", $status: "404", $bytes: "7" },
      },
    ]);
    const bad = new TestMetricFilterCommand({ filterPattern: '"open', logEventMessages: ["x"] });
    expect(await refusal(logs.send(bad))).toBe("InvalidParameterException: Invalid filter pattern");
  });
});
