import { ChangeMessageVisibilityCommand } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { bodies, platform } from "./platform.ts";

const { forebay, sqs, queue, send, receive, remove } = await platform();
const fifo = () => queue({ FifoQueue: "true" });

let ids = 0;
const to = (QueueUrl: string, MessageGroupId: string, body: string) =>
  send(QueueUrl, body, { MessageGroupId, MessageDeduplicationId: `d${ids++}` });

describe("FIFO queues", () => {
  it("ReceiveMessage: a group's messages come in order, and none while an earlier one is in flight", async () => {
    const QueueUrl = await fifo();
    for (const body of ["a1", "a2", "a3"]) await to(QueueUrl, "a", body);
    await to(QueueUrl, "b", "b1");
    const [first] = await receive(QueueUrl, { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe("a1");
    const [other] = await receive(QueueUrl);
    expect(other?.Body).toBe("b1");
    expect(await receive(QueueUrl)).toEqual([]);
    await remove(QueueUrl, first ?? {});
    const rest = await receive(QueueUrl);
    expect(bodies(rest)).toEqual(["a2", "a3"]);
    await remove(QueueUrl, rest[1] ?? {});
    expect(await receive(QueueUrl)).toEqual([]);
    const { ReceiptHandle } = rest[0] ?? {};
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    expect(bodies(await receive(QueueUrl))).toEqual(["a2"]);
  });

  it("ReceiveMessage: after a timeout the group begins where it was", async () => {
    const QueueUrl = await fifo();
    for (const body of ["1", "2", "3"]) await to(QueueUrl, "g", body);
    expect(bodies(await receive(QueueUrl, { MaxNumberOfMessages: 2 }))).toEqual(["1", "2"]);
    await forebay.clock.advance(31_000);
    expect(bodies(await receive(QueueUrl))).toEqual(["1", "2", "3"]);
  });

  it("SendMessage: the same message within five minutes is one", async () => {
    const QueueUrl = await queue({ FifoQueue: "true", ContentBasedDeduplication: "true" });
    const one = await send(QueueUrl, "x", { MessageGroupId: "g" });
    const same = await send(QueueUrl, "x", { MessageGroupId: "g" });
    expect([same.MessageId, same.SequenceNumber]).toEqual([one.MessageId, one.SequenceNumber]);
    const [message] = await receive(QueueUrl);
    await remove(QueueUrl, message ?? {});
    await send(QueueUrl, "x", { MessageGroupId: "g" });
    expect(await receive(QueueUrl)).toEqual([]);
    await forebay.clock.advance(5 * 60_000 + 1);
    await send(QueueUrl, "x", { MessageGroupId: "g" });
    expect(bodies(await receive(QueueUrl))).toEqual(["x"]);
  });

  it("SendMessage: needs a group, and something to tell messages apart", async () => {
    const QueueUrl = await fifo();
    await expect(send(QueueUrl, "x")).rejects.toMatchObject({
      name: "MissingParameter",
      message: "The request must contain the parameter MessageGroupId.",
    });
    await expect(send(QueueUrl, "x", { MessageGroupId: "g" })).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message:
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    });
  });

  it("ReceiveMessage: groups in parallel, each in order, with many receivers", async () => {
    const QueueUrl = await fifo();
    const groups = Array.from({ length: 8 }, (_one, n) => `g${n}`);
    for (let n = 0; n < 12; n++) await Promise.all(groups.map((group) => to(QueueUrl, group, `${group}:${n}`)));
    const seen = new Map<string, number[]>();
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let empty = 0; empty < 3;) {
          const messages = await receive(QueueUrl, { MaxNumberOfMessages: 3 });
          empty = messages.length === 0 ? empty + 1 : 0;
          for (const message of messages) {
            const [group = "", number] = (message.Body ?? "").split(":");
            seen.set(group, [...(seen.get(group) ?? []), Number(number)]);
            await remove(QueueUrl, message);
          }
        }
      }),
    );
    const inOrder = Array.from({ length: 12 }, (_one, n) => n);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(groups.map((group) => [group, inOrder])));
  });
});
