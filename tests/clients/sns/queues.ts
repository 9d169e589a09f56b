// Queues to listen with.
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  type Message,
  type ReceiveMessageCommandInput,
  type SQSClient,
} from "@aws-sdk/client-sqs";

export const account = "000000000000";
export const region = "us-east-1";

let queues = 0;

const queueName = (): string => `queue-${++queues}`;
export const arnOf = (url: string): string => `arn:aws:sqs:${region}:${account}:${url.slice(url.lastIndexOf("/") + 1)}`;

/** A queue of its own; its URL. With FifoQueue it is named so. */
export async function newQueue(sqs: SQSClient, Attributes: Record<string, string> = {}): Promise<string> {
  const QueueName = `${queueName()}${Attributes["FifoQueue"] ? ".fifo" : ""}`;
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}

export async function receive(
  sqs: SQSClient,
  QueueUrl: string,
  input: Partial<ReceiveMessageCommandInput> = {},
): Promise<Message[]> {
  const asked = { QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All" as const], ...input };
  return (await sqs.send(new ReceiveMessageCommand(asked))).Messages ?? [];
}
