import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  GetEventSourceMappingCommand,
  InvokeCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { CreateStreamCommand, KinesisClient, PutRecordCommand, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from "@aws-sdk/client-sqs";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { enabledMapping, seen, until, untilState, writing } from "./mappings.ts";
import { account, activeFunction, arnOf, functionName, nodeCode, platform, region } from "./platform.ts";

const own = await platform();
const { lambda, forebay } = own;
const sqs = new SQSClient({ ...forebay.clientConfig, maxAttempts: 1 });
const folder = mkdtempSync(join(tmpdir(), "forebay-queues-"));
afterAll(() => {
  sqs.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const OPEN = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" },
});
const BODIES = "event.Records.map((record) => record.body)";
const arn = (name: string): string => `arn:aws:sqs:${region}:${account}:${name}`;

async function queue(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}

const send = (QueueUrl: string, bodies: readonly string[]) =>
  sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );

/** How many messages a queue has, in flight or not. */
async function counted(QueueUrl: string): Promise<number> {
  const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return AttributeNames.reduce((all, name) => all + Number(Attributes[name]), 0);
}

const untilEmpty = (QueueUrl: string) => until(async () => ((await counted(QueueUrl)) === 0 ? true : undefined));

const received = (QueueUrl: string): Promise<Message> =>
  until(async () => {
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, MessageAttributeNames: ["All"] }),
    );
    return Messages?.[0];
  });

async function roleWithout(RoleName: string, policy?: object): Promise<string> {
  const iam = new IAMClient(forebay.clientConfig);
  const Statement = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: policy });
  if (policy) await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "some", PolicyDocument }));
  iam.destroy();
  return Role?.Arn ?? "";
}

describe("event source mappings of SQS queues", () => {
  it("CreateEventSourceMapping: the function gets the messages in AWS's JSON, and they are deleted (documented)", async () => {
    const file = join(folder, "shown");
    const FunctionName = await activeFunction(own, writing(file, "event.Records"));
    const QueueUrl = await queue("shown");
    const UUID = await enabledMapping(lambda, { EventSourceArn: arn("shown"), FunctionName });
    const MessageAttributes = {
      text: { DataType: "String", StringValue: "t" },
      bytes: { DataType: "Binary", BinaryValue: Buffer.from("hi") },
    };
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello", MessageAttributes }));
    await until(() => seen(file)[0]);
    expect(seen<object[]>(file)[0]).toEqual([
      {
        messageId: sent.MessageId,
        receiptHandle: expect.any(String),
        body: "hello",
        attributes: {
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {
          text: { stringValue: "t", stringListValues: [], binaryListValues: [], dataType: "String" },
          bytes: { binaryValue: "aGk=", stringListValues: [], binaryListValues: [], dataType: "Binary" },
        },
        md5OfMessageAttributes: sent.MD5OfMessageAttributes,
        md5OfBody: sent.MD5OfMessageBody,
        eventSource: "aws:sqs",
        eventSourceARN: arn("shown"),
        awsRegion: region,
      },
    ]);
    await untilEmpty(QueueUrl);
    expect(await lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      FunctionArn: arnOf(FunctionName),
      StateTransitionReason: "USER_INITIATED",
    });
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    await untilState(lambda, UUID, "Disabled");
    await send(QueueUrl, ["later"]);
    expect(await counted(QueueUrl)).toBe(1);
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    await untilEmpty(QueueUrl);
    expect(seen<{ body: string }[]>(file).map(([one]) => one?.body)).toEqual(["hello", "later"]);
  });

  it("CreateEventSourceMapping: what fails comes again after its visibility timeout, what is done does not (documented)", async () => {
    const file = join(folder, "failing");
    const then = `return { batchItemFailures: event.Records
      .filter((one) => one.body === "bad" && one.attributes.ApproximateReceiveCount < 2)
      .map((one) => ({ itemIdentifier: one.messageId })) };`;
    const FunctionName = await activeFunction(own, writing(file, BODIES, then));
    const QueueUrl = await queue("failing", { VisibilityTimeout: "60" });
    await send(QueueUrl, ["good", "bad", "fine"]);
    await enabledMapping(lambda, {
      EventSourceArn: arn("failing"),
      FunctionName,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    await until(async () => ((await counted(QueueUrl)) === 1 ? true : undefined));
    await forebay.clock.advance(61_000);
    await untilEmpty(QueueUrl);
    expect(seen(file).flat().toSorted()).toEqual(["bad", "bad", "fine", "good"]);
  });

  it("CreateEventSourceMapping: batching windows fill batches, filters delete what they do not let in (documented)", async () => {
    const file = join(folder, "windowed");
    const FunctionName = await activeFunction(own, writing(file, BODIES));
    const QueueUrl = await queue("windowed");
    const bodies = Array.from({ length: 25 }, (_, n) => JSON.stringify({ n, kind: n % 5 === 0 ? "other" : "wanted" }));
    for (let at = 0; at < 25; at += 10) await send(QueueUrl, bodies.slice(at, at + 10));
    await enabledMapping(lambda, {
      EventSourceArn: arn("windowed"),
      FunctionName,
      BatchSize: 20,
      MaximumBatchingWindowInSeconds: 30,
      ScalingConfig: { MaximumConcurrency: 2 },
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { kind: ["wanted"] } }) }] },
    });
    await untilEmpty(QueueUrl);
    expect(seen(file)).toHaveLength(1);
    expect(seen(file)[0]?.toSorted()).toEqual(bodies.filter((body) => body.includes("wanted")).toSorted());
  });

  it("CreateEventSourceMapping: a FIFO queue's groups stay in order (documented)", async () => {
    const file = join(folder, "fifo");
    const FunctionName = await activeFunction(own, writing(file, BODIES));
    const QueueUrl = await queue("fifo.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
    for (let n = 0; n < 30; n++) {
      const group = `g${n % 3}`;
      const MessageBody = `${group}-${String(n).padStart(2, "0")}`;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageGroupId: group, MessageBody }));
    }
    await enabledMapping(lambda, { EventSourceArn: arn("fifo.fifo"), FunctionName, BatchSize: 3 });
    await untilEmpty(QueueUrl);
    expect(seen(file).flat()).toHaveLength(30);
    for (const group of ["g0", "g1", "g2"]) {
      const its = seen(file)
        .flat()
        .filter((body) => body.startsWith(group));
      expect(its).toEqual(its.toSorted());
    }
  });

  it("CreateEventSourceMapping: what AWS refuses of queues (recorded in threads)", async () => {
    await queue("refused", { VisibilityTimeout: "10" });
    const EventSourceArn = arn("refused");
    const source = "exports.handler = async () => {};";
    const blind = await activeFunction({ lambda, Role: await roleWithout("sees-no-queue") }, source);
    const slow = await activeFunction(own, source, { Timeout: 30 });
    const create = (FunctionName: string, more: object = {}) =>
      lambda.send(new CreateEventSourceMappingCommand({ EventSourceArn, FunctionName, ...more }));
    await expect(create(blind)).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: "The provided execution role does not have permissions to call ReceiveMessage on SQS",
    });
    await expect(create(slow)).rejects.toMatchObject({
      message: "Queue visibility timeout: 10 seconds is less than Function timeout: 30 seconds",
    });
    await expect(create(slow, { EventSourceArn: arn("absent") })).rejects.toMatchObject({
      message:
        "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.",
    });
    await expect(create(slow, { BatchSize: 11 })).rejects.toMatchObject({
      message: "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    });
    const FunctionName = await activeFunction(own, source);
    const { UUID } = await create(FunctionName);
    await expect(create(FunctionName)).rejects.toMatchObject({
      message: `An event source mapping with SQS arn (" ${EventSourceArn} ") and function (" ${FunctionName} ") already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    });
  });
});

describe("queues that are told", () => {
  const failing = "exports.handler = async () => { throw new Error('never'); };";

  async function untilGivenUp(QueueUrl: string): Promise<Message> {
    return until(async () => {
      await forebay.clock.advance(30_000);
      await sleep(25);
      return (await counted(QueueUrl)) > 0 ? received(QueueUrl) : undefined;
    });
  }

  it("Invoke: an event that fails goes to the dead-letter queue, and its record to a destination (documented)", async () => {
    const [letters, records] = [await queue("dead-letters"), await queue("records")];
    const FunctionName = await activeFunction(own, failing, { DeadLetterConfig: { TargetArn: arn("dead-letters") } });
    const DestinationConfig = { OnFailure: { Destination: arn("records") } };
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 0, DestinationConfig }),
    );
    const Payload = Buffer.from(JSON.stringify({ n: 1 }));
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }));
    const letter = await untilGivenUp(letters);
    expect(letter).toMatchObject({
      Body: '{"n":1}',
      MessageAttributes: {
        RequestID: { DataType: "String", StringValue: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        ErrorCode: { DataType: "Number", StringValue: "200" },
        ErrorMessage: { DataType: "String", StringValue: "never" },
      },
    });
    const { Body = "" } = await received(records);
    expect(JSON.parse(Body)).toMatchObject({
      requestContext: {
        condition: "RetriesExhausted",
        requestId: letter.MessageAttributes?.["RequestID"]?.StringValue,
      },
      requestPayload: { n: 1 },
    });
  });

  it("Invoke: destinations and dead letters can be topics, too (documented)", async () => {
    const QueueUrl = await queue("subscribed", { Policy: OPEN });
    const sns = new SNSClient(forebay.clientConfig);
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "failures" }));
    const Attributes = { RawMessageDelivery: "true" };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn("subscribed"), Attributes }));
    sns.destroy();
    const FunctionName = await activeFunction(own, failing, { DeadLetterConfig: { TargetArn: TopicArn } });
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName,
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: TopicArn } },
      }),
    );
    const Payload = Buffer.from(JSON.stringify({ n: 2 }));
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }));
    const told = [await untilGivenUp(QueueUrl), await received(QueueUrl)];
    const letter = told.find(({ Body }) => Body === '{"n":2}');
    expect(letter?.MessageAttributes?.["ErrorMessage"]).toMatchObject({ StringValue: "never" });
    const record = told.find((one) => one !== letter)?.Body ?? "";
    expect(JSON.parse(record)).toMatchObject({ requestPayload: { n: 2 } });
  });

  it("CreateFunction: the role must be able to send to the dead-letter queue (recorded in threads)", async () => {
    await queue("unsendable");
    const DeadLetterConfig = { TargetArn: arn("unsendable") };
    const Role = await roleWithout("sends-nothing", { Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "*" });
    const FunctionName = functionName();
    const refused = {
      name: "InvalidParameterValueException",
      message: "The provided execution role does not have permissions to call SendMessage on SQS",
    };
    const made = {
      FunctionName,
      Role,
      Runtime: "nodejs20.x",
      Handler: "index.handler",
      Code: nodeCode(failing),
    } as const;
    await expect(lambda.send(new CreateFunctionCommand({ ...made, DeadLetterConfig }))).rejects.toMatchObject(refused);
    await activeFunction({ lambda, Role }, failing, made);
    const update = new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig });
    await expect(lambda.send(update)).rejects.toMatchObject(refused);
    const DestinationConfig = { OnSuccess: { Destination: DeadLetterConfig.TargetArn } };
    const put = new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig });
    await expect(lambda.send(put)).rejects.toMatchObject(refused);
  });

  it("CreateEventSourceMapping: a stream's discarded batches are told of, without their records (documented)", async () => {
    const QueueUrl = await queue("discarded");
    const FunctionName = await activeFunction(own, failing);
    const kinesis = new KinesisClient(forebay.clientConfig);
    const StreamName = "discarding";
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    await waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName });
    await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "k", Data: Buffer.from("x") }));
    kinesis.destroy();
    await enabledMapping(lambda, {
      EventSourceArn: `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`,
      FunctionName,
      StartingPosition: "TRIM_HORIZON",
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: arn("discarded") } },
    });
    const { Body = "" } = await received(QueueUrl);
    const record = JSON.parse(Body) as object;
    expect(record).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted" },
      KinesisBatchInfo: { batchSize: 1 },
    });
    expect(record).not.toHaveProperty("payload");
  });
});
