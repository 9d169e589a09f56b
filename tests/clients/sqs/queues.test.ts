import {
  AddPermissionCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  RemovePermissionCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { account, platform } from "./platform.ts";

const { sqs, queue, send, receive, attribute, arnOf } = await platform();

describe("CreateQueue", () => {
  it("CreateQueue: answers the same queue for the same attributes, and refuses others", async () => {
    const create = (Attributes: Record<string, string>) =>
      sqs.send(new CreateQueueCommand({ QueueName: "orders", Attributes }));
    const { QueueUrl = "" } = await create({ VisibilityTimeout: "10" });
    expect(QueueUrl).toMatch(new RegExp(`^http://[^/]+/${account}/orders$`));
    expect((await create({ VisibilityTimeout: "10" })).QueueUrl).toBe(QueueUrl);
    expect((await create({})).QueueUrl).toBe(QueueUrl);
    await expect(create({ VisibilityTimeout: "11" })).rejects.toMatchObject({
      name: "QueueNameExists",
      message: "A queue already exists with the same name and a different value for attribute VisibilityTimeout",
    });
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: "orders" }))).QueueUrl).toBe(QueueUrl);
    expect(await attribute(QueueUrl, "QueueArn")).toBe(arnOf(QueueUrl));
    expect(await attribute(QueueUrl, "MessageRetentionPeriod")).toBe("345600");
  });

  it.each<[string, Record<string, string>, string, string]>([
    [
      "a/b",
      {},
      "InvalidParameterValue",
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    ],
    [
      "x",
      { VisibilityTimeout: "43201" },
      "InvalidAttributeValue",
      "Invalid value for the parameter VisibilityTimeout.",
    ],
    ["x", { Nonsense: "1" }, "InvalidAttributeName", "Unknown Attribute Nonsense."],
    [
      "x",
      { RedrivePolicy: '{"maxReceiveCount":3}' },
      "InvalidParameterValue",
      'Value {"maxReceiveCount":3} for parameter RedrivePolicy is invalid. Reason: Redrive policy does not contain mandatory attribute: deadLetterTargetArn.',
    ],
  ])("CreateQueue: refuses %s with %j", async (QueueName, Attributes, name, message) => {
    await expect(sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).rejects.toMatchObject({ name, message });
  });
});

describe("queues", () => {
  it("DeleteQueue: the queue and its messages are gone, also for a later one of its name", async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, "old");
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(receive(QueueUrl)).rejects.toMatchObject({
      name: "QueueDoesNotExist",
      message: "The specified queue does not exist.",
    });
    await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl.split("/").at(-1) }));
    expect(await receive(QueueUrl)).toEqual([]);
  });

  it("ListQueues: by prefix, in pages", async () => {
    for (const name of ["page-a", "page-b", "page-c"]) await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const list = (NextToken?: string) =>
      sqs.send(new ListQueuesCommand({ QueueNamePrefix: "page-", MaxResults: 2, NextToken }));
    const first = await list();
    const second = await list(first.NextToken);
    const names = [...(first.QueueUrls ?? []), ...(second.QueueUrls ?? [])].map((url) => url.split("/").at(-1));
    expect([names, second.NextToken]).toEqual([["page-a", "page-b", "page-c"], undefined]);
    await expect(list("x")).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("PurgeQueue: empties it, once a minute", async () => {
    const QueueUrl = await queue();
    for (const body of ["a", "b", "c"]) await send(QueueUrl, body);
    await receive(QueueUrl, { MaxNumberOfMessages: 1 });
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await attribute(QueueUrl, "ApproximateNumberOfMessagesNotVisible")).toBe("0");
    expect(await receive(QueueUrl)).toEqual([]);
    await expect(sqs.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toMatchObject({ name: "PurgeQueueInProgress" });
  });

  it("TagQueue: sets, lists and removes", async () => {
    const QueueUrl = await queue();
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { a: "1", b: "2" } }));
    await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["a"] }));
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ b: "2" });
  });

  it("AddPermission: another account may then send, until RemovePermission", async () => {
    const QueueUrl = await queue();
    await sqs.send(
      new AddPermissionCommand({ QueueUrl, Label: "share", AWSAccountIds: ["111111111111"], Actions: ["SendMessage"] }),
    );
    expect(JSON.parse((await attribute(QueueUrl, "Policy")) ?? "")).toMatchObject({
      Statement: [{ Sid: "share", Effect: "Allow", Action: ["SQS:SendMessage"], Resource: arnOf(QueueUrl) }],
    });
    await sqs.send(new RemovePermissionCommand({ QueueUrl, Label: "share" }));
    expect(await attribute(QueueUrl, "Policy")).toBeUndefined();
    const again = new RemovePermissionCommand({ QueueUrl, Label: "share" });
    await expect(sqs.send(again)).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("SetQueueAttributes: changes what later messages meet", async () => {
    const QueueUrl = await queue();
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { MaximumMessageSize: "1024" } }));
    await expect(send(QueueUrl, "x".repeat(1025))).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.",
    });
  });
});
