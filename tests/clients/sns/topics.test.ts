import { AddPermissionCommand } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { SetQueueAttributesCommand, SQSClient, type Message } from "@aws-sdk/client-sqs";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { activeFunction, arnOf as functionArn, platform } from "../lambda/platform.ts";
import { account, arnOf, newQueue, receive, region } from "./queues.ts";
import { allow, newUser } from "../user.ts";

const own = await platform();
const { forebay, lambda } = own;
const sns = new SNSClient({ ...forebay.clientConfig, maxAttempts: 1 });
const sqs = new SQSClient({ ...forebay.clientConfig, maxAttempts: 1 });
const folder = mkdtempSync(join(tmpdir(), "forebay-sns-"));
afterAll(() => {
  sns.destroy();
  sqs.destroy();
  rmSync(folder, { recursive: true, force: true });
});

let topics = 0;

async function newTopic(Attributes: Record<string, string> = {}): Promise<string> {
  const Name = `topic-${++topics}${Attributes["FifoTopic"] ? ".fifo" : ""}`;
  return (await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn ?? "";
}

/** A queue that the topic may send to. */
async function listener(TopicArn: string, attributes: Record<string, string> = {}): Promise<string> {
  const QueueUrl = await newQueue(sqs, attributes);
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arnOf(QueueUrl),
    Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return QueueUrl;
}

async function subscribed(
  TopicArn: string,
  QueueUrl: string,
  Attributes: Record<string, string> = {},
): Promise<string> {
  const Endpoint = arnOf(QueueUrl);
  const { SubscriptionArn = "" } = await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes, ReturnSubscriptionArn: true }),
  );
  return SubscriptionArn;
}

const take = (QueueUrl: string): Promise<Message[]> => receive(sqs, QueueUrl, { MessageAttributeNames: ["All"] });
const publish = (TopicArn: string, Message: string, more = {}) =>
  sns.send(new PublishCommand({ TopicArn, Message, ...more }));

describe("topics", () => {
  it("CreateTopic: gives the ARN, again for the same attributes; attributes and tags are kept (recorded)", async () => {
    const TopicArn = await newTopic({ DisplayName: "Orders" });
    expect(TopicArn).toBe(`arn:aws:sns:${region}:${account}:topic-${topics}`);
    const Name = `topic-${topics}`;
    expect(await sns.send(new CreateTopicCommand({ Name }))).toMatchObject({ TopicArn });
    await expect(
      sns.send(new CreateTopicCommand({ Name, Attributes: { DisplayName: "Others" } })),
    ).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
    });
    await expect(sns.send(new CreateTopicCommand({ Name: "a b" }))).rejects.toMatchObject({
      message: "Invalid parameter: Topic Name",
    });
    await sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: "a", Value: "1" }] }));
    await sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: "b", Value: "2" }] }));
    await sns.send(new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ["a"] }));
    const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
    expect(Tags).toEqual([{ Key: "b", Value: "2" }]);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ DisplayName: "Orders", Owner: account, SubscriptionsConfirmed: "0" });
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await expect(publish(TopicArn, "x")).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Topic does not exist",
    });
  });

  it("ListTopics: in pages of a hundred (documented)", async () => {
    for (let at = 0; at < 101; at++) await newTopic();
    const first = await sns.send(new ListTopicsCommand({}));
    expect(first.Topics).toHaveLength(100);
    const { Topics = [] } = await sns.send(new ListTopicsCommand({ NextToken: first.NextToken }));
    expect(Topics.length).toBeGreaterThan(0);
  });
});

describe("publishing", () => {
  it("Publish: queues get an envelope, or the raw message with its attributes (recorded)", async () => {
    const TopicArn = await newTopic();
    const wrapped = await listener(TopicArn);
    const raw = await listener(TopicArn);
    const SubscriptionArn = await subscribed(TopicArn, wrapped);
    expect(await subscribed(TopicArn, wrapped)).toBe(SubscriptionArn);
    await subscribed(TopicArn, raw, { RawMessageDelivery: "true" });
    const MessageAttributes = { kind: { DataType: "String", StringValue: "order" } };
    const { MessageId } = await publish(TopicArn, "hello ☃", { Subject: "greeting", MessageAttributes });
    const [envelope] = await take(wrapped);
    expect(JSON.parse(envelope?.Body ?? "")).toMatchObject({
      Type: "Notification",
      MessageId,
      TopicArn,
      Subject: "greeting",
      Message: "hello ☃",
      MessageAttributes: { kind: { Type: "String", Value: "order" } },
    });
    expect(await take(raw)).toMatchObject([{ Body: "hello ☃", MessageAttributes }]);
    const structured = JSON.stringify({ default: "for all", sqs: "for queues" });
    await publish(TopicArn, structured, { MessageStructure: "json" });
    expect(await take(raw)).toMatchObject([{ Body: "for queues" }]);
    await expect(publish(TopicArn, "{}", { MessageStructure: "json" })).rejects.toMatchObject({
      message: "Invalid parameter: Message Structure - No default entry in JSON message body",
    });
    await expect(publish(TopicArn, "")).rejects.toMatchObject({ message: "Invalid parameter: Empty message" });
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions).toMatchObject([{ Endpoint: arnOf(raw), Protocol: "sqs", TopicArn }]);
  });

  it("FilterPolicy: by attributes or by the body, only what matches is delivered (documented)", async () => {
    const TopicArn = await newTopic();
    const QueueUrl = await listener(TopicArn);
    const FilterPolicy = JSON.stringify({ kind: ["order", { prefix: "re" }], amount: [{ numeric: [">", 10] }] });
    const SubscriptionArn = await subscribed(TopicArn, QueueUrl, { FilterPolicy, RawMessageDelivery: "true" });
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({
      FilterPolicy,
      FilterPolicyScope: "MessageAttributes",
      RawMessageDelivery: "true",
    });
    const attributes = (kind: string, amount: number) => ({
      MessageAttributes: {
        kind: { DataType: "String", StringValue: kind },
        amount: { DataType: "Number", StringValue: String(amount) },
      },
    });
    await publish(TopicArn, "taken", attributes("refund", 11));
    await publish(TopicArn, "too little", attributes("order", 9));
    await publish(TopicArn, "another kind", attributes("visit", 11));
    await publish(TopicArn, "without");
    expect((await take(QueueUrl)).map(({ Body }) => Body)).toEqual(["taken"]);
    const set = (AttributeName: string, AttributeValue: string) =>
      sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
    await set("FilterPolicyScope", "MessageBody");
    await set("FilterPolicy", JSON.stringify({ order: { total: [{ numeric: [">=", 100] }] } }));
    await publish(TopicArn, JSON.stringify({ order: { total: 100 } }));
    await publish(TopicArn, JSON.stringify({ order: { total: 99 } }));
    await publish(TopicArn, "no JSON");
    expect((await take(QueueUrl)).map(({ Body }) => Body)).toEqual(['{"order":{"total":100}}']);
    await expect(set("FilterPolicy", "[]")).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("FIFO topics: their queues keep a group's order and drop duplicates (documented)", async () => {
    const TopicArn = await newTopic({ FifoTopic: "true", ContentBasedDeduplication: "true" });
    const QueueUrl = await listener(TopicArn, { FifoQueue: "true" });
    await subscribed(TopicArn, QueueUrl, { RawMessageDelivery: "true" });
    await publish(TopicArn, "0", { MessageGroupId: "g" });
    const PublishBatchRequestEntries = Array.from({ length: 5 }, (_, at) => ({
      Id: `${at}`,
      Message: `${at}`,
      MessageGroupId: "g",
    }));
    const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(Successful).toHaveLength(5);
    expect((await take(QueueUrl)).map(({ Body }) => Body)).toEqual(["0", "1", "2", "3", "4"]);
    await expect(publish(TopicArn, "x")).rejects.toMatchObject({
      message: "Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
    });
  });

  it("RedrivePolicy: what a subscriber refuses goes to the dead-letter queue", async () => {
    const TopicArn = await newTopic();
    const dead = await listener(TopicArn);
    const closed = await newQueue(sqs);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(dead) });
    await subscribed(TopicArn, closed, { RedrivePolicy, RawMessageDelivery: "true" });
    await publish(TopicArn, "unwanted");
    expect(await take(dead)).toMatchObject([{ Body: "unwanted" }]);
    expect(await take(closed)).toEqual([]);
  });

  it("functions are invoked with the message (recorded)", async () => {
    const TopicArn = await newTopic();
    const file = join(folder, "event.json");
    const source = `exports.handler = async (event) => require("fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify(event));`;
    const FunctionName = await activeFunction(own, source);
    const permission = {
      FunctionName,
      StatementId: "sns",
      Action: "lambda:InvokeFunction",
      Principal: "sns.amazonaws.com",
    };
    await lambda.send(new AddPermissionCommand({ ...permission, SourceArn: TopicArn }));
    const Endpoint = functionArn(FunctionName);
    const { SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: "lambda", Endpoint }));
    await publish(TopicArn, "run");
    await vi.waitFor(
      () =>
        expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
          Records: [
            {
              EventSource: "aws:sns",
              EventSubscriptionArn: SubscriptionArn,
              Sns: { Type: "Notification", Message: "run", Subject: null, TopicArn },
            },
          ],
        }),
      { timeout: 30_000, interval: 50 },
    );
  });
});

describe("who publishes", () => {
  it("a user needs sns:Publish; a topic's policy lets S3 in, which first sends the test event", async () => {
    const TopicArn = await newTopic();
    const QueueUrl = await listener(TopicArn);
    await subscribed(TopicArn, QueueUrl, { RawMessageDelivery: "true" });
    const user = await newUser(forebay, [allow("sns:Subscribe", "*")]);
    const theirs = new SNSClient({ ...user.config, maxAttempts: 1 });
    await expect(theirs.send(new PublishCommand({ TopicArn, Message: "x" }))).rejects.toMatchObject({
      name: "AuthorizationErrorException",
    });
    await user.may(allow("sns:Publish", TopicArn));
    await theirs.send(new PublishCommand({ TopicArn, Message: "mine" }));
    expect(await take(QueueUrl)).toMatchObject([{ Body: "mine" }]);
    theirs.destroy();
    const s3 = new S3Client({ ...forebay.clientConfig, maxAttempts: 1 });
    await s3.send(new CreateBucketCommand({ Bucket: "announced" }));
    const put = new PutBucketNotificationConfigurationCommand({
      Bucket: "announced",
      NotificationConfiguration: { TopicConfigurations: [{ TopicArn, Events: ["s3:ObjectCreated:*"] }] },
    });
    await expect(s3.send(put)).rejects.toMatchObject({ name: "InvalidArgument" });
    const Statement = {
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "sns:Publish",
      Resource: TopicArn,
    };
    const AttributeValue = JSON.stringify({ Version: "2012-10-17", Statement });
    await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
    await s3.send(put);
    expect((await take(QueueUrl))[0]?.Body).toContain("s3:TestEvent");
    await s3.send(new PutObjectCommand({ Bucket: "announced", Key: "a", Body: "x" }));
    const [event] = await receive(sqs, QueueUrl, { WaitTimeSeconds: 20 });
    expect(JSON.parse(event?.Body ?? "")).toMatchObject({ Records: [{ eventName: "ObjectCreated:Put" }] });
    s3.destroy();
  });
});
