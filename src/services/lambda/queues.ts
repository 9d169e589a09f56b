// Queues of SQS as Lambda speaks to them: always as a function's role.
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import type { ServiceHost } from "../../engines/host.ts";
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PeerIdentity, Peers } from "../../kit/peers.ts";
import { functionTimeoutTooLong, mayNotCallQueue, queueNotReceived } from "./errors.ts";
import { executionRole } from "./execution-role.ts";
import type { FunctionEntry } from "./function.ts";

/** SQS looks at the account and the name alone. */
export function queueUrlOf(arn: string): string {
  const { account = "", region = "", resource = "" } = parseArn(arn) ?? {};
  return `https://sqs.${region}.amazonaws.com/${account}/${resource}`;
}

export const isFifo = (queueArn: string): boolean => queueArn.endsWith(".fifo");

function identity(arn: string, roleArn: string, functionName: string): PeerIdentity {
  const { account = "", region = "" } = parseArn(arn) ?? {};
  return { account, region, principal: executionRole(roleArn, functionName) };
}

export interface NewMessage {
  readonly body: string;
  readonly attributes?: Record<string, MessageAttributeValue>;
}

/** Errors: what SQS answers. */
export async function sendToQueue(
  { peers }: ServiceHost,
  { key, latest }: FunctionEntry,
  arn: string,
  { body, attributes }: NewMessage,
): Promise<void> {
  const input = { QueueUrl: queueUrlOf(arn), MessageBody: body, ...(attributes && { MessageAttributes: attributes }) };
  await peers.call("sqs", "SendMessage", input as never, identity(arn, latest.settings.role, key.name));
}

/** Errors: InvalidParameterValueException when the role may not send to the queue, or it is not there. */
export async function checkMaySend({ peers }: ServiceHost, roleArn: string, name: string, arn: string): Promise<void> {
  // Who asks is looked at before what is asked: an empty message tells one from the other, and is never sent.
  const asked = peers.call(
    "sqs",
    "SendMessage",
    { QueueUrl: queueUrlOf(arn), MessageBody: "" },
    identity(arn, roleArn, name),
  );
  const answer = await refusal(asked);
  if (isAbsent(answer) || isDenied(answer)) throw mayNotCallQueue("SendMessage");
}

/** Errors: InvalidParameterValueException when the role may not read the queue, it is not there or gives too little time. */
export async function checkMayReceive({ peers }: ServiceHost, entry: FunctionEntry, arn: string): Promise<void> {
  const { role, timeoutSeconds } = entry.latest.settings;
  const as = identity(arn, role, entry.key.name);
  const QueueUrl = queueUrlOf(arn);
  const received = await refusal(peers.call("sqs", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 0 }, as));
  if (isAbsent(received)) throw queueNotReceived(received?.message ?? "");
  if (isDenied(received)) throw mayNotCallQueue("ReceiveMessage");
  const deleted = await refusal(peers.call("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle: "none" }, as));
  if (isDenied(deleted)) throw mayNotCallQueue("DeleteMessage");
  const visibility = await visibilityOf(peers, QueueUrl, as);
  if (visibility < timeoutSeconds) throw functionTimeoutTooLong(visibility, timeoutSeconds);
}

async function visibilityOf(peers: Peers, QueueUrl: string, as: PeerIdentity): Promise<number> {
  try {
    const input = { QueueUrl, AttributeNames: ["VisibilityTimeout" as const] };
    const { Attributes } = await peers.call("sqs", "GetQueueAttributes", input, as);
    return Number(Attributes?.["VisibilityTimeout"]);
  } catch (error) {
    throw isDenied(error) ? mayNotCallQueue("GetQueueAttributes") : error;
  }
}

/** What a call is refused with, if it is; whatever else goes wrong is thrown. */
async function refusal(call: Promise<unknown>): Promise<AwsError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.fault === "client") return error;
    throw error;
  }
}

const isAbsent = (error: AwsError | undefined): boolean => error?.code === "QueueDoesNotExist";

const isDenied = (error: unknown): boolean => error instanceof AwsError && error.code.startsWith("AccessDenied");
