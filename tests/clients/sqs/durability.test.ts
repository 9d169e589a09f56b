// kill -9 of the platform while messages are sent, received and deleted. FOREBAY_FAULT_ROUNDS kills more often.
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { region } from "./platform.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 3);
const WRITERS = 6;
const KILL_AFTER_MS_MAX = 700;

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/kinesis/server.child.ts")));
afterAll(() => server.remove());

const clientOf = (endpoint: string): SQSClient =>
  new SQSClient({ endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" }, maxAttempts: 1 });

interface Known {
  readonly sent: Set<string>;
  readonly deleted: Set<string>;
  /** What was under way at a kill: it may have happened or not. */
  readonly underWay: Set<string>;
}

/** Sends, and now and then receives and deletes, until the server is gone. */
async function work(
  sqs: SQSClient,
  QueueUrl: string,
  writer: string,
  { sent, deleted, underWay }: Known,
): Promise<void> {
  for (let n = 0; ; n++) {
    const MessageBody = `${writer}-${n}`;
    underWay.add(MessageBody);
    const answer = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })).catch(() => undefined);
    if (!answer) return;
    sent.add(MessageBody);
    underWay.delete(MessageBody);
    if (n % 3 > 0) continue;
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl })).catch(() => ({ Messages: [] }));
    for (const { Body = "", ReceiptHandle } of Messages) {
      underWay.add(Body);
      const isDeleted = await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })).then(
        () => true,
        () => false,
      );
      if (!isDeleted) return;
      deleted.add(Body);
      underWay.delete(Body);
    }
  }
}

async function drain(sqs: SQSClient, QueueUrl: string): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const all = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await sqs.send(all);
    if (Messages.length === 0) return found;
    for (const { Body = "", ReceiptHandle } of Messages) {
      found.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

it(
  "SendMessage, DeleteMessage: what was acknowledged holds after kill -9",
  { timeout: 30_000 + ROUNDS * 10_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-sqs-"));
    for (let round = 0; round < ROUNDS; round++) {
      const known: Known = { sent: new Set(), deleted: new Set(), underWay: new Set() };
      const QueueName = `crashing-${round}`;
      const before = await startServer(server, folder);
      const sqs = clientOf(before.endpoint);
      // A second at most, so that what is in flight at the kill comes back soon.
      const Attributes = { VisibilityTimeout: "1" };
      const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      const working = Array.from({ length: WRITERS }, (_one, writer) =>
        work(sqs, QueueUrl, `${round}-${writer}`, known),
      );
      await sleep(randomInt(50, KILL_AFTER_MS_MAX));
      await before.kill();
      await Promise.all(working);
      sqs.destroy();
      const after = await startServer(server, folder);
      const again = clientOf(after.endpoint);
      await sleep(1100);
      const found = await drain(again, QueueUrl);
      const expected = [...known.sent].filter((body) => !known.deleted.has(body) && !known.underWay.has(body));
      const certain = found.filter((body) => !known.underWay.has(body));
      expect(certain.toSorted()).toEqual(expected.toSorted());
      again.destroy();
      await after.kill();
    }
    await rm(folder, { recursive: true, force: true });
  },
);
