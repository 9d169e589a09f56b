// A platform of its own for a test file, an SDK client on it, and queues to test with.
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll } from "vitest";
import { startForebay } from "../../../src/index.ts";

export const account = "000000000000";
export const region = "us-east-1";

export async function platform() {
  const forebay = await startForebay();
  const sqs = new SQSClient({ ...forebay.clientConfig, maxAttempts: 1 });
  afterAll(async () => {
    sqs.destroy();
    await forebay.close();
  });
  let queues = 0;
  /** A queue of its own; its URL. */
  const queue = async (Attributes: Record<string, string> = {}): Promise<string> => {
    const QueueName = `queue-${++queues}${Attributes["FifoQueue"] === undefined ? "" : ".fifo"}`;
    return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? "";
  };
  const send = (QueueUrl: string, MessageBody: string, input: Partial<SendMessageCommandInput> = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...input }));
  const receive = async (QueueUrl: string, input: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...input }))).Messages ?? [];
  const remove = (QueueUrl: string, { ReceiptHandle }: Message) =>
    sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const attribute = async (QueueUrl: string, name: string): Promise<string | undefined> => {
    const wanted = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
    const attributes: Record<string, string | undefined> = (await sqs.send(wanted)).Attributes ?? {};
    return attributes[name];
  };
  const arnOf = (QueueUrl: string): string => `arn:aws:sqs:${region}:${account}:${QueueUrl.split("/").at(-1)}`;
  return { forebay, sqs, queue, send, receive, remove, attribute, arnOf };
}

export const bodies = (messages: readonly Message[]): (string | undefined)[] => messages.map(({ Body }) => Body);
