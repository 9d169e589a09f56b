import {
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { bodies, platform } from "./platform.ts";

const { forebay, sqs, queue, send, receive, attribute, arnOf } = await platform();

const redrive = (QueueUrl: string, maxReceiveCount: number): Record<string, string> => ({
  RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(QueueUrl), maxReceiveCount }),
});

describe("dead-letter queues", () => {
  it.each<Record<string, string>>([{}, { FifoQueue: "true" }])(
    "a message received too often goes there, and back by a move task: %j",
    async (kind) => {
      const dead = await queue(kind);
      const source = await queue({ ...kind, ...redrive(dead, 2) });
      const group = "FifoQueue" in kind ? { MessageGroupId: "g", MessageDeduplicationId: "d" } : {};
      await send(source, "poison", group);
      for (let receives = 0; receives < 2; receives++) {
        expect(bodies(await receive(source))).toEqual(["poison"]);
        await forebay.clock.advance(31_000);
      }
      expect(await receive(source)).toEqual([]);
      const [letter] = await receive(dead, { MessageSystemAttributeNames: ["All"], VisibilityTimeout: 0 });
      expect(letter).toMatchObject({ Body: "poison", Attributes: { DeadLetterQueueSourceArn: arnOf(source) } });
      const { queueUrls } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
      expect(queueUrls).toEqual([source]);
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(dead) }));
      await expect.poll(() => attribute(source, "ApproximateNumberOfMessages")).toBe("1");
      const tasks = async () => (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf(dead) }))).Results;
      await expect.poll(tasks).toMatchObject([{ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 1 }]);
      expect(bodies(await receive(source))).toEqual(["poison"]);
    },
  );

  it("ReceiveMessage: whoever waits at the dead-letter queue is woken", { timeout: 15_000 }, async () => {
    const dead = await queue();
    const source = await queue(redrive(dead, 1));
    await send(source, "poison");
    await receive(source, { VisibilityTimeout: 0 });
    const waiting = receive(dead, { WaitTimeSeconds: 20 });
    await receive(source);
    expect(bodies(await waiting)).toEqual(["poison"]);
  });

  it("SetQueueAttributes: a queue of another kind, or one that refuses, takes no dead letters", async () => {
    const fifo = await queue({ FifoQueue: "true" });
    await expect(queue(redrive(fifo, 3))).rejects.toMatchObject({ name: "InvalidParameterValue" });
    const closed = await queue({ RedriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) });
    await expect(queue(redrive(closed, 3))).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("StartMessageMoveTask: refuses a queue that takes no dead letters", async () => {
    const task = new StartMessageMoveTaskCommand({ SourceArn: arnOf(await queue()) });
    await expect(sqs.send(task)).rejects.toMatchObject({
      message: "One or more parameters are invalid. Reason: Source queue must be configured as a Dead Letter Queue.",
    });
  });
});
