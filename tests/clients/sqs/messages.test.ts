import { createHash } from "node:crypto";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  SendMessageBatchCommand,
} from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { bodies, platform } from "./platform.ts";

const { forebay, sqs, queue, send, receive, remove, attribute } = await platform();

describe("SendMessage", () => {
  it("SendMessage: bodies and attributes come back, with their digests (which the SDK holds against its own)", async () => {
    const QueueUrl = await queue();
    const MessageAttributes = {
      text: { DataType: "String", StringValue: "Grüße" },
      "number.custom": { DataType: "Number.int", StringValue: "12" },
      bytes: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255) },
    };
    const body = "héllo \u{1F600}\n<xml/>";
    const sent = await send(QueueUrl, body, { MessageAttributes });
    expect(sent.MD5OfMessageBody).toBe(createHash("md5").update(body).digest("hex"));
    const [message] = await receive(QueueUrl, { MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] });
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: body,
      MessageAttributes,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      Attributes: { ApproximateReceiveCount: "1" },
    });
    expect((await receive(QueueUrl)).length).toBe(0);
  });

  it.each<[string, object, string]>([
    ["", {}, "MissingParameter"],
    ["bad \u0000", {}, "InvalidMessageContents"],
    ["x", { DelaySeconds: 901 }, "InvalidParameterValue"],
    ["x", { MessageAttributes: { "AWS.x": { DataType: "String", StringValue: "x" } } }, "InvalidParameterValue"],
    ["x", { MessageAttributes: { n: { DataType: "Number", StringValue: "x" } } }, "InvalidParameterValue"],
    ["x", { MessageAttributes: { n: { DataType: "Thing", StringValue: "x" } } }, "InvalidParameterValue"],
    ["x", { MessageDeduplicationId: "d" }, "InvalidParameterValue"],
  ])("SendMessage: refuses %j with %j", async (body, input, name) => {
    await expect(send(await queue(), body, input)).rejects.toMatchObject({ name });
  });

  it("SendMessageBatch: entries are refused one by one, and the whole for its size and ids", async () => {
    const QueueUrl = await queue();
    const batch = (Entries: { Id: string; MessageBody: string }[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const { Successful, Failed } = await batch([
      { Id: "good", MessageBody: "a" },
      { Id: "bad", MessageBody: "\u0000" },
    ]);
    expect(Successful?.map(({ Id }) => Id)).toEqual(["good"]);
    expect(Failed).toMatchObject([{ Id: "bad", SenderFault: true, Code: "InvalidMessageContents" }]);
    await expect(batch([])).rejects.toMatchObject({ name: "EmptyBatchRequest" });
    const two = { Id: "a", MessageBody: "x" };
    await expect(batch([two, two])).rejects.toMatchObject({ name: "BatchEntryIdsNotDistinct" });
    await expect(
      batch(Array.from({ length: 11 }, (_one, n) => ({ Id: `${n}`, MessageBody: "x" }))),
    ).rejects.toMatchObject({
      name: "TooManyEntriesInBatchRequest",
    });
    const large = ["a", "b"].map((Id) => ({ Id, MessageBody: "x".repeat(600_000) }));
    await expect(batch(large)).rejects.toMatchObject({ name: "BatchRequestTooLong" });
  });
});

describe("ReceiveMessage", () => {
  it("ReceiveMessage: hides a message until its visibility timeout, and counts", async () => {
    const QueueUrl = await queue({ VisibilityTimeout: "30" });
    await send(QueueUrl, "a");
    await receive(QueueUrl);
    expect(await receive(QueueUrl)).toEqual([]);
    expect(await attribute(QueueUrl, "ApproximateNumberOfMessagesNotVisible")).toBe("1");
    await forebay.clock.advance(30_001);
    const [again] = await receive(QueueUrl, { MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
    expect(again?.Attributes).toEqual({ ApproximateReceiveCount: "2" });
    await remove(QueueUrl, again ?? {});
    await forebay.clock.advance(30_001);
    expect(await receive(QueueUrl)).toEqual([]);
  });

  it("ReceiveMessage: waits for a message that comes, for one that is delayed, and no longer than asked", async () => {
    const QueueUrl = await queue();
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await send(QueueUrl, "now");
    const [now] = await waiting;
    expect(now?.Body).toBe("now");
    await remove(QueueUrl, now ?? {});
    await send(QueueUrl, "later", { DelaySeconds: 600 });
    expect(await attribute(QueueUrl, "ApproximateNumberOfMessagesDelayed")).toBe("1");
    expect(await receive(QueueUrl)).toEqual([]);
    const delayed = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await forebay.clock.advance(600_000);
    const outcome = await delayed;
    expect(bodies(outcome.length > 0 ? outcome : await receive(QueueUrl))).toEqual(["later"]);
    expect(await receive(QueueUrl, { WaitTimeSeconds: 1 })).toEqual([]);
  });

  it("ReceiveMessage: many receivers at once get each message once", async () => {
    const QueueUrl = await queue();
    const sent = Array.from({ length: 200 }, (_one, n) => `m${n}`);
    await Promise.all(sent.map((body) => send(QueueUrl, body)));
    const received: (string | undefined)[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let isMore = true; isMore;) {
          const messages = await receive(QueueUrl);
          received.push(...bodies(messages));
          isMore = messages.length > 0;
        }
      }),
    );
    received.push(...bodies(await receive(QueueUrl)));
    expect(received.map(String).toSorted()).toEqual(sent.toSorted());
  });

  it("ReceiveMessage: nothing past its retention", async () => {
    const QueueUrl = await queue({ MessageRetentionPeriod: "60" });
    await send(QueueUrl, "old");
    await forebay.clock.advance(61_000);
    expect(await receive(QueueUrl)).toEqual([]);
    await forebay.clock.advance(5 * 60_000);
    await expect.poll(() => attribute(QueueUrl, "ApproximateNumberOfMessages")).toBe("0");
  });

  it("ChangeMessageVisibility: gives a message back at once, and refuses one that is not in flight", async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, "a");
    const [{ ReceiptHandle } = {}] = await receive(QueueUrl);
    const change = () =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    await change();
    await expect(change()).rejects.toMatchObject({ name: "InvalidParameterValue" });
    expect(bodies(await receive(QueueUrl))).toEqual(["a"]);
  });

  it("DeleteMessageBatch: refuses handles that are none", async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, "a");
    const [{ ReceiptHandle } = {}] = await receive(QueueUrl);
    const Entries = [
      { Id: "one", ReceiptHandle },
      { Id: "two", ReceiptHandle: "nonsense" },
    ];
    const { Successful, Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect([Successful, Failed]).toMatchObject([[{ Id: "one" }], [{ Id: "two", Code: "ReceiptHandleIsInvalid" }]]);
  });
});
